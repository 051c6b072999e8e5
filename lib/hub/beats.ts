import { defer, filter, map, repeat, timer, type Observable, type SchedulerLike } from 'rxjs';

/**
 * Emits when nothing has been sent for `every` ms, again and again (SPEC NET-8): a timer that sleeps until the
 * earliest instant at which a beat can be due, looks, and sleeps for what remains. No timer is made per frame sent.
 *
 * The consumer sends a beat, which moves `lastSent`.
 */
export function beats(
  every: number,
  lastSent: () => number,
  now: () => number,
  scheduler: SchedulerLike,
): Observable<void> {
  const remaining = (): number => lastSent() + every - now();
  return defer(() => timer(Math.max(0, remaining()), scheduler)).pipe(
    filter(() => remaining() <= 0),
    map(() => undefined),
    repeat(),
  );
}
