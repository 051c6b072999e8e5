const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const kindOf = (value: object) => Object.prototype.toString.call(value);

/** What an object is compared by: its enumerable fields, and what these kinds hold besides. */
const parts = (value: object): [PropertyKey, unknown][] => {
  const fields = Object.entries(value);
  if (value instanceof Error) return [['name', value.name], ['message', value.message], ...fields];
  if (value instanceof Date) return [['time', value.getTime()]];
  if (value instanceof RegExp) return [['pattern', String(value)]];
  if (value instanceof Map || value instanceof Set) return [...value].map((entry, i) => [i, entry]);
  return fields;
};

/**
 * Whether two values hold the same: arrays, objects by their enumerable fields in any order, Maps and Sets in their
 * order, errors by name, message and fields (chai leaves the fields out). Functions are equal only to themselves.
 */
export function deepEqual(a: unknown, b: unknown, compared = new Map<object, object>()): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || kindOf(a) !== kindOf(b)) return false;
  if (compared.get(a) === b) return true;
  compared.set(a, b);
  const left = new Map(parts(a));
  const right = new Map(parts(b));
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && deepEqual(value, right.get(key), compared))
  );
}
