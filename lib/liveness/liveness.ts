import { Observable, asyncScheduler, type OperatorFunction, type SchedulerLike } from 'rxjs';
import { checkedNames } from './checkedNames.js';
import { clockOf } from './clock.js';
import { deadline } from './deadline.js';
import { listen } from './listen.js';
import { inOrder, type Thresholds } from './thresholds.js';

/** How {@link liveness} and {@link livenessBy} tell the time. */
export interface LivenessConfig {
  /**
   * Whose timers are used, and whose clock. Default `asyncScheduler`.
   *
   * Under a scheduler that goes by the time of day, durations are measured by the monotonic clock, which no
   * correction of the time of day moves; a scheduler with a time of its own (`TestScheduler`,
   * `VirtualTimeScheduler`) is taken at its word. In `TestScheduler.run` leave it out.
   */
  readonly scheduler?: SchedulerLike;
}

/**
 * Says whether the source is alive, and when not, which silence it has reached.
 *
 * Emits `'alive'` at the first value and at the first value after a crossed threshold; each threshold's name once
 * per silence, when the silence has lasted that long; nothing else. What the values are does not matter. Silence
 * counts from the last value, before the first from the subscription.
 *
 * ```text
 *            0s  1s  2s  3s  4s  5s  6s  7s  8s
 * beats      ^---b---b-----------------------b--
 *            liveness({ interrupted: 3_000, lost: 5_000 })
 * status     ----a---------------i-------l---a--
 * ```
 *
 * - A value that is due at the instant of a deadline is heard first: a tie goes to the value.
 * - Time that nobody observed is no silence. When the process slept, was stopped, or its loop was blocked for more
 *   than a quarter of the threshold, the window starts again (twice at most while nothing is heard), so that a live
 *   peer has the time to speak; one that is dead is found one threshold after the wake.
 * - Completion and errors pass at once. Subscribing again starts afresh.
 * - A value costs one look at the clock: no timer is made or cleared, nothing is allocated.
 *
 * ```ts
 * import { Subject } from 'rxjs';
 * import { liveness } from 'rx-lifeline';
 *
 * const frames$ = new Subject<string>();
 * const subscription = frames$
 *   .pipe(liveness({ interrupted: 40, lost: 100 }))
 *   .subscribe((status) => {
 *     console.log(status); // 'alive', 40 ms later 'interrupted', 60 ms later 'lost'
 *     if (status === 'lost') subscription.unsubscribe();
 *   });
 * frames$.next('hello');
 * ```
 *
 * @param thresholds names of your choice with their silence in ms, each above 0; they need not be in order, and equal
 * ones are told in the order written. `Infinity`: never. The names become the type of the statuses.
 * @param config see {@link LivenessConfig}.
 * @throws `TypeError` or `RangeError` at the call, naming threshold and value: for what is no number or not above 0,
 * for the name `'alive'`, and for an empty set.
 *
 * SPEC LIV-1 to LIV-7, LIV-9, LIV-10.
 */
export function liveness<K extends string>(
  thresholds: Thresholds<K>,
  config: LivenessConfig = {},
): OperatorFunction<unknown, 'alive' | K> {
  const steps = inOrder<K>(thresholds, 'liveness');
  checkedNames(config, ['scheduler'], 'liveness: config');
  const { scheduler = asyncScheduler } = config;
  // Written by hand: a composition of operators would make and clear a timer per value, at 50 times the cost.
  return (source) =>
    new Observable((subscriber) => {
      const clock = clockOf(scheduler);
      let heard = clock();
      let status: 'alive' | K | null = null;
      let crossed = 0;

      const threshold = () => steps[crossed]?.after ?? Infinity;
      const due = (floor: number) => Math.max(heard, floor) + threshold();
      const say = (next: 'alive' | K) => subscriber.next((status = next));

      const { start, sooner } = deadline(
        {
          due,
          threshold,
          heard: () => heard,
          judge: (found, floor) => {
            for (let step = steps[crossed]; step && due(floor) <= found; step = steps[crossed]) {
              crossed++;
              say(step.name);
            }
            return false;
          },
        },
        scheduler,
        clock,
        subscriber,
      );

      listen(source, subscriber, () => {
        heard = clock();
        if (status === 'alive') return;
        crossed = 0;
        sooner();
        say('alive');
      });
      start();
    });
}
