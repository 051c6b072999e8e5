import { mustBe } from './mustBe.js';

/** @throws TypeError that names `field` when `value` is neither left out nor a function. */
export function optionalFunction(value: unknown, field: string, what = 'a function'): void {
  mustBe(value === undefined || typeof value === 'function', field, what, value);
}
