import { mustBe } from '../link/mustBe.js';
import { validId } from '../protocol/validId.js';

/** How many bytes a user id or channel name has at most (SPEC RTM-15). */
const longestId = 64;

/** @throws TypeError, RangeError that names `field` and the value: 1-64 bytes of printable characters (SPEC RTM-15). */
export function checkedId(id: unknown, field: string): string {
  mustBe(typeof id === 'string', field, 'a string', id);
  if (!validId(id, longestId)) {
    throw new RangeError(`${field} must be 1-${longestId} bytes of printable characters, got ${JSON.stringify(id)}`);
  }
  return id;
}
