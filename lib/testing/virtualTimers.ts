/* eslint-disable no-restricted-syntax -- the names of the loop's timers: these are the virtual ones */
import type { Timer } from './timerQueue.js';
import type { VirtualScheduler } from './virtualScheduler.js';

/** The longest delay of a real timer: a longer one, and one that is no number, fires after 1 ms. */
const longest = 2 ** 31 - 1;

type Handle = Parameters<typeof clearTimeout>[0];

const isTimer = (handle: unknown): handle is Timer => typeof handle === 'object' && handle !== null && 'fire' in handle;

/**
 * The timers of the loop in virtual time, for the schedulers of RxJS: `asyncScheduler` runs on `setInterval`.
 *
 * As on Node, an interval is armed again after its handler has run, and a delay over 2^31-1 ms fires after 1 ms.
 * Only a delay of 0 is taken at its word (the loop makes it 1 ms), as the stock `TestScheduler` does.
 */
export function virtualTimers(scheduler: VirtualScheduler) {
  const arm = (kind: Timer['kind'], handler: () => void, ms = 0, again = false) => {
    const delay = ms <= longest ? Math.max(0, ms) : 1;
    const timer: Timer = scheduler.arm(delay, {
      kind,
      fire: () => {
        handler();
        if (again && !timer.cancelled) scheduler.arm(delay, timer);
      },
    });
    // RxJS only keeps a handle, to give it back.
    return timer as never;
  };
  const clear = (handle: unknown) => {
    if (isTimer(handle)) handle.cancelled = true;
    else clearTimeout(handle as Handle);
  };

  return {
    immediate: { setImmediate: (handler: () => void) => arm('immediate', handler), clearImmediate: clear },
    interval: {
      setInterval: (handler: () => void, ms?: number) => arm('timer', handler, ms, true),
      clearInterval: clear,
    },
    timeout: { setTimeout: (handler: () => void, ms?: number) => arm('timer', handler, ms), clearTimeout: clear },
  };
}
