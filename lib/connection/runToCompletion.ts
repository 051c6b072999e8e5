import { Observable, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Delivers each value only after the one before it has reached everyone (SPEC API-9): what a consumer pushes into
 * the source from inside its handler waits its turn.
 */
export function runToCompletion<T>(): MonoTypeOperatorFunction<T> {
  return (source) =>
    new Observable((subscriber) => {
      const waiting: T[] = [];
      let delivering = false;
      return source.subscribe({
        next(value) {
          waiting.push(value);
          if (delivering) return;
          delivering = true;
          while (waiting.length > 0 && !subscriber.closed) subscriber.next(waiting.shift()!);
          delivering = false;
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
    });
}
