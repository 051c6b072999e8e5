import { isDialling } from '../clients.js';
import type { Frame } from '../entry.js';
import type { Watch } from '../invariants.js';
import { endAt } from '../times.js';
import type { Invariant } from '../trace.js';

/** What is back-filled (RTM-11). */
const oldest = 30_000;
const most = 32;

/** A message that a channel has, in the hub's order. */
interface Published {
  readonly payload: string;
  readonly from: string;
  readonly at: number;
}

/** The channels at an instant, and how many messages each of them had. */
interface Moment {
  readonly at: number;
  readonly lengths: ReadonlyMap<string, number>;
  readonly channels: ReadonlyMap<string, readonly Published[]>;
  readonly history: History;
}

/** The channels of one hub. */
type History = Map<string, Published[]>;

/** A client's time in a channel, from the hub's answer to its entry on. */
interface Stay {
  readonly channel: string;
  history: History;
  /** Where it begins. */
  from: number;
  readonly told: Set<string>;
  /** What was reported missing. */
  writtenOff: Set<string>;
  /** When the hub accepted the present link. */
  arrival: Moment | null;
  /** What was told since that was heard. */
  replayed: number;
  /** What is to be reported in the present instant. */
  due: { readonly replayed: number; readonly missed: number | null } | null;
}

/**
 * After a reconnect a client is told all that a channel has of the last 30 s, or the newest 32 of it; the rest is counted
 * exactly, and is not counted twice (RTM-11, RTM-12). Who stayed connected is told all.
 */
