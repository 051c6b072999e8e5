import { type SchedulerLike, Subscription } from 'rxjs';
import { clockOf } from '../liveness/clock.js';
import type { Delay } from './site.js';

/** One direction of a connection: what goes in comes out later, in order; while held, nothing comes out. */
export interface Pipe<T> {
  /** Sends `item` on its way, to arrive after `latency` ms, or with what is ahead of it if that takes longer. */
  push(item: T, latency: number): void;
  /** What is on its way and held up; empty while the pipe flows. */
  withheld(): readonly T[];
  hold(): void;
  /** Lets a held pipe flow again, `delay(outage)` ms from now if anything waits in it. */
  release(delay: Delay): void;
  /** Loses what is on its way. */
  clear(): void;
}

export function pipe<T>(deliver: (item: T) => void, scheduler: SchedulerLike): Pipe<T> {
  const clock = clockOf(scheduler);
  let queue: { readonly item: T; readonly due: number }[] = [];
  let held: { readonly since: number; readonly resuming: boolean } | undefined;
  let timer = Subscription.EMPTY;

  const wait = (ms: number, then: () => void) => {
    timer.unsubscribe();
    timer = scheduler.schedule(then, ms);
  };
  const flow = () => {
    const [head] = queue;
    if (head && !held) wait(Math.max(0, head.due - clock()), deliverDue);
  };
  const deliverDue = () => {
    for (let [head] = queue; head && head.due <= clock() && !held; [head] = queue) {
      queue.shift();
      deliver(head.item);
    }
    flow();
  };
  const resume = () => {
    held = undefined;
    flow();
  };

  return {
    push(item, latency) {
      if (queue.push({ item, due: clock() + latency }) === 1) flow();
    },
    withheld: () => (held ? queue.map(({ item }) => item) : []),
    hold() {
      timer.unsubscribe();
      held = { since: held?.since ?? clock(), resuming: false };
    },
    release(delay) {
      if (!held || held.resuming) return;
      held = { since: held.since, resuming: true };
      const ms = queue.length > 0 ? delay(clock() - held.since) : 0;
      if (ms > 0) wait(ms, resume);
      else resume();
    },
    clear() {
      timer.unsubscribe();
      queue = [];
    },
  };
}
