import { Observable, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Delivers each value only after the one before it has reached everyone (SPEC API-9): what a consumer pushes into
 * the source from inside its handler waits its turn, and so does the end.
 */
export function runToCompletion<T>(): MonoTypeOperatorFunction<T> {
  return (source) =>
    new Observable((subscriber) => {
      const waiting: T[] = [];
      let end: (() => void) | null = null;
      const endBy = (how: () => void) => {
        end = how;
        if (waiting.length === 0) end();
      };
      return source.subscribe({
        next(value) {
          if (waiting.push(value) > 1) return;
          // Those that are pushed meanwhile are met in the same loop.
          for (const next of waiting) subscriber.next(next);
          waiting.length = 0;
          end?.();
        },
        error: (error: unknown) => endBy(() => subscriber.error(error)),
        complete: () => endBy(() => subscriber.complete()),
      });
    });
}
