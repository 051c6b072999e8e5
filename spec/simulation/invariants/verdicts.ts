import { keyOf } from '../hubTruth.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const thresholds = [
  ['unheard', 4_000],
  ['unreachable', 6_000],
  ['idle', 10_000],
  ['peerOffline', 20_000],
  ['grace', 30_000],
] as const;
/** The silence that ends a session (RTC-6, RTM-8). */
const lasts = { rtc: 20_000, rtm: 30_000 } as const;

/** The hub judges its silence of a session exactly, and ends it then (HUB-1, RTC-6, RTM-7, RTM-8). */
export function verdicts({ hub, fault }: Watch): Invariant {
  /** Whom the silence that ends a session has reached, and when. */
  const droppedAt = new Map<string, number>();
  return {
    see(entry) {
      if (entry.kind !== 'hub') return;
      const { event, at } = entry;
      if (event.type === 'badFrame') fault(`a bad frame: ${event.name} ${event.reason}`);
      if (event.type === 'fault' && event.during !== 'authenticate') fault(`${event.during}: ${event.error}`);
      if (event.type === 'closed' && event.name === 'tooSlow') fault(`a queue was full: ${event.reason}`);
      if (event.type === 'departed' && event.reason === 'dropped') {
        const key = keyOf(event.who);
        if (droppedAt.get(key) !== at) fault(`${key}: dropped before its silence says so`);
      }
      if (event.type !== 'judged') return;
      const key = keyOf(event.who);
      const session = hub.sessions.get(key);
      if (!session) return fault(`${key}: judged ${event.status}, and has no session`);
      const silentFor = at - session.heardAt;
      const wanted = event.status === 'alive' ? 0 : thresholds.find(([name]) => name === event.status)?.[1];
      if (silentFor !== wanted || event.silentFor !== wanted) fault(`${key}: ${event.status} after ${silentFor} ms`);
      session.crossed.push(event.status);
      if (silentFor === lasts[event.who.profile]) droppedAt.set(key, at);
    },
    before(at) {
      for (const { key, who, heardAt, crossed } of hub.sessions.values()) {
        if (at > heardAt + lasts[who.profile]) fault(`${key}: not heard since ${heardAt}, and still a session`);
        for (const [name, after] of thresholds) {
          if (at > heardAt + after && !crossed.includes(name))
            fault(`${key}: not heard since ${heardAt}, but not ${name}`);
        }
      }
    },
  };
}
