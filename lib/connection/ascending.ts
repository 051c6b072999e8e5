import { duration } from '../liveness/thresholds.js';
import { checkedNames } from '../liveness/checkedNames.js';

/** `value` as a number of ms; `false` and `Infinity` both mean never. */
function optional(value: unknown, field: string): number {
  return value === false ? Infinity : duration(value, field);
}

/**
 * The thresholds of a client in ms, its own values before the defaults.
 *
 * @throws RangeError, TypeError that names the threshold and the value: not known, not above 0, or not ascending (SPEC CON-5).
 */
export function ascending<K extends string>(
  given: { readonly [name in K]?: number | false | undefined } = {},
  defaults: Readonly<Record<K, number>>,
  caller: string,
): Record<K, number> {
  const names = Object.keys(defaults) as K[];
  checkedNames(given, names, `${caller}: thresholds`);
  const entries = names.map((name): [K, number] => {
    const { [name]: ms = defaults[name] } = given;
    return [name, optional(ms, `${caller}: thresholds.${name}`)];
  });
  const finite = entries.filter(([, ms]) => ms < Infinity);
  finite.forEach(([name, ms], index) => {
    const [before, least] = finite[index - 1] ?? ['', 0];
    if (ms <= least) {
      throw new RangeError(`${caller}: thresholds.${name} (${ms} ms) must be above thresholds.${before} (${least} ms)`);
    }
  });
  return Object.fromEntries(entries) as Record<K, number>;
}
