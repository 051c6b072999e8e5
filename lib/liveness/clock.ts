import type { SchedulerLike } from 'rxjs';

/** Milliseconds that only ever grow; their difference is a duration. */
export type Clock = () => number;

/**
 * The clock by which durations are measured under `scheduler`.
 *
 * A scheduler whose `now()` is the wall clock is measured by the monotonic clock, which no correction of the
 * computer's time can move. A scheduler with a time of its own (`TestScheduler`, `VirtualTimeScheduler`) is
 * taken at its word. Decided once, when this is called: ask when the subscription starts.
 *
 * The only file of `lib` that reads a clock of the machine (with `transport/` and `cli/`).
 */
export function clockOf(scheduler: SchedulerLike): Clock {
  const before = Date.now();
  const now = scheduler.now();
  if (now < before || Date.now() < now) return () => scheduler.now();
  // Looked up here: in Node the global is a getter, which costs a fifth of a reading.
  const machine = performance;
  return () => machine.now();
}
