import type { Who } from '../../lib/hub/index.js';
import type { Entry, Frame } from './entry.js';
import type { Invariant } from './trace.js';

/** A session, as the network and the hub's events show it. */
export interface HubSession {
  readonly key: string;
  readonly who: Who;
  /** The client that has it, and its link there. */
  client: string;
  link: number;
  /** When the hub last heard it. */
  heardAt: number;
  /** The thresholds that its silence has crossed. */
  crossed: string[];
}

/** A link as the hub has it. */
export interface HubLink {
  readonly client: string;
  readonly link: number;
  hello: Frame | null;
  /** The session it was accepted for. */
  key: string | null;
}

/** Somebody was there, or is not any more. */
export interface Whereabouts {
  present: boolean;
  /** Whether it may come back and ask for what it missed. */
  known: boolean;
  /** How often it came and went. */
  comings: number;
  goings: number;
  /** Why and when it last went. */
  why: string;
  wentAt: number;
}

/** What is true in the hub. To be watched before the invariants, which read it. */
export interface HubTruth extends Invariant {
  readonly sessions: ReadonlyMap<string, HubSession>;
  /** Links that are open at the hub's side, by the network's number. */
  readonly open: ReadonlyMap<number, HubLink>;
  /** Broadcasters of a channel by user, or members of a messaging channel. */
  whereabouts(profile: 'rtc' | 'rtm', channel: string, user: string): Whereabouts;
  presentIn(profile: 'rtc' | 'rtm', channel: string): string[];
  /** Whether the hub need not remember a messaging channel: nobody is in it, nor may come back. */
  isDeserted(channel: string): boolean;
}

export const keyOf = (who: Who): string =>
  who.profile === 'rtc' ? `rtc ${who.channel} ${who.user}` : `rtm ${who.user}`;

export function createHubTruth(): HubTruth {
  const sessions = new Map<string, HubSession>();
  const open = new Map<number, HubLink>();
  const numbers = new Map<number, HubLink>();
  const places = new Map<string, Map<string, Whereabouts>>();
  /** What is under way on a link until the hub answers: by link and id. */
  const asked = new Map<string, Frame>();
  let opening: HubLink | null = null;
  let instant = 0;

  const placeOf = (profile: 'rtc' | 'rtm', channel: string) => {
    const key = `${profile} ${channel}`;
    const place = places.get(key) ?? new Map<string, Whereabouts>();
    places.set(key, place);
    return place;
  };
  const whereabouts = (profile: 'rtc' | 'rtm', channel: string, user: string): Whereabouts => {
    const place = placeOf(profile, channel);
    const known = place.get(user) ?? { present: false, known: false, comings: 0, goings: 0, why: '', wentAt: 0 };
    place.set(user, known);
    return known;
  };
  const comes = (where: Whereabouts) => {
    where.known = true;
    if (where.present) return;
    where.present = true;
    where.comings++;
  };
  const goes = (where: Whereabouts, why: string) => {
    where.known &&= why === 'dropped' || why === 'removed';
    if (!where.present) return;
    where.present = false;
    where.goings++;
    where.why = why;
    where.wentAt = instant;
  };

  const network = ({ at, client, event, frame }: Extract<Entry, { kind: 'network' }>) => {
    const { link, side, kind } = event;
    if (side !== 'hub') return;
    if (kind === 'opened') {
      opening = { client, link, hello: null, key: null };
      open.set(link, opening);
      return;
    }
    const known = open.get(link);
    if (!known) return;
    if (kind === 'closed' || kind === 'failed') return void open.delete(link);
    if (!frame) return;
    const session = known.key === null ? undefined : sessions.get(known.key);
    if (kind === 'delivered') {
      known.hello ??= frame;
      if (session?.link === link) {
        session.heardAt = at;
        session.crossed = [];
      }
      if (frame.id !== undefined) asked.set(`${link} ${frame.id}`, frame);
    } else if (kind === 'sent' && frame.t === 'done' && session) {
      const request = asked.get(`${link} ${frame.id}`);
      asked.delete(`${link} ${frame.id}`);
      const { who } = session;
      if (request?.t === 'role' && who.profile === 'rtc') {
        const where = whereabouts('rtc', who.channel, who.user);
        if (request.role === 'broadcaster') comes(where);
        else goes(where, 'became-audience');
      }
      if (request?.t === 'enter') comes(whereabouts('rtm', request.channel!, who.user));
      if (request?.t === 'exit') goes(whereabouts('rtm', request.channel!, who.user), 'exit');
    }
  };

  const hub = (at: number, event: Extract<Entry, { kind: 'hub' }>['event']) => {
    if (event.type === 'opened' && opening) numbers.set(event.link, opening);
    if (event.type === 'accepted') {
      const known = numbers.get(event.link);
      const { who } = event;
      const key = keyOf(who);
      if (!known) return;
      known.key = key;
      sessions.set(key, { key, who, client: known.client, link: known.link, heardAt: at, crossed: [] });
      if (who.profile === 'rtc') {
        const where = whereabouts('rtc', who.channel, who.user);
        if (known.hello?.role === 'broadcaster') comes(where);
        else goes(where, 'became-audience');
        return;
      }
      const wanted = new Map(known.hello?.channels);
      for (const channel of wanted.keys()) {
        const where = whereabouts('rtm', channel, who.user);
        if (wanted.get(channel) !== null) comes(where);
      }
      for (const [place, users] of places) {
        const where = users.get(who.user);
        if (place.startsWith('rtm ') && where && !wanted.has(place.slice(4))) goes(where, 'login without it');
      }
    }
    if (event.type === 'departed') {
      const { who, reason } = event;
      sessions.delete(keyOf(who));
      if (who.profile === 'rtc') return goes(whereabouts('rtc', who.channel, who.user), reason);
      for (const [place, users] of places) {
        const where = users.get(who.user);
        if (place.startsWith('rtm ') && where) goes(where, reason);
      }
    }
  };

  return {
    sessions,
    open,
    whereabouts,
    presentIn: (profile, channel) =>
      [...placeOf(profile, channel)].filter(([, { present }]) => present).map(([user]) => user),
    isDeserted: (channel) => [...placeOf('rtm', channel).values()].every(({ known }) => !known),
    see(entry) {
      instant = entry.at;
      if (entry.kind === 'network') return network(entry);
      if (entry.kind === 'hub') return hub(entry.at, entry.event);
      if (entry.kind !== 'newHub') return;
      sessions.clear();
      numbers.clear();
      for (const users of places.values()) for (const where of users.values()) goes(where, 'restart');
    },
  };
}
