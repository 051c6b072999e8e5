import type { SchedulerAction, SchedulerLike, Subscription } from 'rxjs';

/**
 * Calls `say` when nothing has been sent for `every` ms, again and again (SPEC NET-8): a timer that sleeps until the
 * earliest instant at which a beat can be due, looks, and sleeps for what remains. No timer is made per frame sent.
 *
 * `say` sends a beat, which moves `lastSent`. One action of the scheduler is used again and again: composed of
 * operators it was 2 KiB more of an idle link (bench: hub).
 */
export function beats(
  every: number,
  lastSent: () => number,
  say: () => void,
  { now, scheduler }: { readonly now: () => number; readonly scheduler: SchedulerLike },
): Subscription {
  const remaining = (): number => lastSent() + every - now();
  const sleep = (): number => Math.max(0, remaining());
  return scheduler.schedule(function (this: SchedulerAction<void>) {
    if (remaining() <= 0) say();
    if (!this.closed) this.schedule(undefined, sleep());
  }, sleep());
}
