import { rtcReasons, rtcStates } from '../../lib/rtc/index.js';
import { rtmReasons, rtmStates } from '../../lib/rtm/index.js';
import type { Invariant } from './trace.js';

/** Everything that each profile can come to. */
export const reachable: readonly string[] = [
  ...Object.keys(rtcStates).map((state) => `rtc ${state}`),
  ...Object.keys(rtcReasons).map((reason) => `rtc ${reason}`),
  ...Object.keys(rtmStates).map((state) => `rtm ${state}`),
  ...Object.keys(rtmReasons).map((reason) => `rtm ${reason}`),
];

/** Notes what a seed comes to. */
export function createCoverage(): Invariant & { readonly reached: ReadonlySet<string> } {
  const reached = new Set<string>();
  return {
    reached,
    see(entry) {
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      reached.add(`${entry.kind} ${entry.event.change.state}`);
      reached.add(`${entry.kind} ${entry.event.change.reason}`);
    },
  };
}

/** How many seeds of a hundred came to each; those below 1 are marked. */
export function coverageTable(seeds: number, counts: ReadonlyMap<string, number>): string {
  return reachable
    .map((what) => {
      const share = (100 * (counts.get(what) ?? 0)) / seeds;
      return `${share < 1 ? '!' : ' '} ${what.padEnd(32)}${share.toFixed(1).padStart(6)} %`;
    })
    .join('\n');
}
