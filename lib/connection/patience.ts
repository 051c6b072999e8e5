import { defer, first, map, repeat, switchMap, timer, type Observable, type SchedulerLike } from 'rxjs';
import type { Clock } from '../liveness/clock.js';

/** How late a timer must be, in ms, for the process to have been asleep. */
const asleepAfter = 1_000;
const longestTimer = 2 ** 31 - 1;

/**
 * Tells when `due` has come by `clock`: `gaveUp` on time, `overslept` when the process was away at that instant
 * (SPEC RTC-7). What is due in the same instant is heard first.
 */
export function patience(due: number, clock: Clock, scheduler: SchedulerLike): Observable<'gaveUp' | 'overslept'> {
  return defer(() => {
    const expected = Math.max(due, clock());
    return defer(() => timer(Math.min(Math.ceil(Math.max(due - clock(), 0)), longestTimer), scheduler)).pipe(
      repeat(),
      first(() => clock() >= due),
      switchMap(() => timer(0, scheduler)),
      map(() => (clock() - expected > asleepAfter ? 'overslept' : 'gaveUp')),
    );
  });
}
