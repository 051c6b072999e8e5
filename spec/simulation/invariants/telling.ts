import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/**
 * What comes on the accepted link is told in that instant, and nothing else is: each message once, in the order of its
 * sender (NET-4, RTC-11, RTM-16).
 */
export function telling({ clients, fault }: Watch): Invariant {
  const told = new Map<string, Set<string>>();
  const highest = new Map<string, number>();
  const toldTo = (name: string) => {
    const all = told.get(name) ?? new Set<string>();
    told.set(name, all);
    return all;
  };
  const payloadIn = (entry: Parameters<NonNullable<Invariant['see']>>[0]) => {
    if (entry.kind === 'rtc' && entry.event.type === 'message') return entry.event.data as string;
    if (entry.kind !== 'rtm') return undefined;
    const { event } = entry;
    return event.type === 'message' || event.type === 'channelMessage' ? (event.payload as string) : undefined;
  };
  return {
    see(entry) {
      const payload = payloadIn(entry);
      if (payload === undefined || !('client' in entry) || entry.client === null) return;
      const { name, heard } = clients.of(entry.client);
      const all = toldTo(name);
      if (all.has(payload)) fault(`${name}: ${payload} twice`);
      all.add(payload);
      if (!heard.some(({ frame, accepted }) => accepted && (frame.data ?? frame.payload) === payload)) {
        fault(`${name}: ${payload} was told, and has not come on the accepted link`);
      }
      const channel = entry.kind === 'rtm' && entry.event.type === 'channelMessage' ? entry.event.channel : '';
      const [sender = '', rest = ''] = payload.split('-');
      const stream = `${name} ${channel} ${sender}`;
      const number = parseInt(rest, 10);
      if (number <= (highest.get(stream) ?? 0)) fault(`${name}: ${payload} after a later one`);
      highest.set(stream, number);
    },
    before() {
      for (const { name, heard } of clients.stirred) {
        for (const { frame, accepted } of heard) {
          if (!accepted || (frame.t !== 'message' && frame.t !== 'peerMessage')) continue;
          const payload = (frame.data ?? frame.payload) as string;
          if (!toldTo(name).has(payload)) fault(`${name}: ${payload} has come, and was not told`);
        }
      }
    },
  };
}
