import type { Clock } from '../liveness/clock.js';

/** Remembers when something last happened, a few times back. */
export interface Recently {
  note(): void;
  /** Whether it happened between `most` and `least` ms ago. */
  within(most: number, least: number): boolean;
}

/** How many times are remembered. */
const remembered = 5;

/** What happens within `apart` ms of a remembered time counts as that one. */
export function recently(apart: number, clock: Clock): Recently {
  const times: number[] = [];
  return {
    note() {
      const now = clock();
      if (times.length > 0 && now - times[0]! < apart) return;
      times.unshift(now);
      times.length = Math.min(times.length, remembered);
    },
    within: (most, least) => times.some((at) => clock() - at <= most && clock() - at >= least),
  };
}
