import type { SchedulerLike } from 'rxjs';

/** Milliseconds that only ever grow; their difference is a duration. */
export type Clock = () => number;

/** A scheduler, and whether its time is its own even when the wall clock says the same: in a test that has stopped that at 0. */
export interface Timekeeper extends Pick<SchedulerLike, 'now'> {
  readonly ownTime?: boolean;
}

/**
 * The clock by which durations are measured under `scheduler`.
 *
 * A scheduler whose `now()` is the wall clock is measured by the monotonic clock, which no correction of the
 * computer's time can move. A scheduler with a time of its own (`TestScheduler`, `VirtualTimeScheduler`) is
 * taken at its word. Decided once, when this is called: ask when the subscription starts.
 *
 * The only file of `lib` that reads a clock of the machine (with `transport/` and `cli/`).
 */
export function clockOf(scheduler: Timekeeper): Clock {
  const before = Date.now();
  const now = scheduler.now();
  if (scheduler.ownTime || now < before || Date.now() < now) return () => scheduler.now();
  // Looked up here: in Node the global is a getter, which costs a fifth of a reading.
  const machine = performance;
  return () => machine.now();
}
