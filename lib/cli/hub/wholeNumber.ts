import { UsageError } from '../usageError.js';

/** The number that `text` writes in digits. Throws a {@link UsageError} that names `option` when it is not in `range`. */
export function wholeNumber(
  option: string,
  text: string,
  [least, most]: readonly [number, number] = [0, Number.MAX_SAFE_INTEGER],
): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${option}: expected a whole number from ${least} to ${most}, got '${text}'`);
}
