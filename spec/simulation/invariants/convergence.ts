import { type Client, isDialling } from '../clients.js';
import type { Watch } from '../invariants.js';
import { calmAt, endAt, over, probeAt } from '../times.js';
import type { Invariant } from '../trace.js';

const keyOf = ({ profile, user, channel }: Client) => (profile === 'rtc' ? `rtc ${channel} ${user}` : `rtm ${user}`);
const same = (one: Iterable<string>, other: Iterable<string>) =>
  [...new Set(one)].sort().join() === [...new Set(other)].sort().join();

/**
 * When the faults are over everything comes right: who wants a connection has it, all know who is there, what is sent
 * arrives; and after the last leave no link is open (SPEC 2, RTC-6, RTM-6, RTM-13, NET-10).
 */
export function convergence({ clients, hub, fault }: Watch): Invariant {
  /** Who is told to be there: by client and channel. */
  const lists = new Map<string, readonly string[]>();
  const statuses = new Map<string, string>();
  const probes: {
    readonly from: Client;
    readonly payload: string;
    readonly to: string | null;
    readonly channel: string | null;
  }[] = [];
  const toldTo = new Map<string, Set<string>>();
  const links = new Set<string>();
  let phase: 'stormy' | 'probed' | 'left' = 'stormy';

  const connected = () => [...clients.all.values()].filter(({ state, disposed }) => state === 'connected' && !disposed);
  const isThere = (key: string) => connected().some((client) => keyOf(client) === key);

  const lookAround = () => {
    for (const { name, state, disposed } of clients.all.values()) {
      if (!disposed && isDialling(state) && state !== 'connected')
        fault(`${name}: still ${state} long after all is well`);
    }
    const online = connected();
    if (!same(hub.sessions.keys(), online.map(keyOf))) {
      fault(`the hub has ${[...hub.sessions.keys()].join()}, but connected are ${online.map(keyOf).join()}`);
    }
    for (const client of online) {
      const { name, profile, user, channel } = client;
      if (profile === 'rtc') {
        const others = hub.presentIn('rtc', channel).filter((uid) => uid !== user);
        const told = lists.get(name) ?? [];
        if (!same(others, told)) fault(`${name}: is told of ${told.join()}, but there are ${others.join()}`);
        continue;
      }
      for (const [key, told] of lists) {
        const [whose, room = ''] = key.split(' ');
        if (whose !== name) continue;
        const there = hub.presentIn('rtm', room);
        if (told.length > 0 && !same(there, told))
          fault(`${name}: ${room} has ${there.join()}, but is told ${told.join()}`);
        if (told.length === 0 && there.includes(user)) fault(`${name}: is in ${room}, and does not know it`);
      }
      for (const [key, status] of statuses) {
        const [whose, watched] = key.split(' ');
        if (whose !== name) continue;
        const now = isThere(`rtm ${watched}`) ? 'online' : 'offline';
        if (status !== now) fault(`${name}: ${watched} is told to be ${status}, but is ${now}`);
      }
    }
  };

  const lookAtProbes = () => {
    for (const { from, payload, to, channel } of probes) {
      for (const client of connected()) {
        const isMeant =
          from.profile === 'rtc'
            ? client.profile === 'rtc' && client.channel === from.channel && client.user !== from.user
            : client.profile === 'rtm' &&
              (to === null
                ? client.user !== from.user && (lists.get(`${client.name} ${channel}`) ?? []).length > 0
                : client.user === to);
        if (isMeant && !toldTo.get(client.name)?.has(payload)) fault(`${client.name}: ${payload} did not arrive`);
      }
    }
  };

  return {
    see(entry) {
      if (entry.kind === 'network') {
        const { event } = entry;
        const link = `${event.side} ${event.link}`;
        if (event.kind === 'opened') links.add(link);
        if (event.kind === 'closed' || event.kind === 'failed') links.delete(link);
      }
      if (entry.kind === 'rtc') {
        const { client, event } = entry;
        if (event.type === 'peers') lists.set(client, event.peers);
        if (event.type === 'message') toldTo.get(client)?.add(event.data as string);
      }
      if (entry.kind === 'rtm') {
        const { client, event } = entry;
        if (event.type === 'members') lists.set(`${client} ${event.channel}`, event.members);
        if (event.type === 'status') statuses.set(`${client} ${event.userId}`, event.status);
        if (event.type === 'message' || event.type === 'channelMessage') {
          toldTo.get(client)?.add(event.payload as string);
        }
        if (event.type === 'change' && !isDialling(event.change.state)) {
          for (const key of statuses.keys()) if (key.startsWith(`${client} `)) statuses.delete(key);
        }
      }
      if (entry.kind !== 'command' || entry.word !== 'send' || entry.at < calmAt) return;
      const from = clients.of(entry.client);
      if (from.state !== 'connected') return;
      const argument = entry.argument as string | { payload: string; to?: string; channel?: string };
      if (typeof argument === 'string') probes.push({ from, payload: argument, to: null, channel: null });
      else {
        const { payload, to = null, channel = null } = argument;
        const isInside = channel === null || (lists.get(`${from.name} ${channel}`) ?? []).length > 0;
        if (isInside) probes.push({ from, payload, to, channel });
      }
    },
    before(at) {
      if (phase === 'stormy' && at >= probeAt) {
        phase = 'probed';
        for (const { name } of connected()) toldTo.set(name, new Set());
        lookAround();
      }
      if (phase === 'probed' && at >= endAt) {
        phase = 'left';
        lookAtProbes();
      }
    },
    end() {
      if (links.size > 0) fault(`links are left at ${over}: ${[...links].join()}`);
    },
  };
}
