import type { Entry } from '../entry.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/** Whether a client has done something. */
function isDeed(entry: Entry): boolean {
  if (entry.kind !== 'network') return entry.kind === 'rtc' || entry.kind === 'rtm' || entry.kind === 'answer';
  const { side, kind } = entry.event;
  return side === 'client' && kind !== 'ignored';
}

/** A client whose process is stopped dials, says, hears and tells nothing: all of its time is its scheduler's (API-6). */
export function rest({ clients, fault }: Watch): Invariant {
  return {
    see(entry) {
      if (!isDeed(entry) || !('client' in entry) || entry.client === null) return;
      const { name, nap } = clients.of(entry.client);
      if (nap.until === Infinity) fault(`${name}: asleep, and not at rest: ${entry.kind}`);
    },
  };
}
