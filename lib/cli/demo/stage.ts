import { Subject, merge, mergeMap, share, skipWhile, type Observable } from 'rxjs';
import type { EnvironmentSignal } from '../../link/environment.js';
import { createRtcChannel, type RtcChannel } from '../../rtc/createRtcChannel.js';
import type { FaultyProxy } from '../faultyProxy.js';
import type { ChannelUser, Happening } from './happening.js';
import { lowDraw } from './lowDraw.js';
import { told } from './told.js';
import type { Venue } from './venue.js';

/** Everybody who takes part in the first act. */
export interface Stage {
  /** What the users are told, and what becomes of the network. Hot. */
  readonly happenings$: Observable<Happening>;
  join(user: ChannelUser): void;
  /** From now on nothing reaches ada or cyd, and nothing comes from them. No connection is closed. */
  silence(): void;
  /** The network serves ada again, and her system says so (`online`). */
  heal(): void;
  /** Ends every user. */
  close(): void;
}

/** Three users of a channel who have not joined yet; ada and cyd have a proxy each between them and the hub. */
export async function openStage(venue: Venue, { giveUp }: { readonly giveUp: number }): Promise<Stage> {
  const proxies = { ada: await venue.proxy(), cyd: await venue.proxy() };
  const signals = new Subject<EnvironmentSignal>();
  const user = (uid: ChannelUser, channel: string, proxy?: FaultyProxy, thresholds = {}) =>
    createRtcChannel({
      transport: venue.transport(uid, proxy),
      channel,
      uid,
      thresholds,
      ...(uid === 'ada' && { signals$: signals }),
      random: lowDraw,
    });
  const users: Record<ChannelUser, RtcChannel> = {
    ada: user('ada', 'lobby', proxies.ada),
    ben: user('ben', 'lobby'),
    cyd: user('cyd', 'attic', proxies.cyd, { giveUp }),
  };

  const happeningsOf = (who: ChannelUser): Observable<Happening> =>
    users[who].events$.pipe(
      mergeMap((event) => {
        const what = told(event);
        if (what === undefined) return [];
        if (what === 'reconnecting INTERRUPTED') venue.mark(`T4 of ${who}`);
        return [{ ...venue.happening(who, what), ...('elapsed' in event && { elapsed: event.elapsed }) }];
      }),
    );
  const network = new Subject<Happening>();
  // How cyd came in is no part of the story.
  const cyd$ = happeningsOf('cyd').pipe(skipWhile(({ what }) => what !== 'reconnecting INTERRUPTED'));

  return {
    happenings$: merge(happeningsOf('ada'), happeningsOf('ben'), cyd$, network).pipe(share()),
    join(who) {
      venue.mark(`${who} joins`);
      users[who].join();
    },
    silence() {
      for (const proxy of Object.values(proxies)) proxy.hole();
      network.next(venue.happening('net', 'silent for ada and cyd'));
    },
    heal() {
      venue.mark('ada heard', venue.marks['ada hears'] ?? NaN);
      venue.mark('heal');
      proxies.ada.heal();
      network.next(venue.happening('net', 'back for ada'));
      signals.next('online');
    },
    close() {
      for (const channel of Object.values(users)) channel.dispose();
    },
  };
}
