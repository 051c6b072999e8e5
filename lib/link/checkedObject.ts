import { mustBe } from './mustBe.js';

/** @throws TypeError that names `field` when `value` is no object of named values. */
export function checkedObject(value: unknown, field: string): asserts value is object {
  mustBe(typeof value === 'object' && value !== null && !Array.isArray(value), field, 'an object', value);
}
