import {
  EMPTY,
  dematerialize,
  distinctUntilChanged,
  endWith,
  isObservable,
  map,
  materialize,
  of,
  switchMap,
} from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { mustBe } from '../link/mustBe.js';

/**
 * Subscribes to the source only while the connection is connected (SPEC API-3).
 *
 * Each time `state$` becomes `'connected'` the source is subscribed to afresh; each time it becomes anything else
 * the source is unsubscribed. Completes when the source or `state$` completes; errors of either pass through.
 *
 * ```ts
 * import { whileConnected } from 'rx-lifeline';
 * import { BehaviorSubject, interval, take } from 'rxjs';
 *
 * const state$ = new BehaviorSubject('connecting'); // stands for that of a connection
 * interval(10)
 *   .pipe(whileConnected(state$), take(2))
 *   .subscribe((position) => console.log(position)); // 0, 1: no interval runs before
 * state$.next('connected');
 * ```
 *
 * @throws TypeError when `state$` is no Observable.
 */
export function whileConnected<T>(state$: Observable<string>): MonoTypeOperatorFunction<T> {
  mustBe(isObservable(state$), 'whileConnected: state$', 'an Observable', state$);
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
