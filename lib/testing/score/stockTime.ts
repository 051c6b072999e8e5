import { TestScheduler } from 'rxjs/testing';
import type { VirtualTime } from './word.js';

/** Virtual time by the stock `TestScheduler.run`. */
export const stockTime: VirtualTime = (body, until) => {
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(() => {
    scheduler.maxFrames = until;
    body(scheduler);
  });
};
