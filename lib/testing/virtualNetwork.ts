import { asyncScheduler, Observable, type SchedulerLike, Subject, type Subscription, tap } from 'rxjs';
import { checkedNames } from '../liveness/checkedNames.js';
import { clockOf } from '../liveness/clock.js';
import { checkedScheduler } from '../link/checkedScheduler.js';
import type { Link, Transport } from '../link/link.js';
import type { LinkError } from '../link/linkError.js';
import { optionalFunction } from '../link/optionalFunction.js';
import { random as draw } from '../link/random.js';
import { type ConnectionConfig, dialling, established, type NetworkEventKind } from './connection.js';
import type { Fault, Faults, Side } from './fault.js';
import { checkTime, faultsOn } from './faultsOn.js';
import { type Connection, type Delay, type Latency, type Site, siteLike } from './site.js';
import { readWeather, type WeatherConfig } from './weather.js';

/** What a {@link virtualNetwork} is like until something happens to it. */
export interface VirtualNetworkConfig {
  /** Default `asyncScheduler`: inside `run` that is virtual time. */
  readonly scheduler?: SchedulerLike;
  /** One-way delay in ms, or a function that draws one for each frame; default 0. Order is kept either way. */
  readonly latency?: Latency;
  /** What `latency` draws from; default chance. */
  readonly random?: () => number;
  /**
   * How long after `heal` an old connection delivers what was withheld, in ms, given how long that was; default 0.
   * TCP backs off: after 9, 20 and 30 s it took 4, 7 and 23 to 26 s. New links are not slowed.
   */
  readonly retransmission?: Delay;
}

/** One thing that happened on the network, for traces. */
export interface NetworkEvent {
  /** When, in ms of the scheduler's clock. */
  readonly at: number;
  /** The client's site. */
  readonly site: string;
  /** The number of the dial, from 1. */
  readonly link: number;
  /** The side at which it happened; `ignored` is what came after the link had ended there. */
  readonly side: Side;
  /** What happened. */
  readonly kind: NetworkEventKind;
  /** The frame that it happened to. */
  readonly frame?: string;
  /** How the link ended. */
  readonly end?: LinkError;
}

/** A hub, and sites with clients, in memory; faults are for all sites, or `site(name)` for one. */
export interface VirtualNetwork extends Faults {
  /** How a client at `site` (default `'client'`) gets a link. A dial takes one latency, and is refused when nobody listens. */
  transport(site?: string): Transport;
  /** What is dialled, at the hub's side. Hot: to subscribe is to listen. */
  readonly links$: Observable<Link>;
  /** The faults of one site. */
  site(name: string): Faults;
  /** Lets faults happen by a lane of a score or by a stream, from now on; unsubscribing stops the rest. */
  weather(source: string | Observable<Fault>, config?: WeatherConfig): Subscription;
  /** All that happens, for traces. Hot. */
  readonly events$: Observable<NetworkEvent>;
}

/**
 * A network in virtual time that can fail in every way a real one does (SPEC API-5).
 *
 * Links keep the contract of {@link Link}: a prefix of what was sent, in order; then mute or ended. `buffered` counts
 * what is withheld.
 *
 * ```ts
 * import { run, virtualNetwork } from 'rx-lifeline/testing';
 *
 * run(({ advance, now }) => {
 *   const network = virtualNetwork({ latency: 20 });
 *   network.links$.subscribe((link) => link.frames$.subscribe((frame) => console.log(frame, 'at', now())));
 *   network.transport().subscribe((link) => link.send('hello')); // dials at 0, is open at 20
 *   network.weather('--s--h', { where: { s: 'stall up', h: 'heal' }, tempo: 10 }); // from 20 ms to 50 ms
 *   advance(100); // 'hello at 50'
 * });
 * ```
 */
export function virtualNetwork(config: VirtualNetworkConfig = {}): VirtualNetwork {
  checkedNames(config, ['scheduler', 'latency', 'random', 'retransmission'], 'virtualNetwork: config');
  const { scheduler = asyncScheduler, latency = 0, random = draw, retransmission = () => 0 } = config;
  if (typeof latency !== 'function') checkTime('virtualNetwork: latency', latency);
  for (const [name, value] of Object.entries({ random, retransmission })) {
    optionalFunction(value, `virtualNetwork: ${name}`);
  }
  checkedScheduler(scheduler, 'virtualNetwork: scheduler');
  const links = new Subject<Link>();
  const events = new Subject<NetworkEvent>();
  const now = () => clockOf(scheduler)();
  /** How a site that is not yet known will be. */
  const unknown = siteLike({ stalled: new Set(), frozen: new Set(), dials: 'answered', downUntil: 0, latency }, '');
  const sites = new Map<string, Site>();
  const siteOf = (name: string): Site => {
    const site = sites.get(name) ?? siteLike(unknown, name);
    sites.set(name, site);
    return site;
  };
  const everywhere = faultsOn({ sites: () => [unknown, ...sites.values()], now, retransmission });
  const only = (name: string) => faultsOn({ sites: () => [siteOf(name)], now, retransmission });
  let dials = 0;

  const transport = (name = 'client'): Transport =>
    new Observable((client) => {
      const site = siteOf(name);
      const link = ++dials;
      const config: ConnectionConfig = {
        site,
        scheduler,
        latency: () => (typeof site.latency === 'number' ? site.latency : checkTime('latency', site.latency(random))),
        note: (side, kind, about) => events.next({ at: now(), site: name, link, side, kind, ...about }),
      };
      const answer = () => {
        const mute = site.dials === 'mute';
        const down = site.dials === 'refused' || now() < site.downUntil;
        if (down || (!mute && !links.observed)) return connection.fail('client', 'refused');
        site.connections.delete(connection);
        const note: typeof config.note = (side, ...rest) => (mute && side === 'hub') || config.note(side, ...rest);
        const open = established({ ...config, note }, (side, error) => {
          if (!open.live()) site.connections.delete(open);
          if (side === 'hub') return;
          if (error) client.error(error);
          else client.complete();
        });
        connection = open;
        site.connections.add(open);
        note('hub', 'opened');
        if (!mute) links.next(open.hub);
        note('client', 'opened');
        client.next(open.client);
      };
      let connection: Connection = dialling(config, { answer, fail: (error) => client.error(error) });
      site.connections.add(connection);
      return () => {
        connection.hangUp();
        if (!connection.live()) site.connections.delete(connection);
      };
    });

  return {
    ...everywhere,
    transport,
    links$: links.asObservable(),
    events$: events.asObservable(),
    site: only,
    weather: (source, config = {}) => {
      const faults = config.site === undefined ? everywhere : only(config.site);
      return readWeather(source, config, scheduler)
        .pipe(tap((happen) => happen(faults)))
        .subscribe();
    },
  };
}
