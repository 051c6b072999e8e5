// @ts-check
import { intervalOfMedian, median } from './statistics.mjs';

/**
 * Does its thing so many times.
 * @typedef {(times: number) => void} Candidate
 */

/**
 * @typedef {object} Paired
 * @property {number} ratio what one of ours costs, in terms of one of theirs: the median of all pairs
 * @property {number} low where the median lies with 95 % certainty: from here
 * @property {number} high to here
 * @property {number} ours the median of one of ours, in ns
 * @property {number} theirs the median of one of theirs, in ns
 */

/**
 * What one thing costs, in terms of another.
 *
 * Both run in slices, alternately, and each next pair in the other order; each pair gives one ratio. What disturbs the
 * machine disturbs both halves of a pair, so the median of the ratios stands where absolute times are off by half.
 *
 * @param {Candidate} ours
 * @param {Candidate} theirs
 * @param {boolean} [short] only to see that both run
 * @param {() => number} [now] in ms
 * @returns {Paired}
 */
export function paired(ours, theirs, short = false, now = () => performance.now()) {
  const { pairs, warmUp, slice } = short ? { pairs: 4, warmUp: 8, slice: 0.1 } : { pairs: 150, warmUp: 40, slice: 2 };
  const one = sliced(ours, slice, now);
  const other = sliced(theirs, slice, now);
  for (let pair = 0; pair < warmUp; pair++) {
    one();
    other();
  }
  const costs = Array.from({ length: pairs }, (_, pair) => {
    if (pair % 2 === 0) return [one(), other()];
    const cost = other();
    return [one(), cost];
  });
  return summary(costs);
}

/**
 * @param {readonly number[][]} costs of each pair: of ours, of theirs, in ms
 * @returns {Paired}
 */
export function summary(costs) {
  const ratios = costs.map(([ours = NaN, theirs = NaN]) => ours / theirs);
  const [low, high] = intervalOfMedian(ratios);
  return {
    ratio: median(ratios),
    low,
    high,
    ours: median(costs.map(([ours = NaN]) => ours)) * 1e6,
    theirs: median(costs.map(([, theirs = NaN]) => theirs)) * 1e6,
  };
}

/**
 * Each call runs the candidate for about one slice and returns the ms that one time took.
 * @param {Candidate} candidate
 * @param {number} slice
 * @param {() => number} now
 */
function sliced(candidate, slice, now) {
  let times = 1;
  return () => {
    const begun = now();
    candidate(times);
    const took = now() - begun;
    const cost = took / times;
    times = Math.max(1, Math.round(times * Math.min(2, slice / took)));
    return cost;
  };
}
