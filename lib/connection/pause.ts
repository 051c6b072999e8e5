import { Observable, type SchedulerLike } from 'rxjs';
import type { Clock } from '../liveness/clock.js';

/** A longer timer fires at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * One timer: emits once after `ms`, rounded up, or after 2^31-1 ms if that is sooner.
 *
 * Written by hand, in place of `timer`, because a timer that is due at this very instant is not cancelled but left to
 * fire for nobody: `TestScheduler.run` does not bear the cancelling.
 */
export function pause(ms: number, clock: Clock, scheduler: SchedulerLike): Observable<0> {
  return new Observable((subscriber) => {
    const delay = Math.min(Math.ceil(Math.max(ms, 0)), longestTimer);
    const due = clock() + delay;
    const timer = scheduler.schedule(() => {
      subscriber.next(0);
      subscriber.complete();
    }, delay);
    return () => {
      if (clock() < due) timer.unsubscribe();
    };
  });
}
