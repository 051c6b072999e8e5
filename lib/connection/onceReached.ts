import { Observable, Subscription, type OperatorFunction, type SchedulerLike } from 'rxjs';
import type { Clock } from '../liveness/clock.js';
import { reached } from './reached.js';

/**
 * Emits when the latest of the source's instants has come by `clock`; `null`: none is waited for.
 *
 * An instant that is later than the one before makes no timer: the timer that is there wakes, looks, and sleeps on. One
 * for every message that is sent and every receipt was a tenth of what they cost (bench: hub, peer message).
 */
export const onceReached =
  (clock: Clock, scheduler: SchedulerLike): OperatorFunction<number | null, void> =>
  (due$) =>
    new Observable((subscriber) => {
      let timer = Subscription.EMPTY;
      let wakeAt = Infinity;
      let due = Infinity;
      const sleep = (until: number) => {
        timer.unsubscribe();
        wakeAt = until;
        timer = reached(until, clock, scheduler).subscribe({
          next: wake,
          error: (error: unknown) => subscriber.error(error),
        });
      };
      const wake = () => {
        wakeAt = Infinity;
        if (due <= clock()) subscriber.next();
        else sleep(due);
      };
      subscriber.add(() => timer.unsubscribe());
      subscriber.add(
        due$.subscribe({
          next(next) {
            due = next ?? Infinity;
            if (next === null) sleep(Infinity);
            else if (due < wakeAt) sleep(due);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
    });
