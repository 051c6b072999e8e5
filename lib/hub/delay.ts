/** A timer of more than 2^31 - 1 ms fires at once. */
export const longestDelay = 2 ** 31 - 1;

/**
 * `ms`, if a timer can wait so long.
 *
 * @throws RangeError that names `field` and the value when it is not a number of `least` to 2 147 483 647.
 */
export function delay(field: string, ms: unknown, least = 0): number {
  if (typeof ms === 'number' && ms >= least && ms <= longestDelay) return ms;
  throw new RangeError(`${field} must be ${least} to ${longestDelay} ms, got ${String(ms)}`);
}
