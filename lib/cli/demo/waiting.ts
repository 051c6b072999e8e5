import { gauge } from '../gauge.js';
import type { Screen } from '../screen.js';
import { chatSilences } from './chatScript.js';
import type { Marks } from './happening.js';
import { silences } from './script.js';

const { interrupted, lost, offline } = silences;

const thresholds = [
  { at: interrupted, name: 'interrupted', colour: 'yellow' },
  { at: lost, name: 'lost', colour: 'red' },
  { at: offline, name: 'offline', colour: 'red' },
] as const;

const chatThresholds = [
  { at: chatSilences.interrupted, name: 'interrupted', colour: 'yellow' },
  { at: chatSilences.grace, name: 'memberLeft', colour: 'red' },
] as const;

/**
 * Which silence the first act waits out at `now`: ada's, after `lost` that of the hub on her, then cyd's outage; none
 * when the act is over.
 */
export function waited(marks: Marks, giveUp: number, now: number) {
  const { 'ada hears': heard = now, 'hub hears ada': hubHeard = now, 'T4 of cyd': reconnecting = now, heal } = marks;
  if (marks['channel ends'] !== undefined) return undefined;
  if (heal !== undefined) {
    const failed = [{ at: giveUp, name: 'failed', colour: 'red' }] as const;
    return { title: 'cyd has been reconnecting for', elapsed: now - reconnecting, marks: failed };
  }
  return now - heard < lost
    ? { title: 'ada has heard nothing for', elapsed: now - heard, marks: thresholds }
    : { title: 'the hub has heard nothing of ada for', elapsed: now - hubHeard, marks: thresholds };
}

/** Which silence the second act waits out at `now`: eve's, after `interrupted` that of the hub on her; none outside it. */
export function chatWaited(marks: Marks, now: number) {
  const { 'eve hears': heard, 'hub hears eve': hubHeard = heard } = marks;
  if (heard === undefined || hubHeard === undefined || marks['chat ends'] !== undefined) return undefined;
  return now - heard < chatSilences.interrupted
    ? { title: 'eve has heard nothing for', elapsed: now - heard, marks: chatThresholds }
    : { title: 'the hub has heard nothing of eve for', elapsed: now - hubHeard, marks: chatThresholds };
}

/** The gauges of what is waited for. */
export function waiting(marks: Marks, giveUp: number, { width, paint }: Screen): readonly string[] {
  const now = performance.now();
  return [waited(marks, giveUp, now), chatWaited(marks, now)].flatMap((waits) =>
    waits ? ['', ...gauge({ ...waits, width, paint })] : [],
  );
}
