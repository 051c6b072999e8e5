import { isDialling } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';
import { mayTell } from './silences.js';

const limit = 10_000;

/** 10 s without data are told once an outage, to the millisecond, counted from the call where there never was any (RTC-5). */
export function lost({ clients, fault }: Watch): Invariant {
  const told = new Set<string>();
  return {
    see(entry) {
      if (entry.kind !== 'rtc') return;
      const { client: name, event, at } = entry;
      if (event.type === 'change' && (event.change.state === 'connected' || event.change.state === 'connecting')) {
        told.delete(name);
      }
      if (event.type !== 'lost') return;
      const client = clients.of(name);
      const silentFor = at - client.heardAt;
      if (!mayTell(client, limit, at) || event.silentFor !== silentFor) fault(`${name}: lost after ${silentFor} ms`);
      if (told.has(name)) fault(`${name}: lost twice in one outage`);
      told.add(name);
    },
    before(at) {
      for (const client of clients.all.values()) {
        const { name, profile, state, heardAt, nap } = client;
        const latest = Math.max(heardAt, nap.until) + limit;
        if (profile === 'rtm' || !isDialling(state) || told.has(name) || at <= latest) continue;
        fault(`${name}: silent for over ${limit} ms, and not lost`);
        told.add(name);
      }
    },
  };
}
