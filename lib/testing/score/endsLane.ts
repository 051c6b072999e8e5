import type { LaneEvent } from './score.js';

/** Whether nothing can follow in the lane: its last value is `!`, `|` or `#`. */
export function endsLane({ values }: LaneEvent): boolean {
  return /^[!|#]$/.test(values.at(-1) ?? '');
}
