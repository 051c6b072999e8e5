import type { SchedulerLike } from 'rxjs';
import { run } from '../run.js';

/**
 * Runs `body` in virtual time, then what it scheduled, up to and including the instant `until` (ms). What is due
 * later stays undone. `pending` counts the timers that are armed; a kind of time that cannot count says 0.
 */
export type VirtualTime = (body: (scheduler: SchedulerLike, pending: () => number) => void, until: number) => void;

/** Virtual time by `run` of this kit. */
export const kitTime: VirtualTime = (body, until) =>
  run(({ scheduler, pending }) => body(scheduler, pending), { frames: until });
