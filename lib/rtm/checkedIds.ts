import { mustBe } from '../link/mustBe.js';
import { checkedId } from '../session/checkedId.js';

/** @throws TypeError, RangeError that names `caller` and the value: 1 to `most` user ids; each is taken once. */
export function checkedIds(userIds: unknown, most: number, caller: string): string[] {
  mustBe(Array.isArray(userIds), `${caller}: userIds`, 'an array', userIds);
  const ids = [...new Set(userIds.map((id: unknown, index) => checkedId(id, `${caller}: userIds[${index}]`)))];
  if (ids.length < 1 || ids.length > most) {
    throw new RangeError(`${caller}: userIds must be 1 to ${most} ids, got ${ids.length}`);
  }
  return ids;
}
