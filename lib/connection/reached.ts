import { defer, first, map, repeat, switchMap, timer, type Observable, type SchedulerLike } from 'rxjs';
import type { Clock } from '../liveness/clock.js';

/** A longer timer fires at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * Emits once when `due` has come by `clock`, with how late that was found, in ms. However far away `due` is; what is
 * due in the same instant is heard first.
 */
export function reached(due: number, clock: Clock, scheduler: SchedulerLike): Observable<number> {
  return defer(() => {
    const expected = Math.max(due, clock());
    return defer(() => timer(Math.min(Math.ceil(Math.max(due - clock(), 0)), longestTimer), scheduler)).pipe(
      repeat(),
      first(() => clock() >= due),
      switchMap(() => timer(0, scheduler)),
      map(() => clock() - expected),
    );
  });
}
