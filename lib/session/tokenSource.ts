import { defer, from, isObservable, of, take, type Observable, type ObservableInput } from 'rxjs';
import { mustBe } from '../link/mustBe.js';

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

/** @throws TypeError that names `caller` when `source` is no token source. */
export function checkedTokenSource(source: unknown, caller: string): void {
  const isSource =
    source === undefined || typeof source === 'function' || (typeof source === 'string' && source !== '');
  mustBe(isSource, `${caller}: token`, 'a string that is not empty or a function', source);
}

/** @throws TypeError when `token` is no token to renew with. */
export function checkedToken(token: unknown): string {
  mustBe(typeof token === 'string' && token !== '', 'renewToken: token', 'a string that is not empty', token);
  return token;
}
