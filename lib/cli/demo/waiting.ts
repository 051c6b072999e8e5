import { gauge } from '../gauge.js';
import type { Screen } from '../screen.js';
import type { Marks } from './happening.js';
import { silences } from './script.js';

const { interrupted, lost, offline } = silences;

const thresholds = [
  { at: interrupted, name: 'interrupted', colour: 'yellow' },
  { at: lost, name: 'lost', colour: 'red' },
  { at: offline, name: 'offline', colour: 'red' },
] as const;

/** Which silence the demo waits out at `now`: ada's, after `lost` that of the hub on her, and at last cyd's outage. */
export function waited(marks: Marks, giveUp: number, now: number) {
  const { 'ada hears': heard = now, 'hub hears ada': hubHeard = now, 'T4 of cyd': reconnecting = now, heal } = marks;
  if (heal !== undefined) {
    const failed = [{ at: giveUp, name: 'failed', colour: 'red' }] as const;
    return { title: 'cyd has been reconnecting for', elapsed: now - reconnecting, marks: failed };
  }
  return now - heard < lost
    ? { title: 'ada has heard nothing for', elapsed: now - heard, marks: thresholds }
    : { title: 'the hub has heard nothing of ada for', elapsed: now - hubHeard, marks: thresholds };
}

/** The gauge of what is waited for. */
export function waiting(marks: Marks, giveUp: number, { width, paint }: Screen): readonly string[] {
  return gauge({ ...waited(marks, giveUp, performance.now()), width, paint });
}
