import { Subject, firstValueFrom, map } from 'rxjs';
import type { AddressInfo } from 'node:net';
import { createHub } from '../../lib/hub/createHub.js';
import type { Hub, HubOptions } from '../../lib/hub/hub.js';
import type { HubEvent } from '../../lib/hub/hubEvent.js';
import type { RtcConfig } from '../../lib/rtc/rtcConfig.js';
import type { RtmConfig } from '../../lib/rtm/rtmConfig.js';
import { webSocketLinks } from '../../lib/transport/webSocketLinks.js';
import { cast, overheard, type Player } from './cast.js';
import { eventLog, instant, type EventLog } from './eventLog.js';
import { faultyProxy, type FaultyProxy } from './faultyProxy.js';
import { rtmCast, type RtmPlayer } from './rtmCast.js';
import { tenth, type Scale } from './scale.js';

/** A hub in this process, on a port of its own. */
export interface House {
  readonly hub: Hub;
  readonly port: number;
  /** E.g. `accepted ann fresh`, `judged ann unheard`, `departed ann quit`. */
  readonly log: EventLog;
  /** When the hub last got a frame of a user's, on whichever link. */
  heardAt(user: string): number;
  close(): void;
}

/** A hub, clients of it through proxies, and what all of them were told. */
export interface Stage extends House {
  /** A member that has not joined, over a proxy of its own. */
  player(uid: string, config?: Partial<RtcConfig>): Promise<Player & { readonly proxy: FaultyProxy }>;
  /** A member that is connected. */
  joined(uid: string, config?: Partial<RtcConfig>): Promise<Player & { readonly proxy: FaultyProxy }>;
  /** A messaging user that has not logged in, over a proxy of its own. */
  guest(userId: string, config?: Partial<RtmConfig>): Promise<RtmPlayer & { readonly proxy: FaultyProxy }>;
  /** A messaging user that is connected. */
  user(userId: string, config?: Partial<RtmConfig>): Promise<RtmPlayer & { readonly proxy: FaultyProxy }>;
  /** The hub ends with all it knew, and another one takes its place, on the same port. */
  restart(): Promise<void>;
}

export async function house({ port: at = 0, ...options }: HubOptions & { port?: number } = {}): Promise<House> {
  const log = eventLog('the hub');
  const heard = new Map<string, number>();
  const hub = createHub(options.authenticate ? options : { allowAnonymous: true, ...options });
  hub.events$.subscribe((event) => log.add(inWords(event), event));
  const listening = new Subject<AddressInfo>();
  const address = firstValueFrom(listening);
  const links$ = webSocketLinks({ port: at, host: '127.0.0.1', listening }).pipe(
    map((link) => {
      let user: string | undefined;
      return overheard(link, (frame) => {
        user ??= /"(?:uid|user)":"([^"]*)"/.exec(frame)?.[1];
        if (user !== undefined) heard.set(user, instant());
      });
    }),
  );
  const taking = hub.accept(links$);
  const { port } = await address;
  return {
    hub,
    port,
    log,
    heardAt: (user) => heard.get(user) ?? NaN,
    close() {
      hub.close();
      taking.unsubscribe();
    },
  };
}

export async function stage({ scale = tenth, ...options }: HubOptions & { scale?: Scale } = {}): Promise<Stage> {
  const hubOptions = { thresholds: scale.hub, ...options };
  let present = await house(hubOptions);
  const { port } = present;
  const proxies: FaultyProxy[] = [];
  const players: Player[] = [];
  const users: RtmPlayer[] = [];

  const ownProxy = async () => {
    const proxy = await faultyProxy({ target: { port } });
    proxies.push(proxy);
    return proxy;
  };
  const player: Stage['player'] = async (uid, config = {}) => {
    const proxy = await ownProxy();
    const member = cast(proxy.port, { ...scale.client, ...config, uid });
    players.push(member);
    return Object.assign(member, { proxy });
  };
  const guest: Stage['guest'] = async (userId, config = {}) => {
    const proxy = await ownProxy();
    const member = rtmCast(proxy.port, { ...config, userId });
    users.push(member);
    return Object.assign(member, { proxy });
  };
  return {
    get hub() {
      return present.hub;
    },
    port,
    get log() {
      return present.log;
    },
    heardAt: (user) => present.heardAt(user),
    player,
    guest,
    async user(userId, config) {
      const member = await guest(userId, config);
      await firstValueFrom(member.client.login());
      return member;
    },
    async restart() {
      present.close();
      present = await house({ ...hubOptions, port });
    },
    async joined(uid, config) {
      const member = await player(uid, config);
      member.channel.join();
      await member.log.until('joined');
      return member;
    },
    close() {
      for (const { channel } of players) channel.dispose();
      for (const { client } of users) client.dispose();
      for (const proxy of proxies) void proxy.close();
      present.close();
    },
  };
}

function inWords(event: HubEvent): string {
  switch (event.type) {
    case 'accepted':
      return `accepted ${event.who.user} ${event.how}`;
    case 'refused':
    case 'denied':
      return `${event.type} ${event.who.user} ${event.reason}`;
    case 'judged':
      return `judged ${event.who.user} ${event.status}`;
    case 'departed':
      return `departed ${event.who.user} ${event.reason}`;
    case 'renewed':
      return `renewed ${event.who.user}`;
    case 'closed':
      return `closed ${event.name ?? event.code}`;
    default:
      return event.type;
  }
}
