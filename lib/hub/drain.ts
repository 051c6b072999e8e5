import { Subscription, type SchedulerLike } from 'rxjs';
import { checkedNames } from '../liveness/checkedNames.js';
import { delay } from './delay.js';
import type { Journal } from './journal.js';
import type { Line } from './line.js';
import { payload } from './payload.js';

/** How a hub empties itself. */
export interface DrainConfig {
  /** Clients are asked not to dial again sooner, in ms from their goodbye. */
  readonly retryAfter: number;
  /** The links end at instants drawn uniformly from so many ms, so that not all clients come back at once. */
  readonly spread: number;
}

/** Sends everybody away, softly (SPEC HUB-5). */
export interface Drain {
  /** From now on; once more: with other times for the links that are left. */
  start(config: DrainConfig): void;
  /** Ends a new line if the hub is draining; whether it did. */
  turnsAway(line: Line): boolean;
}

export function createDrain(
  lines: Iterable<Line>,
  { random, scheduler, journal }: { random: () => number; scheduler: SchedulerLike; journal: Journal },
): Drain {
  let goodbye: ((line: Line) => void) | undefined;
  let farewells = Subscription.EMPTY;

  return {
    start(config) {
      checkedNames(config, ['retryAfter', 'spread'], 'drain: config');
      const { retryAfter, spread } = config;
      delay('drain: retryAfter', retryAfter);
      delay('drain: spread', spread);
      const last = payload({ t: 'drain', retryAfter });
      const sendAway = (line: Line): void => line.end('draining', 'the hub is going away', last);
      goodbye = sendAway;
      farewells.unsubscribe();
      farewells = new Subscription();
      journal.note({ type: 'draining', retryAfter });
      for (const line of lines) {
        const farewell = scheduler.schedule(() => sendAway(line), random() * spread);
        farewells.add(farewell);
        line.whenEnded(() => farewell.unsubscribe());
      }
    },
    turnsAway(line) {
      goodbye?.(line);
      return goodbye !== undefined;
    },
  };
}
