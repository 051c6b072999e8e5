import { shown } from './shown.js';

/** @throws TypeError that names `field` when `value` is no object of named values. */
export function checkedObject(value: unknown, field: string, what = 'an object'): asserts value is object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`${field} must be ${what}, got ${shown(value)}`);
}