export function backfill({ clients, hub, fault }: Watch): Invariant {
  let history: History = new Map();
  const published = new Set<string>();
  const asked = new Map<string, { readonly payload: string; readonly channel: string; readonly from: string }>();
  /** Entries that the hub was asked for, and those that it has answered, by link and id. */
  const entering = new Map<string, string>();
  const entries = new Map<string, Moment>();
  const arrivals = new Map<number, Moment>();
  /** By client: the commands to enter, and the hub's answer that was heard last. */
  const commands = new Map<string, string>();
  const entered = new Map<string, Moment>();
  const stays = new Map<string, Map<string, Stay>>();
  let done = false;

  const of = (client: string) => {
    const known = stays.get(client) ?? new Map<string, Stay>();
    stays.set(client, known);
    return known;
  };
  const present = (at: number): Moment => ({
    at,
    history,
    channels: new Map(history),
    lengths: new Map([...history].map(([channel, { length }]) => [channel, length])),
  });
  /** What the hub has had for a client by `moment`, and the client was neither told nor reported missing. */
  const open = (name: string, stay: Stay, { channels, lengths }: Moment) => {
    const { user } = clients.of(name);
    return (channels.get(stay.channel) ?? [])
      .slice(stay.from, lengths.get(stay.channel) ?? 0)
      .filter(({ from, payload }) => from !== user && !stay.told.has(payload) && !stay.writtenOff.has(payload));
  };

  const publish = (at: number, id: string | undefined) => {
    const message = asked.get(id ?? '');
    if (!message || published.has(id!)) return;
    published.add(id!);
    const { channel, ...rest } = message;
    const messages = history.get(channel) ?? [];
    messages.push({ ...rest, at });
    history.set(channel, messages);
  };

  const atHub = (at: number, kind: string, link: number, frame: Frame) => {
    if (kind === 'delivered') {
      const key = hub.open.get(link)?.key;
      if (frame.t === 'publish' && typeof key === 'string') {
        asked.set(frame.message!, {
          payload: frame.payload as string,
          channel: frame.channel!,
          from: key.slice('rtm '.length),
        });
      }
      if (frame.t === 'enter') entering.set(`${link} ${frame.id}`, frame.channel!);
    }
    if (kind !== 'sent') return;
    if (frame.t === 'done') forget();
    if (frame.t === 'receipt' || frame.t === 'channelMessage') publish(at, frame.message);
    if (frame.t === 'loggedIn') arrivals.set(link, present(at));
    if (frame.t === 'done' && entering.has(`${link} ${frame.id}`)) entries.set(`${link} ${frame.id}`, present(at));
  };

  const heard = (name: string, link: number, frame: Frame) => {
    const entry = frame.t === 'done' && entries.get(`${link} ${frame.id}`);
    if (entry) entered.set(`${name} ${entering.get(`${link} ${frame.id}`)}`, entry);
    if (frame.t === 'loggedIn') {
      const arrival = arrivals.get(link)!;
      for (const stay of of(name).values()) {
        Object.assign(stay, { arrival, replayed: 0 });
        if (stay.history !== arrival.history) {
          Object.assign(stay, { history: arrival.history, from: 0, writtenOff: new Set() });
        }
      }
    }
    const stay = frame.t === 'continuity' ? of(name).get(frame.channel ?? '') : undefined;
    if (stay) report(name, stay);
  };

  const report = (name: string, stay: Stay) => {
    const { arrival, channel, replayed } = stay;
    if (!arrival) return fault(`${name}: a report of ${channel}, which it has entered on this link`);
    const { user, isRemembered } = clients.of(name);
    const missed = open(name, stay, arrival);
    const latest = (arrival.channels.get(channel) ?? [])
      .slice(0, arrival.lengths.get(channel) ?? 0)
      .filter(({ from }) => from !== user)
      .slice(-most);
    for (const message of missed) {
      if (arrival.at - message.at > oldest || !latest.includes(message)) continue;
      fault(
        `${name}: ${message.payload} of ${channel} was published ${arrival.at - message.at} ms before, and is missed`,
      );
    }
    for (const { payload } of missed) stay.writtenOff.add(payload);
    stay.due = { replayed, missed: isRemembered ? missed.length : null };
  };

  const continuity = (name: string, channel: string, { replayed, missed }: NonNullable<Stay['due']>) => {
    const stay = of(name).get(channel);
    if (!stay) return fault(`${name}: a report of ${channel}, in which it is not`);
    const wanted = stay.due ?? { replayed: 0, missed: 0 };
    stay.due = null;
    if (replayed !== wanted.replayed || missed !== wanted.missed) {
      fault(
        `${name}: ${channel}: ${replayed} replayed and ${missed} missed are reported, ` +
          `but ${wanted.replayed} and ${wanted.missed} are`,
      );
    }
  };

  const forget = () => {
    for (const channel of history.keys()) if (hub.isDeserted(channel)) history.delete(channel);
  };

  return {
    see(entry) {
      const { at } = entry;
      switch (entry.kind) {
        case 'hub':
          return forget();
        case 'newHub':
          history = new Map();
          published.clear();
          asked.clear();
          return;
        case 'command':
          if (entry.word === 'enter') commands.set(`${entry.client} ${entry.number}`, String(entry.argument));
          if (entry.word === 'exit') of(entry.client).delete(String(entry.argument));
          return;
        case 'answer': {
          const channel = commands.get(`${entry.client} ${entry.number}`);
          const moment = entered.get(`${entry.client} ${channel}`);
          if (channel === undefined || entry.told.error || !moment) return;
          of(entry.client).set(channel, {
            channel,
            history: moment.history,
            from: moment.lengths.get(channel) ?? 0,
            told: new Set(),
            writtenOff: new Set(),
            arrival: null,
            replayed: 0,
            due: null,
          });
          return;
        }
        case 'network': {
          const { frame, event, client } = entry;
          if (!frame) return;
          if (event.side === 'hub') return atHub(at, event.kind, event.link, frame);
          if (event.kind === 'delivered' && clients.of(client).link === event.link) heard(client, event.link, frame);
          return;
        }
        case 'rtm': {
          const { client, event } = entry;
          if (event.type === 'continuity' && event.channel !== null) continuity(client, event.channel, event);
          if (event.type === 'channelMessage') {
            const stay = of(client).get(event.channel);
            stay?.told.add(event.payload as string);
            if (stay) stay.replayed++;
          }
          if (event.type !== 'change' || isDialling(event.change.state)) return;
          stays.delete(client);
        }
      }
    },
    before(at) {
      for (const { name } of clients.stirred) {
        for (const stay of of(name).values()) {
          if (stay.due && stay.due.missed !== 0) fault(`${name}: what is missing of ${stay.channel} is not reported`);
          stay.due = null;
        }
      }
      if (done || at < endAt) return;
      done = true;
      for (const { name, state } of clients.all.values()) {
        if (state !== 'connected') continue;
        for (const stay of of(name).values()) {
          for (const { payload } of stay.history === history ? open(name, stay, present(at)) : []) {
            fault(`${name}: ${payload} of ${stay.channel} was neither told nor reported missing`);
          }
        }
      }
    },
  };
}
