import { readDuration } from '../../testing/score/duration.js';
import { UsageError } from '../usageError.js';

/** The ms of a duration as an option writes it; `never` is `Infinity`. Throws a {@link UsageError} that names `option`. */
export function durationOption(option: string, text: string, most: number): number {
  const ms = readDuration(text) ?? NaN;
  if (ms > 0 && ms <= most) return ms;
  const forms = most === Infinity ? '500ms, 4s, 20m or never' : '500ms, 4s or 20m, at most 24d';
  throw new UsageError(`${option}: expected a duration such as ${forms}, got '${text}'`);
}
