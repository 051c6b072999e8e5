import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/** A message whose sender has no outcome yet. */
interface Waiting {
  readonly payload: string;
  /** Under which it was sent. */
  id: string | null;
  readonly links: Set<number>;
}

/**
 * A message without an outcome is on its way on whichever link is accepted: once on each, in order, under one id; and it
 * has no receipt that the hub has not given (RTM-5, RTM-16).
 */
export function resends({ clients, fault }: Watch): Invariant {
  /** By client, and by the number of the command. */
  const waiting = new Map<string, Map<number, Waiting>>();
  /** The number of the last message that was sent on a link. */
  const last = new Map<number, number>();
  const of = (client: string) => {
    const known = waiting.get(client) ?? new Map<number, Waiting>();
    waiting.set(client, known);
    return known;
  };

  const sent = (client: string, link: number, id: string, payload: string) => {
    const [number, message] = [...of(client)].find(([, one]) => one.payload === payload) ?? [];
    if (!message || number === undefined) return fault(`${client}: ${payload} is sent, and nobody waits for it`);
    if (message.id !== null && message.id !== id) fault(`${client}: ${payload} is sent again under another id`);
    if (number <= (last.get(link) ?? 0)) fault(`${client}: ${payload} is sent twice on a link, or after a later one`);
    message.id = id;
    message.links.add(link);
    last.set(link, number);
  };

  return {
    see(entry) {
      if (entry.kind === 'command' && entry.word === 'send' && entry.answers) {
        const { payload } = entry.argument as { readonly payload: string };
        of(entry.client).set(entry.number, { payload, id: null, links: new Set() });
      }
      if (entry.kind === 'network' && entry.event.side === 'client' && entry.event.kind === 'sent') {
        const { frame, event, client } = entry;
        if (frame?.t === 'sendTo' || frame?.t === 'publish') {
          sent(client, event.link, frame.message!, frame.payload as string);
        }
      }
      if (entry.kind !== 'answer') return;
      const { client, number, told } = entry;
      const message = of(client).get(number);
      if (!message) return;
      of(client).delete(number);
      if (told.error) return;
      const receipt = clients
        .of(client)
        .heard.some(
          ({ frame, accepted }) =>
            accepted &&
            frame.t === 'receipt' &&
            frame.message === message.id &&
            frame.outcome === (told.value as { readonly outcome: string }).outcome,
        );
      if (!receipt) fault(`${client}: ${message.payload} has a receipt that the hub did not give`);
    },
    before() {
      for (const { name, state, link } of clients.stirred) {
        if (state !== 'connected' || link === null) continue;
        for (const { payload, links } of of(name).values()) {
          if (!links.has(link)) fault(`${name}: connected, but ${payload} is not sent`);
        }
      }
    },
  };
}
