import { concluded, type Tally } from './tally.js';

/** What a watch has seen, when it is over. Durations are ms. */
export interface Summary extends Pick<
  Tally,
  | 'state'
  | 'seenAlive'
  | 'connectedFor'
  | 'outages'
  | 'longestOutage'
  | 'dials'
  | 'opened'
  | 'frames'
  | 'bytes'
  | 'longestSilence'
  | 'closeCodes'
> {
  readonly watchedFor: number;
}

/** The summary of a watch that ends at `now`: what goes on counts up to then. */
export function summaryOf(tally: Tally, now: number): Summary {
  const { state, seenAlive, connectedFor, outages, longestOutage, ...counts } = concluded(tally, now);
  const { dials, opened, frames, bytes, longestSilence, closeCodes } = counts;
  const times = { watchedFor: now - tally.begunAt, connectedFor, outages, longestOutage };
  return { state, seenAlive, ...times, dials, opened, frames, bytes, longestSilence, closeCodes };
}
