// @ts-check
import { median } from './statistics.mjs';

/** The bytes in use once the garbage is gone. Needs `--expose-gc`, as every task has it. */
export function bytesInUse() {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * The bytes that are allocated each time, garbage included.
 * @param {import('./paired.mjs').Candidate} candidate
 */
export function bytesPerTime(candidate, times = 1_000) {
  candidate(100_000); // compiled by now
  const rounds = Array.from({ length: 31 }, () => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    candidate(times);
    return process.memoryUsage().heapUsed - before;
  });
  const looking = rounds.map(() => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    return process.memoryUsage().heapUsed - before;
  });
  return (median(rounds) - median(looking)) / times;
}
