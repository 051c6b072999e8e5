import { duration } from '../liveness/thresholds.js';

/** A length of time that one timer can wait for: above 0 and below 2^31 ms. */
export function timerLength(value: unknown, field: string): number {
  const ms = duration(value, field);
  if (ms >= 2 ** 31) throw new RangeError(`${field} must be below 2 147 483 648 ms, got ${ms}`);
  return ms;
}
