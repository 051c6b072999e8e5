import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const interrupted = 4_000;

/** Who is connected and hears nothing is interrupted after 4 s of silence: not before, and not later (RTC-4, RTM-1). */
export function silence({ clients, fault }: Watch): Invariant {
  let healedAt = -1;
  return {
    see(entry) {
      if (entry.kind === 'fault') healedAt = entry.at;
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      const { at } = entry;
      const { reason, silentFor } = entry.event.change;
      const client = clients.of(entry.client);
      if (reason !== 'INTERRUPTED') return;
      if (client.heardAt === at && client.heard.some(({ frame }) => frame.t === 'unheard')) return;
      if (at - client.heardAt !== interrupted || silentFor !== interrupted) {
        fault(`${client.name}: interrupted after ${at - client.heardAt} ms, told as ${silentFor} ms`);
      }
    },
    before(at) {
      for (const client of clients.all.values()) {
        const { name, state, heardAt, heardBefore, since } = client;
        if (state === 'connected' && at > Math.max(heardAt, since) + interrupted) {
          fault(`${name}: still connected after a silence of over ${interrupted} ms`);
        }
        // What was due in the same instant goes first (LIV-4), unless it was only set free then.
        if (heardAt - heardBefore === interrupted && since !== heardAt && healedAt < heardBefore) continue;
      }
    },
  };
}
