import type { Entry, Frame } from '../entry.js';
import type { Watch } from '../invariants.js';
import { isDialling } from '../clients.js';
import type { Invariant } from '../trace.js';

/** A departure of which a hub no longer knows the reason is `dropped` (RTC-6). */
const forgotten = 'dropped';
/** So long after its beginning a hub takes nobody for gone, in ms (RTC-6, RTM-7). */
const settling = { rtc: 20_000, rtm: 30_000 } as const;
/** The frames that say who is there. */
const carriers = ['joined', 'peerJoined', 'memberJoined', 'done'];

/**
 * Who came, went, and came again is told in turns, while connected only; and who is told to have gone had gone, for the
 * reason told (RTC-3, RTC-6, RTM-6, RTM-7, RTM-8). A hub that has just started takes nobody for gone or offline that it has
 * not met (RTM-7, RTM-13).
 */
export function presence({ clients, hub, now, fault }: Watch): Invariant {
  /** How often somebody had gone when the hub said that he is there: frames on their way, by link. */
  const onTheirWay = new Map<number, Map<string, number>[]>();
  /** The same, as it has arrived at a client. */
  const arrived = new Map<string, number>();
  const namesIn = ({ t, peers, uid, user, result }: Frame): readonly string[] => {
    if (t === 'joined') return peers ?? [];
    if (t === 'peerJoined') return [uid!];
    if (t === 'memberJoined') return [user!];
    return result?.users ?? [];
  };
  const travel = ({ client, event, frame }: Extract<Entry, { kind: 'network' }>) => {
    if (!frame || !carriers.includes(frame.t)) return;
    const { link, side, kind } = event;
    const queue = onTheirWay.get(link) ?? [];
    onTheirWay.set(link, queue);
    if (side === 'hub' && kind === 'sent') {
      const { profile, channel } = clients.of(client);
      const place = profile === 'rtc' ? channel : (frame.channel ?? asked.get(`${link} ${frame.id}`) ?? '');
      queue.push(
        new Map(
          namesIn(frame).map((user) => [`${client} ${place} ${user}`, hub.whereabouts(profile, place, user).goings]),
        ),
      );
    } else if (side === 'client' && kind === 'delivered') {
      for (const [key, goings] of queue.shift() ?? []) arrived.set(key, goings);
    }
  };
  const asked = new Map<string, string>();
  /** Who is told to be there, and how often he had gone from there when it was told: by client and channel. */
  const told = new Map<string, Map<string, number>>();
  const at = (place: string) => {
    const known = told.get(place) ?? new Map<string, number>();
    told.set(place, known);
    return known;
  };
  const comes = (profile: 'rtc' | 'rtm', client: string, channel: string, user: string) => {
    const there = at(`${client} ${channel}`);
    const where = hub.whereabouts(profile, channel, user);
    if (there.has(user)) fault(`${client}: ${user} came to ${channel}, and was there`);
    if (where.comings === 0) fault(`${client}: ${user} came to ${channel}, and never was there`);
    there.set(user, arrived.get(`${client} ${channel} ${user}`) ?? where.goings);
  };
  /** Those of the present hub: what the one before has said may be heard late, and was so. */
  const links = new Set<number>();
  const hearsPresentHub = (client: string) => links.has(clients.of(client).link ?? 0);
  const goes = (profile: 'rtc' | 'rtm', client: string, channel: string, user: string, reason?: string) => {
    const there = at(`${client} ${channel}`);
    const before = there.get(user);
    const { goings, why, wentAt } = hub.whereabouts(profile, channel, user);
    if (before === undefined) return fault(`${client}: ${user} left ${channel}, and was not there`);
    there.delete(user);
    if (goings === before) return fault(`${client}: ${user} left ${channel}, and was there all the time`);
    if (why === 'restart' && now() < wentAt + settling[profile] && hearsPresentHub(client)) {
      fault(`${client}: ${user} left ${channel}, and may still come back`);
    }
    if (reason !== undefined && reason !== why && reason !== forgotten && goings === before + 1) {
      fault(`${client}: ${user} left ${channel} ${reason}, but ${why}`);
    }
  };

  /** When the present hub began, and the users that have logged in there. */
  let startedAt = -Infinity;
  const met = new Set<string>();
  /** What is told of users that are watched: by client and user. */
  const statuses = new Map<string, string>();
  const isNow = (client: string, user: string, status: string) => {
    const before = statuses.get(`${client} ${user}`);
    statuses.set(`${client} ${user}`, status);
    if (before === undefined || status !== 'offline' || met.has(user)) return;
    if (now() < startedAt + settling.rtm && hearsPresentHub(client))
      fault(`${client}: ${user} is offline, and may still come back`);
  };

  return {
    see(entry) {
      if (entry.kind === 'newHub') {
        startedAt = now();
        links.clear();
        met.clear();
      }
      if (entry.kind === 'hub' && entry.event.type === 'accepted' && entry.event.who.profile === 'rtm') {
        met.add(entry.event.who.user);
      }
      if (entry.kind === 'network') {
        const { event, frame } = entry;
        if (event.side === 'hub' && event.kind === 'opened') links.add(event.link);
        if (event.side === 'hub' && event.kind === 'delivered' && frame?.t === 'members') {
          asked.set(`${event.link} ${frame.id}`, frame.channel!);
        }
        return travel(entry);
      }
      if (entry.kind === 'rtc') {
        const { client, event } = entry;
        const { channel, state } = clients.of(client);
        const isNews = event.type === 'peerJoined' || event.type === 'peerOffline';
        if (isNews && state !== 'connected') fault(`${client}: ${event.type} ${event.uid} while ${state}`);
        if (event.type === 'peerJoined') comes('rtc', client, channel, event.uid);
        if (event.type === 'peerOffline') goes('rtc', client, channel, event.uid, event.reason);
        if (event.type !== 'peers') return;
        const there = at(`${client} ${channel}`);
        if (event.peers.length === 0) there.clear();
        if ([...there.keys()].sort().join() !== [...event.peers].sort().join()) {
          fault(`${client}: the list is ${event.peers.join()}, but told were ${[...there.keys()].join()}`);
        }
      }
      if (entry.kind !== 'rtm') return;
      const { client, event } = entry;
      const self = clients.of(client).user;
      if (event.type === 'memberJoined') comes('rtm', client, event.channel, event.userId);
      if (event.type === 'memberLeft') goes('rtm', client, event.channel, event.userId);
      if (event.type === 'status') isNow(client, event.userId, event.status);
      if (event.type === 'change' && !isDialling(event.change.state)) {
        for (const key of statuses.keys()) if (key.startsWith(`${client} `)) statuses.delete(key);
      }
      if (event.type === 'members') {
        const before = at(`${client} ${event.channel}`);
        const after = event.members.filter((user) => user !== self);
        for (const user of [...before.keys()]) {
          if (event.members.length > 0 && !after.includes(user))
            fault(`${client}: ${user} vanished from ${event.channel}`);
          if (!after.includes(user)) before.delete(user);
        }
        for (const user of after) {
          if (!before.has(user)) before.set(user, arrived.get(`${client} ${event.channel} ${user}`) ?? 0);
        }
      }
    },
  };
}
