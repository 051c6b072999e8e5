import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';
import { mayTell, toldBy } from './silences.js';

const limit = 4_000;

/** Who is connected and hears nothing is interrupted after 4 s of silence: not before, and not later (RTC-4, RTM-1, LIV-6). */
export function silence({ clients, fault }: Watch): Invariant {
  /** Those who were interrupted in the present instant. */
  let interrupted = new Set<string>();
  let freedAt = -1;
  const readAt = new Map<string, number>();
  const begunAt = new Map<string | null, number>();
  return {
    see(entry) {
      const { at } = entry;
      if (entry.kind === 'fault') {
        // What is set free by a timer that was armed after that of the deadline was not due when that one fired.
        const isShort = at - (begunAt.get(entry.client) ?? 0) <= limit / 4;
        if (entry.what !== 'fine') begunAt.set(entry.client, at);
        else if (isShort) freedAt = at;
      }
      if (entry.kind === 'sleep') readAt.set(entry.client, at);
      if (entry.kind === 'network' && entry.event.side === 'client' && entry.event.kind === 'delivered') {
        // What was due in the same instant goes first (LIV-4).
        const isLate =
          freedAt !== at &&
          readAt.get(entry.client) !== at &&
          interrupted.has(entry.client) &&
          clients.of(entry.client).link === entry.event.link;
        if (isLate) fault(`${entry.client}: interrupted, and heard in the same instant`);
      }
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      const { reason, silentFor } = entry.event.change;
      const client = clients.of(entry.client);
      if (reason !== 'INTERRUPTED') return;
      if (client.heardAt === at && client.heard.some(({ frame }) => frame.t === 'unheard')) return;
      interrupted.add(client.name);
      const lasted = at - client.heardAt;
      if (!mayTell(client, limit, at) || silentFor !== lasted) {
        fault(`${client.name}: interrupted after ${lasted} ms, told as ${silentFor} ms`);
      }
    },
    before(at) {
      if (interrupted.size > 0) interrupted = new Set();
      for (const client of clients.all.values()) {
        if (client.state === 'connected' && at > toldBy(client, limit)) {
          fault(`${client.name}: still connected after a silence of over ${limit} ms`);
        }
      }
    },
  };
}
