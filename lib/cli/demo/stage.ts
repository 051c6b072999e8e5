import type { AddressInfo } from 'node:net';
import {
  Subject,
  filter,
  firstValueFrom,
  map,
  merge,
  mergeMap,
  share,
  skipWhile,
  startWith,
  switchMap,
  throwError,
  type Observable,
} from 'rxjs';
import { WebSocket } from 'ws';
import { createHub } from '../../hub/createHub.js';
import type { HubEvent } from '../../hub/hubEvent.js';
import type { EnvironmentSignal } from '../../link/environment.js';
import { createRtcChannel, type RtcChannel } from '../../rtc/createRtcChannel.js';
import { webSocketLinks } from '../../transport/webSocketLinks.js';
import { webSocketTransport } from '../../transport/webSocketTransport.js';
import { faultyProxy } from '../faultyProxy.js';
import type { Happening, Mark, Marks, User } from './happening.js';
import { overheard } from './overheard.js';
import { told } from './told.js';

/** Everything that takes part in the demo, on real sockets of the loopback interface. */
export interface Stage {
  /** What the users are told, and what becomes of the network. Hot. */
  readonly happenings$: Observable<Happening>;
  /** The instants known so far; changes as time goes by. */
  readonly marks: Marks;
  join(user: User): void;
  /** From now on nothing reaches ada or cyd, and nothing comes from them. No connection is closed. */
  silence(): void;
  /** The network serves ada again, and her system says so (`online`). */
  heal(): void;
  /** Ends every user, the hub and the proxies; the process can exit then. */
  close(): Promise<void>;
}

/** Keeps every delay of the back-off at 200 ms at most: an attempt that ends as the network heals is repeated in time. */
const lowDraw = () => 0.1;

/** Starts a hub, a proxy each for ada and for cyd, and three users who have not joined yet. */
export async function openStage({ giveUp }: { readonly giveUp: number }): Promise<Stage> {
  const marks: Partial<Record<Mark, number>> = {};
  const mark = (name: Mark) => (marks[name] = performance.now());

  const hub = createHub({ allowAnonymous: true });
  const listening = new Subject<AddressInfo>();
  const heard = new Subject<number>();
  const address = firstValueFrom(merge(listening, faultsOf(hub.events$)));
  // The hub numbers its links from 1, in this order.
  const links$ = webSocketLinks({ port: 0, host: '127.0.0.1', listening });
  hub.accept(links$.pipe(map((link, index) => overheard(link, () => heard.next(index + 1)))));
  framesOf('ada', hub.events$, heard).subscribe(() => mark('hub hears ada'));

  const target = await address;
  const proxies = { ada: await faultyProxy({ target }), cyd: await faultyProxy({ target }) };
  const signals = new Subject<EnvironmentSignal>();
  const user = (uid: User, channel: string, { port }: { readonly port: number }, thresholds = {}) =>
    createRtcChannel({
      transport: webSocketTransport({ url: `ws://127.0.0.1:${port}`, protocols: 'lifeline.1', WebSocket }).pipe(
        map((link) => overheard(link, () => mark(`${uid} hears`))),
      ),
      channel,
      uid,
      thresholds,
      ...(uid === 'ada' && { signals$: signals }),
      random: lowDraw,
    });
  const users: Record<User, RtcChannel> = {
    ada: user('ada', 'lobby', proxies.ada),
    ben: user('ben', 'lobby', target),
    cyd: user('cyd', 'attic', proxies.cyd, { giveUp }),
  };

  const happeningsOf = (who: User): Observable<Happening> =>
    users[who].events$.pipe(
      mergeMap((event) => {
        const what = told(event);
        if (what === undefined) return [];
        if (what === 'reconnecting INTERRUPTED') mark(`T4 of ${who}`);
        const elapsed = 'elapsed' in event ? { elapsed: event.elapsed } : {};
        return [{ who, what, at: performance.now(), marks: { ...marks }, ...elapsed }];
      }),
    );
  const network = new Subject<string>();
  const network$ = network.pipe(
    map((what): Happening => ({ who: 'net', what, at: performance.now(), marks: { ...marks } })),
  );
  // How cyd came in is no part of the story.
  const cyd$ = happeningsOf('cyd').pipe(skipWhile(({ what }) => what !== 'reconnecting INTERRUPTED'));

  return {
    happenings$: merge(happeningsOf('ada'), happeningsOf('ben'), cyd$, network$).pipe(share()),
    marks,
    join(who) {
      mark(`${who} joins`);
      users[who].join();
    },
    silence() {
      for (const proxy of Object.values(proxies)) proxy.hole();
      network.next('silent for ada and cyd');
    },
    heal() {
      marks['ada heard'] = marks['ada hears'] ?? NaN;
      mark('heal');
      proxies.ada.heal();
      network.next('back for ada');
      signals.next('online');
    },
    async close() {
      for (const channel of Object.values(users)) channel.dispose();
      hub.close();
      await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
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
