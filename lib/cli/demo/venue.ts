import type { AddressInfo } from 'node:net';
import {
  Subject,
  filter,
  firstValueFrom,
  map,
  merge,
  mergeMap,
  startWith,
  switchMap,
  throwError,
  type Observable,
} from 'rxjs';
import { WebSocket } from 'ws';
import { createHub } from '../../hub/createHub.js';
import type { HubEvent } from '../../hub/hubEvent.js';
import type { Transport } from '../../link/link.js';
import { webSocketLinks } from '../../transport/webSocketLinks.js';
import { webSocketTransport } from '../../transport/webSocketTransport.js';
import { faultyProxy, type FaultyProxy } from '../faultyProxy.js';
import type { Happening, Mark, Marks, User, Who } from './happening.js';
import { overheard } from './overheard.js';

/** Where both acts play: one hub on the loopback interface, and the instants from which everything is counted. */
export interface Venue {
  /** The instants known so far; changes as time goes by. */
  readonly marks: Marks;
  /** Notes an instant: now, unless told otherwise. */
  mark(name: Mark, at?: number): void;
  /** What happens to somebody now, with the instants known. */
  happening(who: Who, what: string): Happening;
  /** A network between one user and the hub. */
  proxy(): Promise<FaultyProxy>;
  /** The way of `user` to the hub: straight, or through a proxy. */
  transport(user: User, proxy?: Pick<FaultyProxy, 'port'>): Transport;
  /** Ends the hub and the proxies; the process can exit then. */
  close(): Promise<void>;
}

/** Those whose silence towards the hub is counted. */
const watched: readonly User[] = ['ada', 'eve'];

/** Starts the hub. */
export async function openVenue(): Promise<Venue> {
  const marks: Partial<Record<Mark, number>> = {};
  const mark = (name: Mark, at = performance.now()) => void (marks[name] = at);

  const hub = createHub({ allowAnonymous: true });
  const listening = new Subject<AddressInfo>();
  const heard = new Subject<number>();
  const address = firstValueFrom(merge(listening, faultsOf(hub.events$)));
  // The hub numbers its links from 1, in this order.
  const links$ = webSocketLinks({ port: 0, host: '127.0.0.1', listening });
  hub.accept(links$.pipe(map((link, index) => overheard(link, () => heard.next(index + 1)))));
  for (const user of watched) framesOf(user, hub.events$, heard).subscribe(() => mark(`hub hears ${user}`));

  const target = await address;
  const proxies: FaultyProxy[] = [];

  return {
    marks,
    mark,
    happening: (who, what) => ({ who, what, at: performance.now(), marks: { ...marks } }),
    async proxy() {
      const proxy = await faultyProxy({ target });
      proxies.push(proxy);
      return proxy;
    },
    transport: (user, { port }: Pick<FaultyProxy, 'port'> = target) =>
      webSocketTransport({ url: `ws://127.0.0.1:${port}`, protocols: 'lifeline.1', WebSocket }).pipe(
        map((link) => overheard(link, () => mark(`${user} hears`))),
      ),
    async close() {
      hub.close();
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  };
}

/** Emits for each frame that the hub hears from `user`, the one that let the user in included. */
function framesOf(user: User, events$: Observable<HubEvent>, heard: Observable<number>): Observable<number> {
  return events$.pipe(
    filter((event) => event.type === 'accepted'),
    filter(({ who }) => who.user === user),
    switchMap(({ link }) =>
      heard.pipe(
        startWith(link),
        filter((number) => number === link),
      ),
    ),
  );
}

function faultsOf(events$: Observable<HubEvent>): Observable<never> {
  return events$.pipe(
    filter((event) => event.type === 'fault'),
    mergeMap(({ error }) => throwError(() => new Error(`the demo's hub does not start: ${error}`))),
  );
}
