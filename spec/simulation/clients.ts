import type { Entry, Frame } from './entry.js';
import type { Invariant } from './trace.js';

/** What a client heard in the present instant. */
export interface Heard {
  readonly frame: Frame;
  /** Whether it came on the accepted link, or was the yes that made it that. */
  readonly accepted: boolean;
}

/** What is known of a client from the network, from what it told, and from what it was commanded. */
export interface Client {
  readonly name: string;
  readonly profile: 'rtc' | 'rtm';
  user: string;
  /** Of a channel client: where. */
  channel: string;
  state: string;
  reason: string;
  /** Since when it is in its state. */
  since: number;
  /** How many changes there were in the present instant. */
  changes: number;
  /** The last `join` or `login`. */
  beganAt: number;
  /** The accepted link. */
  link: number | null;
  /** When the last frame came on an accepted link, and the one before it. */
  heardAt: number;
  heardBefore: number;
  /** Of the present instant. */
  heard: Heard[];
  commands: string[];
  /** The links that are open at its side, and since when. */
  readonly open: Map<number, number>;
  /** The hub's memory that it has heard of last. */
  epoch: string | null;
  /** Which that was when it logged in on a link. */
  readonly epochs: Map<number, string | null>;
  /** Whether the hub of the accepted link has the memory that the login was made for. */
  isRemembered: boolean;
  /** The first frame it sent on a link. */
  readonly hellos: Map<number, Frame>;
  disposed: boolean;
  /** When its process was stopped last: while it is, until `Infinity`. */
  nap: { readonly from: number; readonly until: number };
}

/** All clients; to be watched before the invariants, which read it. */
export interface Clients extends Invariant {
  of(name: string): Client;
  readonly all: ReadonlyMap<string, Client>;
  /** Those to whom something happened in the present instant. */
  readonly stirred: ReadonlySet<Client>;
}

export const isYes = ({ t }: Frame): boolean => t === 'joined' || t === 'loggedIn';
/** Whether a client wants a link in this state. */
export const isDialling = (state: string): boolean => ['connecting', 'connected', 'reconnecting'].includes(state);

/** When something is done at the latest that is due at the instant `due`: what falls due in a sleep is, at its end. */
export const doneBy = ({ nap }: Client, due: number): number => (nap.from <= due && due < nap.until ? nap.until : due);
/** Whether something that is due at the instant `due` is on time at `at`. */
export const isOnTime = (client: Client, due: number, at: number): boolean => at === due || at === doneBy(client, due);

export function createClients(): Clients {
  const all = new Map<string, Client>();
  const stirred = new Set<Client>();

  const of = (name: string): Client => {
    const known = all.get(name);
    if (known) return known;
    const client: Client = {
      name,
      profile: name.startsWith('c') ? 'rtc' : 'rtm',
      user: '',
      channel: '',
      state: 'disconnected',
      reason: '',
      since: 0,
      changes: 0,
      beganAt: 0,
      link: null,
      heardAt: 0,
      heardBefore: 0,
      heard: [],
      commands: [],
      open: new Map(),
      epoch: null,
      epochs: new Map(),
      isRemembered: false,
      hellos: new Map(),
      disposed: false,
      nap: { from: -Infinity, until: -Infinity },
    };
    all.set(name, client);
    return client;
  };

  const network = (client: Client, { at, event, frame }: Extract<Entry, { kind: 'network' }>) => {
    const { link, side, kind } = event;
    if (side !== 'client') return;
    switch (kind) {
      case 'opened':
        client.open.set(link, at);
        return;
      case 'sent':
        if (!frame || client.hellos.has(link)) return;
        client.hellos.set(link, frame);
        client.epochs.set(link, client.epoch);
        return;
      case 'closed':
      case 'failed':
        client.open.delete(link);
        if (client.link === link) client.link = null;
        return;
      case 'delivered':
        if (!frame) return;
        if (isYes(frame)) client.link = link;
        if (frame.t === 'loggedIn') {
          const { epoch = null } = frame;
          Object.assign(client, { epoch, isRemembered: client.epochs.get(link) === epoch });
        }
        client.heard.push({ frame, accepted: client.link === link });
        if (client.link === link) Object.assign(client, { heardBefore: client.heardAt, heardAt: at });
    }
  };

  return {
    of,
    all,
    stirred,
    before() {
      for (const client of stirred) {
        client.changes = 0;
        client.heard = [];
        client.commands = [];
      }
      stirred.clear();
    },
    see(entry) {
      if (!('client' in entry) || entry.client === null) return;
      const client = of(entry.client);
      stirred.add(client);
      if (entry.kind === 'network') return network(client, entry);
      if (entry.kind === 'sleep') {
        if (entry.what === 'falls asleep') client.nap = { from: entry.at, until: Infinity };
        if (entry.what === 'wakes') client.nap = { ...client.nap, until: entry.at };
        return;
      }
      if (entry.kind === 'command') {
        client.commands.push(entry.word);
        const { user = client.user, channel = client.channel } = (entry.argument ?? {}) as Partial<Client>;
        if (entry.word === 'join' || entry.word === 'login') Object.assign(client, { user, channel });
        if (entry.word === 'dispose') client.disposed = true;
        return;
      }
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      const { state, reason } = entry.event.change;
      Object.assign(client, { state, reason, since: entry.at, changes: client.changes + 1 });
      if (state === 'connecting')
        Object.assign(client, { beganAt: entry.at, heardAt: entry.at, heardBefore: entry.at });
      if (!isDialling(state)) Object.assign(client, { link: null, epoch: null });
    },
  };
}
