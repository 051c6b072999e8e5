import type { RunHelpers as MarbleHelpers, TestScheduler } from 'rxjs/testing';
import { mustBe } from '../link/mustBe.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { installTimers, isolated } from './isolated.js';
import { VirtualScheduler } from './virtualScheduler.js';

/** How far {@link run} plays. */
export interface RunConfig {
  /**
   * The last instant that is played after the callback, in ms; default 3 600 000 (an hour). What comes later does
   * not happen: a heartbeat without end ends there. `Infinity`: until nothing is left to do.
   */
  readonly frames?: number;
}

/** What the callback of {@link run} is given: the helpers of RxJS's `TestScheduler.run`, and the time itself. */
export interface RunHelpers extends MarbleHelpers {
  /** Virtual time as a scheduler, for code that takes one; what takes none is in virtual time all the same. */
  readonly scheduler: TestScheduler;
  /**
   * Moves time by `ms`, with all that is due on the way, what is due at the last instant included.
   * From the first call on time is yours: nothing is played after the callback but what is due already.
   */
  readonly advance: (ms: number) => void;
  /** Ms since the run began. */
  readonly now: () => number;
  /** How many timers are armed: 0 when everything was cleaned up. */
  readonly pending: () => number;
}

/**
 * Runs `callback` in virtual time and returns what it returns: 20 minutes take milliseconds.
 *
 * Marbles are those of RxJS's `TestScheduler.run`, with no scheduler to construct and no assertion to bring. Two
 * things differ: a handler may cancel another timer of the same instant (the stock one throws "Expected a due
 * immediate or interval"), and timers of one instant fire in the order in which they were armed. A timer of 2^31 ms
 * or more fires after 1 ms, as it does in the loop. Runs may be nested; RxJS is put back as it was, whatever is thrown.
 *
 * Errors: `RangeError` for `frames` or a step that is no time, `TypeError` for an async callback, an `Error` with the
 * list of differences for an expectation that fails.
 *
 * ```ts
 * import { run } from 'rx-lifeline/testing';
 * import { debounceTime, timer } from 'rxjs';
 *
 * run(({ cold, expectObservable }) => {
 *   expectObservable(cold('a 3999ms b').pipe(debounceTime(4_000))).toBe('8s b');
 * });
 *
 * run(({ advance, now, pending }) => {
 *   timer(4_000).subscribe(() => console.log('after', now()));
 *   advance(3_999); // nothing
 *   advance(1); // 'after 4000'
 *   console.log(pending(), 'timers are left'); // 0
 * });
 * ```
 */
export function run<T>(callback: (helpers: RunHelpers) => T, config: RunConfig = {}): T {
  mustBe(typeof callback === 'function', 'run: callback', 'a function', callback);
  checkedNames(config, ['frames'], 'run: config');
  const { frames = 3_600_000 } = config;
  if (!(frames >= 0)) throw new RangeError(`frames must be at least 0 ms, not ${frames}`);
  const scheduler = new VirtualScheduler(frames);
  const advance = (ms: number) => {
    if (!(ms >= 0 && ms < Infinity)) throw new RangeError(`advance() needs a time in ms, 0 or more, not ${ms}`);
    const target = scheduler.frame + ms;
    scheduler.play(target);
    scheduler.frame = scheduler.limit = target;
  };
  return isolated(() =>
    scheduler.run((marbles) => {
      installTimers(scheduler);
      const result = callback({
        ...marbles,
        scheduler,
        advance,
        now: () => scheduler.now(),
        pending: () => scheduler.pending(),
      });
      if (isThenable(result))
        throw new TypeError('run() needs a callback that is not async: virtual time is over when it returns');
      return result;
    }),
  );
}

const isThenable = (value: unknown) => typeof value === 'object' && value !== null && 'then' in value;
