/** Attributes as they are given: what is under a key. */
export type Attributes = Readonly<Record<string, string>>;

/** @throws TypeError, RangeError that names `caller`, the key and the value. */
export function checkedAttributes(attributes: unknown, caller: string): [string, string][] {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
    throw new TypeError(`${caller}: attributes must be an object of strings, got ${typeof attributes}`);
  }
  return Object.entries(attributes).map(([key, value]: [string, unknown]) => {
    if (typeof value !== 'string') {
      throw new TypeError(`${caller}: attributes.${key} must be a string, got ${typeof value}`);
    }
    return [checkedKey(key, caller), value];
  });
}

/** @throws TypeError, RangeError that names `caller` and the value. */
export function checkedKeys(keys: unknown, caller: string): string[] {
  if (!Array.isArray(keys)) throw new TypeError(`${caller}: keys must be an array, got ${typeof keys}`);
  return keys.map((key) => checkedKey(key, caller));
}

function checkedKey(key: unknown, caller: string): string {
  if (typeof key !== 'string') throw new TypeError(`${caller}: a key must be a string, got ${typeof key}`);
  if (key === '') throw new RangeError(`${caller}: a key must not be empty`);
  return key;
}
