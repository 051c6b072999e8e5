import { shown } from '../liveness/shown.js';

/**
 * Refuses a wrong argument where it is given: `mustBe(false, 'send: to', 'a string', 5)` says
 * `send: to must be a string, got 5`.
 *
 * @throws TypeError, or another `Fault`.
 */
export function mustBe(
  right: boolean,
  field: string,
  what: string,
  value: unknown,
  Fault: ErrorConstructor = TypeError,
): asserts right {
  if (!right) throw new Fault(`${field} must be ${what}, got ${shown(value)}`);
}
