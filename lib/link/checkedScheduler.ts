import type { SchedulerLike } from 'rxjs';
import { mustBe } from './mustBe.js';

/** @throws TypeError that names `field` when `value` is no scheduler. */
export function checkedScheduler(value: unknown, field: string): void {
  const { schedule } = Object(value) as Partial<SchedulerLike>;
  mustBe(typeof schedule === 'function', field, 'a scheduler of RxJS', value);
}
