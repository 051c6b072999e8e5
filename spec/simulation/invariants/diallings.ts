import { type Client, doneBy, isDialling } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/** Full jitter over ceilings of 250 ms and more: so many dials in 10 s are a storm. */
const most = 60;
const window = 10_000;
/** How long a dial, an acceptance, and the silence of a link may last, in ms. */
const limits = { dial: 4_000, accept: 6_000, idle: 10_000 };

/**
 * Who is disconnected, failed or aborted does not dial and holds no link; who is not holds at most two, none of them for
 * longer than it may take, and dials with measure (NET-3, NET-4, NET-10, NET-11, RTM-2).
 */
export function diallings({ clients, fault }: Watch): Invariant {
  const dials = new Map<string, number[]>();
  const dialledAt = new Map<number, number>();

  const lookAt = (at: number, client: Client) => {
    const { name, state, open, link, heardAt, nap } = client;
    if (open.size > (isDialling(state) ? 2 : 0)) fault(`${name}: holds ${open.size} links while ${state}`);
    if (link !== null && at > Math.max(heardAt, nap.until) + limits.idle)
      fault(`${name}: keeps a link that was silent for ${limits.idle} ms`);
    for (const [number, since] of open) {
      if (number !== link && at > doneBy(client, since + limits.accept))
        fault(`${name}: keeps a link that was not accepted`);
    }
  };

  return {
    see(entry) {
      if (entry.kind !== 'network' || entry.event.side !== 'client') return;
      const { event, at } = entry;
      const { name, state, commands } = clients.of(entry.client);
      if (event.kind === 'opened' && at > (dialledAt.get(event.link) ?? at) + limits.dial) {
        fault(`${name}: a dial lasted ${at - (dialledAt.get(event.link) ?? at)} ms`);
      }
      if (event.kind !== 'dialled') return;
      dialledAt.set(event.link, at);
      // The dial of a join goes out before its change is told.
      const begins = commands.includes('join') || commands.includes('login');
      if (!isDialling(state) && !begins) fault(`${name}: dials while ${state}`);
      const recent = (dials.get(name) ?? []).filter((earlier) => earlier > at - window);
      dials.set(name, [...recent, at]);
      if (recent.length === most) fault(`${name}: over ${most} dials in ${window} ms`);
    },
    before(at) {
      for (const client of clients.all.values()) lookAt(at, client);
    },
  };
}
