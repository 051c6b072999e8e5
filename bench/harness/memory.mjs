// @ts-check
import { median } from './statistics.mjs';

/** The bytes in use once the garbage is gone. Needs `--expose-gc`, as every task has it. */
export function bytesInUse() {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * The bytes that are allocated each time, garbage included: of each candidate, once all of them have run, so that none
 * is measured while the engine still has the code that they share to itself.
 * @param {readonly import('./paired.mjs').Candidate[]} candidates
 */
export function bytesPerTime(candidates, times = 1_000) {
  for (let round = 0; round < 100; round++) for (const candidate of candidates) candidate(times);
  const nothing = allocatedBy(() => {});
  return candidates.map((candidate) => (allocatedBy(() => candidate(times)) - nothing) / times);
}

/** @param {() => void} act */
function allocatedBy(act) {
  const rounds = Array.from({ length: 31 }, () => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    act();
    return process.memoryUsage().heapUsed - before;
  });
  return median(rounds);
}
