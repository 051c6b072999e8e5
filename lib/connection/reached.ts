import { NEVER, defer, first, map, repeat, switchMap, type Observable, type SchedulerLike } from 'rxjs';
import type { Clock } from '../liveness/clock.js';
import { pause } from './pause.js';

/**
 * Emits once when `due` has come by `clock`, with how late that was found, in ms. However far away `due` is
 * (`Infinity`: never); what is due in the same instant is heard first.
 */
export function reached(due: number, clock: Clock, scheduler: SchedulerLike): Observable<number> {
  if (due === Infinity) return NEVER;
  return defer(() => {
    const expected = Math.max(due, clock());
    return defer(() => pause(due - clock(), clock, scheduler)).pipe(
      repeat(),
      first(() => clock() >= due),
      switchMap(() => pause(0, clock, scheduler)),
      map(() => clock() - expected),
    );
  });
}
