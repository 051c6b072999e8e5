import { Subscription, type SchedulerLike } from 'rxjs';
import type { Clock } from './clock.js';

/** What a deadline watches over: one silence, or many. Instants are by the clock, in ms. */
export interface Watched {
  /** When the earliest verdict falls due, if no silence began before `floor`; `Infinity`: never. */
  due(floor: number): number;
  /** The shortest threshold that is waited for, in ms; `Infinity`: none. */
  threshold(): number;
  /** When anything was last heard. */
  heard(): number;
  /** Speaks the verdicts that were due at `found`. `true`: not all yet, to let the loop go on. */
  judge(found: number, floor: number): boolean;
}

/** The one timer of a subscription. */
export interface Deadline {
  /** Starts to watch. To be called once what is watched has been subscribed to. */
  start(): void;
  /** To be called when something shorter is waited for than before: at a return to life, never per value. */
  sooner(): void;
}

/** How often in a row time that nobody observed is given back, while nothing is heard. */
const RESTARTS = 2;
/** A timer of more than 2^31 - 1 ms fires at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * The lazy timer that judges silence (SPEC LIV-3 to LIV-7).
 *
 * A value touches no timer: the timer wakes, looks, and sleeps on. It sleeps for at most a quarter of the threshold
 * waited for. A wake that is late by more than such a quarter means that the process was away: silence counts anew
 * from here, the floor. What is found due is judged one sleep later, which is as long as this wake was late: what
 * waits unread is read first, and in virtual time, never late, what is due in the same instant. A timer may fire
 * early: only the clock says what is due.
 *
 * A timer that is due at this very instant is never cancelled but left to fire and find `lifetime` closed;
 * `TestScheduler.run` does not bear the cancelling.
 */
export function deadline(watched: Watched, scheduler: SchedulerLike, clock: Clock, lifetime: Subscription): Deadline {
  let timer = Subscription.EMPTY;
  /** When the pending wake is due; past while awake, `Infinity` when there is none. */
  let wakeAt = clock();
  /** The instant whose verdicts the pending wake may speak. */
  let found: number | null = null;
  let floor = -Infinity;
  let restarts = 0;

  lifetime.add(() => {
    if (wakeAt > clock()) timer.unsubscribe();
  });

  const patience = () => watched.threshold() / 4;

  function sleep(now: number, ms: number, verdicts: number | null): void {
    const delay = Math.ceil(Math.min(ms, LONGEST));
    wakeAt = now + delay;
    found = verdicts;
    timer = scheduler.schedule(wake, delay);
  }

  function wake(): void {
    wakeAt = Math.min(wakeAt, clock());
    noticeAbsence();
    const unfinished = found !== null && watched.judge(found, floor) ? found : null;
    goToSleep(unfinished);
  }

  function noticeAbsence(): void {
    const now = clock();
    if (watched.heard() >= floor) restarts = 0;
    if (now - wakeAt <= patience() || restarts === RESTARTS) return;
    restarts++;
    floor = wakeAt = now;
  }

  function goToSleep(unfinished: number | null): void {
    if (lifetime.closed) return;
    noticeAbsence();
    const now = clock();
    const due = watched.due(floor);
    if (unfinished !== null) sleep(now, 0, unfinished);
    else if (due <= now) sleep(now, Math.min(now - wakeAt, patience()), now);
    else if (due < Infinity) sleep(now, Math.min(due - now, patience()), null);
    else wakeAt = Infinity;
  }

  return {
    start: () => goToSleep(null),
    sooner() {
      const now = clock();
      const due = watched.due(floor);
      // What is due already has its wake, which the newly awaited must not put off.
      const ms = Math.min(due > now ? due - now : Infinity, patience());
      if (now + Math.ceil(ms) >= wakeAt) return;
      timer.unsubscribe();
      sleep(now, ms, null);
    },
  };
}
