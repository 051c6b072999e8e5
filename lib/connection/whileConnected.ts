import { EMPTY, dematerialize, distinctUntilChanged, endWith, map, materialize, of, switchMap } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';

/**
 * Subscribes to the source only while the connection is connected (SPEC API-3).
 *
 * Each time `state$` becomes `'connected'` the source is subscribed to afresh; each time it becomes anything else
 * the source is unsubscribed. Completes when the source or `state$` completes; errors of either pass through.
 *
 * ```ts
 * const position$ = interval(1_000).pipe(whileConnected(connection.state$)); // no interval runs while offline
 * ```
 */
export function whileConnected<T>(state$: Observable<string>): MonoTypeOperatorFunction<T> {
  return (source) =>
    state$.pipe(
      map((state) => state === 'connected'),
      distinctUntilChanged(),
      endWith('over' as const),
      switchMap((connected) => {
        if (connected === 'over') return of({ kind: 'C' } as const);
        return connected ? source.pipe(materialize()) : EMPTY;
      }),
      dematerialize(),
    );
}
