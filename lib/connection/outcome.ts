import { AsyncSubject, concatMap, filter, of, skipWhile, take, throwError, throwIfEmpty, type Observable } from 'rxjs';

/** How a command ended. */
export type Outcome<T> = { readonly value: T } | { readonly error: Error };

/**
 * Runs `act`, and replays the first outcome that `read` finds in the events from then on. Acts when called:
 * nobody has to subscribe. When the events complete first, `unanswered` is the error.
 */
export function outcome<E, T>(
  events$: Observable<E>,
  read: (event: E) => Outcome<T> | undefined,
  unanswered: () => Error,
  act: () => void,
): Observable<T> {
  const result = new AsyncSubject<T>();
  events$
    .pipe(
      concatMap((event) => {
        const found = read(event);
        if (!found) return [];
        return 'error' in found ? throwError(() => found.error) : of(found.value);
      }),
      take(1),
      throwIfEmpty(unanswered),
    )
    .subscribe(result);
  act();
  return result.asObservable();
}

/**
 * The events from the one on that says what became of `command`: a command given inside a handler waits its turn. What
 * became of other commands is not among them.
 */
export function since<E extends { readonly type: string }>(events$: Observable<E>, command: object): Observable<E> {
  const isOther = (event: E) => 'command' in event && event.command !== command;
  return events$.pipe(
    skipWhile((event) => !('command' in event) || isOther(event)),
    filter((event) => !isOther(event)),
  );
}
