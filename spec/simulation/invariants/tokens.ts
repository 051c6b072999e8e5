import { isDialling, isOnTime, isYes } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const notice = 30_000;

/** A token's end is told 30 s before, and when it comes, by the hub's count from the frame that granted it (RTC-9, RTM-4). */
export function tokens({ clients, fault }: Watch): Invariant {
  const ends = new Map<string, number>();
  const renewals = new Set<string>();
  return {
    see(entry) {
      if (entry.kind === 'network') {
        const { frame, event, at, client } = entry;
        if (event.side !== 'client' || !frame) return;
        const request = `${client} ${event.link} ${frame.id}`;
        if (event.kind === 'sent' && frame.t === 'renew') renewals.add(request);
        if (event.kind !== 'delivered') return;
        if (isYes(frame) || (frame.t === 'done' && renewals.has(request))) {
          ends.set(client, at + (frame.expiresIn ?? Infinity));
        }
        return;
      }
      if (entry.kind !== 'rtc' && entry.kind !== 'rtm') return;
      const { client: name, at, event } = entry;
      const end = ends.get(name) ?? Infinity;
      if (event.type === 'tokenWillExpire') {
        if (event.expiresIn > notice || event.expiresIn !== Math.max(0, end - at)) {
          fault(`${name}: a token that ends at ${end} is told to end in ${event.expiresIn} ms`);
        }
      }
      if (event.type === 'change' && event.change.reason === 'TOKEN_EXPIRED') {
        const client = clients.of(name);
        const said = client.heard.some(({ frame }) => frame.reason === 'TOKEN_EXPIRED');
        if (!said && !isOnTime(client, end, at)) fault(`${name}: expired at ${at}, but its token ends at ${end}`);
      }
      // Who has left counts nothing any more.
      if (event.type === 'change' && !isDialling(event.change.state)) ends.delete(name);
    },
  };
}
