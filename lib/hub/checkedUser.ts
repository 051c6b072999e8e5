import { mustBe } from '../link/mustBe.js';

/** @throws TypeError that names `field` and the value when it can be nobody's user id. */
export function checkedUser(user: unknown, field: string): void {
  mustBe(typeof user === 'string' && user !== '', field, 'a string that is not empty', user);
}
