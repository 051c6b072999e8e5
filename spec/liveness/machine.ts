import { Subscription, type SchedulerAction, type SchedulerLike } from 'rxjs';

interface Timer {
  readonly due: number;
  readonly fire: () => void;
}

/**
 * A computer whose loop can be kept from running, as an operating system, a laptop's lid or a long computation does.
 *
 * Time passes as told. Timers that fell due during a pause fire at its end, all of them before what waits unread.
 */
export function machine() {
  let now = 0;
  let timers: Timer[] = [];
  const delays: number[] = [];

  const scheduler: SchedulerLike = {
    now: () => now,
    schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay = 0, state?: T): Subscription {
      delays.push(delay);
      const timer = { due: now + delay, fire: () => work.call(null as never, state) };
      timers.push(timer);
      return new Subscription(() => (timers = timers.filter((other) => other !== timer)));
    },
  };

  function fireDue(): void {
    const due = timers.filter((timer) => timer.due <= now).sort((one, other) => one.due - other.due);
    timers = timers.filter((timer) => timer.due > now);
    for (const { fire } of due) fire();
  }

  /** Nothing runs for `ms`; then what was due runs, then `unread`. */
  function pause(ms: number, unread: () => void = () => {}): void {
    now += ms;
    fireDue();
    unread();
  }

  /** Everything runs on time for `ms`. */
  function run(ms: number): void {
    for (const end = now + ms; ;) {
      const next = Math.min(...timers.map(({ due }) => due));
      if (next > end) {
        now = end;
        return;
      }
      now = Math.max(now, next);
      fireDue();
    }
  }

  return {
    scheduler,
    run,
    pause,
    /** The loop is held in the midst of a handler. */
    hold: (ms: number) => void (now += ms),
    /** Fires the next timer `ms` too early. */
    fireEarly(ms: number): void {
      const [next, ...rest] = timers.sort((one, other) => one.due - other.due);
      timers = rest;
      now = (next?.due ?? now) - ms;
      next?.fire();
    },
    /** Every delay that was asked for. */
    delays,
    pending: () => timers.length,
  };
}
