import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const login = 6_000;

/** Connecting and reconnecting last as long as they may, to the millisecond (RTC-7, RTM-1). */
export function patience({ clients, patience: giveUp, fault }: Watch): Invariant {
  const since = new Map<string, number>();
  const limitOf = (name: string, state: string) => {
    const { profile } = clients.of(name);
    if (profile === 'rtc') return state === 'connecting' || state === 'reconnecting' ? giveUp : Infinity;
    return state === 'connecting' ? login : Infinity;
  };
  return {
    see(entry) {
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      const { client: name, at } = entry;
      const { previous, reason } = entry.event.change;
      const lasted = at - (since.get(name) ?? 0);
      since.set(name, at);
      if (reason !== 'JOIN_FAILED' && reason !== 'LOGIN_TIMEOUT') return;
      if (lasted !== limitOf(name, previous)) fault(`${name}: ${reason} after ${lasted} ms of ${previous}`);
    },
    before(at) {
      for (const { name, state } of clients.all.values()) {
        const begun = since.get(name) ?? 0;
        if (at > begun + limitOf(name, state)) {
          fault(`${name}: ${state} since ${begun}`);
          since.set(name, Infinity);
        }
      }
    },
  };
}
