/* eslint-disable rxjs-x/no-internal -- the one file that knows RxJS from within */
import { animationFrameScheduler, asapScheduler, asyncScheduler, queueScheduler } from 'rxjs';
import { animationFrameProvider } from 'rxjs/internal/scheduler/animationFrameProvider';
import { dateTimestampProvider } from 'rxjs/internal/scheduler/dateTimestampProvider';
import { immediateProvider } from 'rxjs/internal/scheduler/immediateProvider';
import { intervalProvider } from 'rxjs/internal/scheduler/intervalProvider';
import { performanceTimestampProvider } from 'rxjs/internal/scheduler/performanceTimestampProvider';
import { timeoutProvider } from 'rxjs/internal/scheduler/timeoutProvider';
import { virtualTimers } from './virtualTimers.js';
import type { VirtualScheduler } from './virtualScheduler.js';

const providers: { delegate: unknown }[] = [
  animationFrameProvider,
  dateTimestampProvider,
  immediateProvider,
  intervalProvider,
  performanceTimestampProvider,
  timeoutProvider,
];
/** What a scheduler of RxJS 7.8 holds (`AsyncScheduler.ts`; `_active` and `_scheduled` are not in its types), and our mark. */
interface Queue {
  actions: unknown[];
  _active?: boolean;
  _scheduled?: unknown;
  /** See `Timekeeper`. */
  ownTime?: boolean | undefined;
}
const schedulers: Queue[] = [animationFrameScheduler, asapScheduler, asyncScheduler, queueScheduler];

/**
 * Calls `body` with the schedulers of RxJS empty and idle, and puts back what was there, whatever happens: a run
 * inside a run, or one that throws half-way, leaves no trace.
 *
 * An error when this is not the RxJS it knows (7.8).
 */
export function isolated<T>(body: () => T): T {
  if (providers.some((p) => !('delegate' in p)) || schedulers.some((s) => !('_active' in s))) {
    throw new Error('rx-lifeline/testing needs RxJS 7.8: its schedulers are made differently here');
  }
  const delegates = providers.map(({ delegate }) => delegate);
  const queues = schedulers.map(({ actions, _active, _scheduled, ownTime }) => {
    return { actions, _active, _scheduled, ownTime };
  });
  const empty = { _active: false, _scheduled: undefined, ownTime: true };
  for (const scheduler of schedulers) Object.assign(scheduler, { actions: [], ...empty });
  try {
    return body();
  } finally {
    providers.forEach((provider, i) => (provider.delegate = delegates[i]));
    schedulers.forEach((scheduler, i) => Object.assign(scheduler, queues[i]));
  }
}

/** Gives the schedulers of RxJS the timers of `scheduler`, in place of those of a stock `TestScheduler`. */
export function installTimers(scheduler: VirtualScheduler): void {
  const { immediate, interval, timeout } = virtualTimers(scheduler);
  immediateProvider.delegate = immediate;
  intervalProvider.delegate = interval;
  timeoutProvider.delegate = timeout;
}
