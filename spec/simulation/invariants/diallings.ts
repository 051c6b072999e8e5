import { isDialling } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/** Full jitter over ceilings of 250 ms and more: so many dials in 10 s are a storm. */
const most = 60;
const window = 10_000;

/**
 * Who is disconnected, failed or aborted does not dial and holds no link; who is not holds at most two, and dials with
 * measure (NET-3, NET-4, NET-10, RTM-2).
 */
export function diallings({ clients, fault }: Watch): Invariant {
  const dials = new Map<string, number[]>();
  return {
    see(entry) {
      if (entry.kind !== 'network' || entry.event.kind !== 'dialled') return;
      const { name, state, commands } = clients.of(entry.client);
      // The dial of a join goes out before its change is told.
      const begins = commands.includes('join') || commands.includes('login');
      if (!isDialling(state) && !begins) fault(`${name}: dials while ${state}`);
      const recent = (dials.get(name) ?? []).filter((at) => at > entry.at - window);
      dials.set(name, [...recent, entry.at]);
      if (recent.length === most) fault(`${name}: over ${most} dials in ${window} ms`);
    },
    before() {
      for (const { name, state, open } of clients.stirred) {
        if (open.size > (isDialling(state) ? 2 : 0)) fault(`${name}: holds ${open.size} links while ${state}`);
      }
    },
  };
}
