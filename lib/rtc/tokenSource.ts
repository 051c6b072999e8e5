import { defer, from, isObservable, of, take, type Observable, type ObservableInput } from 'rxjs';

/** A token, or how to get one: asked afresh before every attempt, and when the present one is about to expire. */
export type TokenSource = string | (() => string | ObservableInput<string>);

/** The token for the next attempt; `present` where the application gave a plain one, or none. */
export function askForToken(
  source: TokenSource | undefined,
  present: string | undefined,
): Observable<string | undefined> {
  if (typeof source !== 'function') return of(present);
  return defer(() => {
    const answer = source();
    return typeof answer === 'string' ? of(answer) : isObservable(answer) ? answer : from(answer);
  }).pipe(take(1));
}
