import { byteLength } from './codec.js';

/** Control characters, invisible ones, halves of characters, and separators of lines are not printable. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether `id` is 1 to `most` bytes of printable characters (SPEC RTM-15). */
export const validId = (id: string, most: number): boolean =>
  id.length > 0 && byteLength(id) <= most && !unprintable.test(id);
