import { mustBe } from './mustBe.js';

/** `value`, if it is one of the `known` words. @throws TypeError that names `field` and the value. */
export function oneOf<T extends string>(value: unknown, known: readonly T[], field: string): T {
  const found = known.find((word) => word === value);
  mustBe(found !== undefined, field, `one of ${known.join(', ')}`, value);
  return found;
}
