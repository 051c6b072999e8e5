import { Subscription, type SchedulerLike } from 'rxjs';
import type { Link } from '../link/link.js';
import type { Payload } from './payload.js';

/** How soon a link that was full is looked at again, in ms. */
const lookAgain = 20;

/** What waits for a link that reads slowly. */
export interface Outbox {
  /**
   * Hands `payload` on, or holds it behind what is held already. `'full'`: the limit is passed, it was not taken. What
   * is `replayed` is bounded elsewhere, and does not count.
   */
  push(payload: Payload, kind?: 'live' | 'replayed'): 'taken' | 'full';
  /** Forgets what is held. */
  clear(): void;
}

/**
 * Hands a link at most `handed` bytes at a time and holds at most `held` more (SPEC NET-8, NET-9), so that a beat
 * never waits behind more than that. What is held goes out in order, as the link takes it.
 */
export function createOutbox(
  link: Pick<Link, 'buffered'>,
  hand: (payload: Payload) => void,
  limits: { readonly handed: number; readonly held: number },
  scheduler: SchedulerLike,
): Outbox {
  let waiting: { readonly payload: Payload; readonly counted: number }[] = [];
  let bytes = 0;
  let next: Subscription = Subscription.EMPTY;

  /** A frame that is larger than the limit by itself goes alone. */
  const fits = (payload: Payload): boolean => link.buffered === 0 || link.buffered + payload.bytes <= limits.handed;

  const flush = (): void => {
    let done = 0;
    for (const { payload, counted } of waiting) {
      if (!fits(payload)) break;
      hand(payload);
      bytes -= counted;
      done++;
    }
    waiting = waiting.slice(done);
    next = waiting.length > 0 ? scheduler.schedule(flush, lookAgain) : Subscription.EMPTY;
  };

  return {
    push(payload, kind = 'live') {
      if (waiting.length === 0 && fits(payload)) {
        hand(payload);
        return 'taken';
      }
      const counted = kind === 'live' ? payload.bytes : 0;
      if (bytes + counted > limits.held) return 'full';
      bytes += counted;
      if (waiting.push({ payload, counted }) === 1) next = scheduler.schedule(flush, lookAgain);
      return 'taken';
    },
    clear() {
      next.unsubscribe();
      waiting = [];
      bytes = 0;
    },
  };
}
