import { EMPTY, defer, distinctUntilChanged, map, merge, switchMap, tap, type Observable } from 'rxjs';
import { clientSettings } from '../connection/clientSettings.js';
import { connection } from '../connection/connection.js';
import { reached } from '../connection/reached.js';
import { ascending } from '../connection/ascending.js';
import { idleAfter } from '../connection/idleAfter.js';
import { type JoinFrame } from '../protocol/channelClientFrame.js';
import { channelHubFrame } from '../protocol/channelFrames.js';
import { decode } from '../protocol/codec.js';
import { session } from '../session/session.js';
import { longestBeat, sessionLink } from '../session/sessionLink.js';
import { tokenLife } from '../session/tokenLife.js';
import { askForToken } from '../session/tokenSource.js';
import type { ChannelFrame } from './channelFrame.js';
import { checkedConfig } from './checkedConfig.js';
import type { RtcConfig } from './rtcConfig.js';
import type { RtcCommand, RtcEvent } from './rtcEvent.js';
import { rtcProfile } from './rtcProfile.js';
import { rtcStep, startRtc, type CoreEvent, type OwnSignal, type RtcMachine } from './rtcStep.js';
import type { RtcWord } from './rtcTable.js';

const caller = 'createRtcChannel';

/**
 * The pure function underneath an `RtcChannel`: commands in, events out (SPEC API-2).
 *
 * ```ts
 * import { rtcEvents } from 'rx-lifeline/rtc';
 * import { NEVER, of } from 'rxjs';
 *
 * of({ word: 'join' } as const, { word: 'leave' } as const)
 *   .pipe(rtcEvents({ transport: NEVER, channel: 'lobby', uid: 'ada' }))
 *   .subscribe((event) => {
 *     if (event.type === 'change') console.log(event.change.state); // 'connecting', 'disconnected'
 *   });
 * ```
 */
export function rtcEvents(config: RtcConfig): (commands$: Observable<RtcCommand>) => Observable<RtcEvent> {
  const { role, secret } = checkedConfig(config);
  const { interrupted, lost, giveUp } = ascending(
    config.thresholds,
    { interrupted: 4_000, lost: 10_000, giveUp: 1_200_000 },
    caller,
  );
  const settings = clientSettings(config, caller);
  const { scheduler } = settings;
  const { channel, uid, token } = config;
  const beat = Math.min(interrupted / 4, longestBeat);

  return session<RtcMachine, RtcEvent, ChannelFrame, RtcWord, CoreEvent, OwnSignal>({
    beginning: () => startRtc(role, typeof token === 'string' ? token : undefined),
    step: rtcStep,
    scheduler,
    connect(machine, _, clock) {
      let offered: string | undefined;
      const join = (): JoinFrame => ({
        t: 'join',
        channel,
        uid,
        secret,
        generation: machine().generation,
        role: machine().role,
        ...(offered !== undefined && { token: offered }),
        beat,
      });
      return connection(rtcProfile(join), {
        ...settings,
        transport: defer(() => askForToken(token, machine().token)).pipe(
          tap((answer) => (offered = answer)),
          switchMap(() => config.transport),
          map((link) => sessionLink<ChannelFrame>(link, (text) => decode(channelHubFrame, text), beat, clock)),
        ),
        silences: { interrupted, lost, idle: idleAfter(interrupted, lost) },
        patience: { connecting: giveUp, reconnecting: giveUp },
      });
    },
    effects: (machine$, clock) =>
      merge(
        tokenLife(token, machine$.pipe(map(({ expiresAt }) => expiresAt)), clock, scheduler),
        machine$.pipe(
          map(({ settledAt }) => settledAt),
          distinctUntilChanged(),
          switchMap((settledAt) => (settledAt > clock() ? reached(settledAt, clock, scheduler) : EMPTY)),
          map(() => ({ type: 'settled' }) as const),
        ),
      ),
  });
}
