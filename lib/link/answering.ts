import { map, type Observable } from 'rxjs';
import type { Clock } from '../liveness/clock.js';
import type { Link } from './link.js';

/** A link that answers by itself, and knows when it spoke. */
export interface AnsweringLink<F> extends Link<F> {
  /** Whether something was sent between `most` and `least` ms ago. */
  spoke(most: number, least: number): boolean;
}

/** How many of the latest sends are remembered, each at least `every` ms after the one before. */
const remembered = 5;

/**
 * Answers the other side's heartbeat (SPEC NET-8): on a frame of any kind, sends `answer` if nothing was sent for
 * `every` ms. It needs no timer: a hidden tab's timers stop for up to a minute, its messages don't.
 */
export function answering<F>(link: Link<F>, answer: F, every: number, clock: Clock): AnsweringLink<F> {
  let last = clock();
  const spokeAt: number[] = [];
  const send = (frame: F) => {
    last = clock();
    if (spokeAt.length === 0 || last - spokeAt[0]! >= every) {
      spokeAt.unshift(last);
      spokeAt.length = Math.min(spokeAt.length, remembered);
    }
    link.send(frame);
  };
  const frames$: Observable<F> = link.frames$.pipe(
    map((frame) => {
      if (clock() - last >= every) send(answer);
      return frame;
    }),
  );
  return {
    frames$,
    get buffered() {
      return link.buffered;
    },
    send,
    close: (code, reason) => link.close(code, reason),
    spoke: (most, least) => spokeAt.some((at) => clock() - at <= most && clock() - at >= least),
  };
}
