// @ts-check

/**
 * The middle value; of an even number the mean of the two in the middle.
 * @param {readonly number[]} values
 */
export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * The value below which `share` of the values lie (nearest rank).
 * @param {readonly number[]} values
 * @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/**
 * Where the median would lie in 95 of 100 repetitions: drawn from the values themselves (bootstrap, percentiles).
 * @param {readonly number[]} values
 * @param {() => number} random
 * @returns {[low: number, high: number]}
 */
export function intervalOfMedian(values, random = seeded(1), draws = 1_000) {
  const medians = Array.from({ length: draws }, () =>
    median(values.map(() => values[Math.floor(random() * values.length)] ?? NaN)),
  );
  return [quantile(medians, 0.025), quantile(medians, 0.975)];
}

/**
 * Chance that can be repeated: uniform from 0 to 1 (mulberry32).
 * @param {number} seed
 */
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
