import { map, type Observable } from 'rxjs';
import type { Clock } from '../liveness/clock.js';
import type { Link } from './link.js';
import { recently } from './recently.js';
import { relayed } from './relayed.js';

/** A link that answers by itself, and knows when both sides spoke. */
export interface AnsweringLink<F> extends Link<F> {
  /** Whether something was sent between `most` and `least` ms ago. */
  spoke(most: number, least: number): boolean;
  /** Whether something was heard between `most` and `least` ms ago. */
  heard(most: number, least: number): boolean;
}

/**
 * Answers the other side's heartbeat (SPEC NET-8): on a frame of any kind, sends `answer` if nothing was sent for
 * `every` ms. It needs no timer: a hidden tab's timers stop for up to a minute, its messages don't.
 */
export function answering<F>(link: Link<F>, answer: F, every: number, clock: Clock): AnsweringLink<F> {
  const sends = recently(every, clock);
  const arrivals = recently(every, clock);
  let last = clock();
  const send = (frame: F) => {
    last = clock();
    sends.note();
    link.send(frame);
  };
  const frames$: Observable<F> = link.frames$.pipe(
    map((frame) => {
      arrivals.note();
      if (clock() - last >= every) send(answer);
      return frame;
    }),
  );
  return Object.assign(relayed(link, frames$, send), { spoke: sends.within, heard: arrivals.within });
}
