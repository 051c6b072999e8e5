import { byteLength } from '../../protocol/codec.js';
import { refused, type AttributeChange, type Refused } from '../engine.js';

interface AttributeLimits {
  /** Of pairs. */
  readonly most: number;
  /** Bytes of a value. */
  readonly value: number;
  /** Bytes of all keys and values. */
  readonly total: number;
}

/**
 * Writes a change into `attributes`, or says which limit it would break and writes nothing (SPEC RTM-14).
 * `stored` makes what is kept of a value, `text` is its inverse.
 */
export function changeAttributes<T>(
  attributes: Map<string, T>,
  { mode, entries }: AttributeChange,
  limits: AttributeLimits,
  { stored, text }: { stored: (key: string, value: string) => T; text: (stored: T) => string },
): { readonly outcome: 'set' } | Refused {
  const next = new Map(mode === 'replace' ? [] : attributes);
  for (const [key, value] of entries) {
    if (mode === 'delete') next.delete(key);
    else if (byteLength(value) > limits.value) return refused('TOO_LARGE', `a value is at most ${limits.value} bytes`);
    else next.set(key, stored(key, value));
  }
  if (next.size > limits.most) return refused('TOO_MANY', `at most ${limits.most} attributes`);
  let total = 0;
  for (const [key, value] of next) total += byteLength(key) + byteLength(text(value));
  if (total > limits.total) return refused('TOO_LARGE', `all attributes are at most ${limits.total} bytes`);
  attributes.clear();
  for (const [key, value] of next) attributes.set(key, value);
  return { outcome: 'set' };
}
