// @ts-check
import { setImmediate } from 'node:timers/promises';
import { summary } from './paired.mjs';
import { median } from './statistics.mjs';

/**
 * As `paired`, but each time happens alone, in a turn of the loop of its own, as messages come that are few.
 *
 * Each turn is timed by itself and what the clock takes is subtracted. One side of a pair is the median of its turns.
 *
 * @param {import('./paired.mjs').Candidate} ours
 * @param {import('./paired.mjs').Candidate} theirs
 * @param {boolean} [short] only to see that both run
 * @param {() => number} [now] in ms
 * @param {() => Promise<void>} [turn] comes back in the next turn of the loop
 */
export async function alone(ours, theirs, short = false, now = () => performance.now(), turn = setImmediate) {
  const { pairs, warmUp, turns } = short
    ? { pairs: 3, warmUp: 10, turns: 3 }
    : { pairs: 150, warmUp: 20_000, turns: 101 };
  const candidates = [nothing, ours, theirs];
  for (let time = 0; time < warmUp * 3; time++) candidates[time % 3]?.(1);
  /** @type {number[][]} */
  const costs = [];
  for (let pair = 0; pair < pairs; pair++) {
    /** @type {[nothing: number[], ours: number[], theirs: number[]]} */
    const took = [[], [], []];
    for (let at = 0; at < turns * 3; at++) {
      const which = (at + pair) % 3;
      const candidate = candidates[which] ?? nothing;
      await turn();
      const begun = now();
      candidate(1);
      took[which]?.push(now() - begun);
    }
    const [clock, one, other] = took.map(median);
    costs.push([(one ?? NaN) - (clock ?? NaN), (other ?? NaN) - (clock ?? NaN)]);
  }
  return summary(costs);
}

/** @type {import('./paired.mjs').Candidate} */
function nothing(times) {
  while (times-- > 0);
}
