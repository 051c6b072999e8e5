import { mustBe } from '../link/mustBe.js';
import { checkedObject } from '../liveness/checkedObject.js';

/** Attributes as they are given: what is under a key. */
export type Attributes = Readonly<Record<string, string>>;

/** @throws TypeError, RangeError that names `caller`, the key and the value. */
export function checkedAttributes(attributes: unknown, caller: string): [string, string][] {
  checkedObject(attributes, `${caller}: attributes`);
  return Object.entries(attributes).map(([key, value]: [string, unknown]) => {
    mustBe(typeof value === 'string', `${caller}: attributes.${key}`, 'a string', value);
    return [checkedKey(key, caller), value];
  });
}

/** @throws TypeError, RangeError that names `caller` and the value. */
export function checkedKeys(keys: unknown, caller: string): string[] {
  mustBe(Array.isArray(keys), `${caller}: keys`, 'an array', keys);
  return keys.map((key) => checkedKey(key, caller));
}

function checkedKey(key: unknown, caller: string): string {
  mustBe(typeof key === 'string', `${caller}: a key`, 'a string', key);
  if (key === '') throw new RangeError(`${caller}: a key must not be empty`);
  return key;
}
