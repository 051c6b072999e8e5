import { Observable, Subscriber, isObservable, type MonoTypeOperatorFunction } from 'rxjs';
import { mustBe } from '../link/mustBe.js';
import { oneOf } from '../link/oneOf.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { HoldError } from './holdError.js';

/** How {@link holdUntilConnected} holds. */
export interface HoldConfig {
  /** How many values are held at most; a whole number above 0, or `Infinity`. */
  readonly limit: number;
  /**
   * What happens to a value that comes when `limit` are held: `'error'` (default) ends with a `HoldError`,
   * `'drop-oldest'` makes room, `'drop-newest'` lets it go.
   */
  readonly overflow?: 'error' | 'drop-oldest' | 'drop-newest';
}

/**
 * Holds the source's values while the connection is not connected, and releases them in order when it is
 * (SPEC API-3).
 *
 * A value that comes during a release waits behind those held; a connection that is lost during a release stops
 * it. When the source completes, the result completes once nothing is held. When `state$` completes while values
 * are held, they can never go out: `HoldError`.
 *
 * ```ts
 * import { holdUntilConnected } from 'rx-lifeline';
 * import { BehaviorSubject, of } from 'rxjs';
 *
 * const state$ = new BehaviorSubject('connecting'); // stands for that of a connection
 * of('a draft', 'another')
 *   .pipe(holdUntilConnected(state$, { limit: 100 }))
 *   .subscribe((draft) => console.log(draft)); // nothing yet
 * state$.next('connected'); // now both, in order
 * ```
 *
 * @throws RangeError when `limit` is not above 0; TypeError when another argument is wrong, naming it.
 */
export function holdUntilConnected<T>(state$: Observable<string>, config: HoldConfig): MonoTypeOperatorFunction<T> {
  mustBe(isObservable(state$), 'holdUntilConnected: state$', 'an Observable', state$);
  checkedNames(config, ['limit', 'overflow'], 'holdUntilConnected: config');
  const { limit, overflow = 'error' } = config;
  const isLimit = limit === Infinity || (Number.isInteger(limit) && limit > 0);
  mustBe(isLimit, 'holdUntilConnected: limit', 'a whole number above 0 or Infinity', limit, RangeError);
  oneOf(overflow, ['error', 'drop-oldest', 'drop-newest'], 'holdUntilConnected: overflow');
  return (source) =>
    new Observable((subscriber) => {
      const held: T[] = [];
      let gate: 'open' | 'releasing' | 'shut' | 'over' = 'shut';
      let sourceIs: 'live' | 'complete' = 'live';

      const settle = () => {
        if (sourceIs === 'complete' && held.length === 0) subscriber.complete();
      };
      const release = () => {
        gate = 'releasing';
        while (held.length > 0 && isReleasing() && !subscriber.closed) subscriber.next(held.shift()!);
        if (isReleasing()) gate = 'open';
        settle();
      };
      const isReleasing = () => gate === 'releasing';
      const hold = (value: T) => {
        if (held.length === limit) {
          if (overflow === 'drop-newest') return;
          if (overflow === 'error') return subscriber.error(new HoldError('overflow', held.length));
          held.shift();
        }
        held.push(value);
        if (gate === 'over') subscriber.error(new HoldError('over', held.length));
      };

      subscriber.add(
        state$.subscribe({
          next(state) {
            if (state !== 'connected') gate = 'shut';
            else if (gate === 'shut') release();
          },
          error: (error: unknown) => subscriber.error(error),
          complete() {
            if (gate === 'shut') gate = 'over';
            if (gate === 'over' && held.length > 0) subscriber.error(new HoldError('over', held.length));
          },
        }),
      );
      // A plain observer could leave a synchronous source only once `subscribe` has returned.
      const ear = new Subscriber<T>({
        next(value: T) {
          if (gate === 'open') subscriber.next(value);
          else hold(value);
        },
        error: (error: unknown) => subscriber.error(error),
        complete() {
          sourceIs = 'complete';
          settle();
        },
      });
      subscriber.add(ear);
      source.subscribe(ear);
    });
}
