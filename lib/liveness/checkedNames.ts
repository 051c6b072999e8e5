import { checkedObject } from './checkedObject.js';

/** @throws TypeError that names `field` when `given` is no object, or has a name that is not `known`. */
export function checkedNames(given: unknown, known: readonly string[], field: string): asserts given is object {
  checkedObject(given, field);
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger !== undefined) throw new TypeError(`${field}.${stranger} is not known; known: ${known.join(', ')}`);
}
