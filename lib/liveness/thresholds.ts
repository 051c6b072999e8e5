import { checkedObject } from './checkedObject.js';
import { shown } from './shown.js';

/**
 * Silences that have names: each name, of your choice, with its length in milliseconds.
 *
 * A length is any number above 0; beyond 2^31 ms is fine, and `Infinity` means never. Names that differ may have
 * equal lengths. `'alive'` is taken: it is the status of what is not silent.
 */
export type Thresholds<K extends string> = Readonly<Record<K, number>> & Unlike<K, 'alive'>;

type Unlike<K extends string, Taken extends string> = string extends K
  ? unknown
  : Taken extends K
    ? { readonly [name in Taken]: never }
    : unknown;

/** One silence that has a name. */
export interface Threshold<K extends string = string> {
  readonly name: K;
  /** Its length in ms. */
  readonly after: number;
}

/**
 * The thresholds that can be crossed, shortest first, equal ones in the order written; `Infinity` is left out.
 *
 * Throws a `TypeError` or `RangeError` that names `caller`, the threshold and the value (SPEC LIV-9).
 */
export function inOrder<K extends string>(thresholds: Readonly<Record<K, number>>, caller: string): Threshold<K>[] {
  checkedObject(thresholds, `${caller}: thresholds`, 'an object of names and milliseconds');
  const named = Object.entries<number>(thresholds) as [K, number][];
  if (named.length === 0) throw new RangeError(`${caller}: thresholds must name at least one silence, got {}`);
  return named
    .map(([name, value]) => ({ name: free(name, caller), after: duration(value, `${caller}: threshold '${name}'`) }))
    .filter(({ after }) => after < Infinity)
    .sort((one, other) => one.after - other.after);
}

/**
 * `value` if it is a length of time in ms: a number above 0; `Infinity` is one.
 *
 * Else throws a `TypeError` (no number) or a `RangeError` (`NaN`, 0, negative) that begins with `field` and ends
 * with the value.
 */
export function duration(value: unknown, field: string): number {
  if (typeof value !== 'number') throw new TypeError(`${field} must be a number of ms, got ${shown(value)}`);
  if (!(value > 0)) throw new RangeError(`${field} must be above 0 ms, got ${shown(value)}`);
  return value;
}

function free<K extends string>(name: K, caller: string): K {
  if (name === 'alive')
    throw new RangeError(`${caller}: no threshold can be named 'alive', the status of what is heard`);
  return name;
}
