import { defer, map, merge, switchMap, tap, throwError, type Observable } from 'rxjs';
import { clientSettings } from '../connection/clientSettings.js';
import { connection } from '../connection/connection.js';
import { onceReached } from '../connection/onceReached.js';
import { idleAfter } from '../connection/idleAfter.js';
import { decode } from '../protocol/codec.js';
import { type LoginFrame } from '../protocol/messagingClientFrame.js';
import { messagingHubFrame } from '../protocol/messagingFrames.js';
import { session } from '../session/session.js';
import { longestBeat, sessionLink } from '../session/sessionLink.js';
import { tokenLife } from '../session/tokenLife.js';
import { askForToken } from '../session/tokenSource.js';
import { checkedConfig } from './checkedConfig.js';
import { LoginError } from './loginError.js';
import { isWaiting, nextDue } from './outbox.js';
import { nextRoom } from './pace.js';
import type { RtmConfig } from './rtmConfig.js';
import type { RtmCommand, RtmEvent } from './rtmEvent.js';
import type { RtmFrame } from './rtmFrame.js';
import { startRtm, type CoreEvent, type OwnSignal, type Positions, type RtmMachine } from './rtmMachine.js';
import { rtmProfile } from './rtmProfile.js';
import { rtmStep } from './rtmStep.js';
import type { RtmWord } from './rtmTable.js';

/**
 * The pure function underneath an `RtmClient`: commands in, events out (SPEC API-2).
 *
 * ```ts
 * import { rtmEvents } from 'rx-lifeline/rtm';
 * import { NEVER, of } from 'rxjs';
 *
 * of({ word: 'login' } as const, { word: 'logout' } as const)
 *   .pipe(rtmEvents({ transport: NEVER, userId: 'ada' }))
 *   .subscribe((event) => {
 *     if (event.type === 'change') console.log(event.change.state); // 'connecting', 'disconnected'
 *   });
 * ```
 */
export function rtmEvents(config: RtmConfig): (commands$: Observable<RtmCommand>) => Observable<RtmEvent> {
  const { secret, outbox, login, interrupted } = checkedConfig(config);
  const settings = clientSettings(config, 'createRtmClient');
  const { scheduler, policy } = settings;
  const { userId, token } = config;
  const beat = Math.min(interrupted / 4, longestBeat);
  const renews = typeof token === 'function';

  return session<RtmMachine, RtmEvent, RtmFrame, RtmWord, CoreEvent, OwnSignal>({
    beginning: () => startRtm(userId, typeof token === 'string' ? token : undefined, outbox),
    step: rtmStep,
    scheduler,
    connect(machine, signal, clock) {
      let offered: string | undefined;
      let positions: Positions = machine();
      const isPaused = () => machine().tokenState === 'expired';
      const profile = rtmProfile({
        frame() {
          positions = machine();
          signal({ type: 'asked', positions });
          return loginFrame(machine(), { secret, token: offered, beat });
        },
        accepted: (loggedIn) => ({ loggedIn, positions }),
        refused(reason) {
          if (reason === 'TOKEN_EXPIRED') signal({ type: 'tokenRefused', final: !renews });
        },
      });
      return connection(profile, {
        ...settings,
        policy: (outage) => (isPaused() ? null : policy(outage)),
        transport: defer(() =>
          isPaused() ? throwError(() => new LoginError('TOKEN_EXPIRED')) : askForToken(token, machine().token),
        ).pipe(
          tap((answer) => (offered = answer)),
          switchMap(() => config.transport),
          map((link) => sessionLink<RtmFrame>(link, (text) => decode(messagingHubFrame, text), beat, clock)),
        ),
        silences: { interrupted, lost: Infinity, idle: idleAfter(interrupted, Infinity) },
        patience: { connecting: login },
      });
    },
    effects: (machine$, clock) =>
      merge(
        tokenLife(token, machine$.pipe(map(({ expiresAt }) => expiresAt)), clock, scheduler),
        machine$.pipe(
          map(dueAt),
          onceReached(clock, scheduler),
          map((): OwnSignal => ({ type: 'due' })),
        ),
      ),
  });
}

/** When somebody will have waited long enough; `null`: no session is wanted, so nobody waits. */
function dueAt({ state, link, outbox, pace, requests, settledAt }: RtmMachine): number | null {
  if (state === 'disconnected' || state === 'aborted') return null;
  let first = Math.min(nextDue(outbox), settledAt ?? Infinity);
  if (pace && link && isWaiting(outbox)) first = Math.min(first, nextRoom(pace));
  for (const asking of requests.open.values()) first = Math.min(first, asking.dueAt);
  return first;
}

function loginFrame(
  { userId, generation, epoch, inbox, channels, requests }: RtmMachine,
  { secret, token, beat }: { secret: string; token: string | undefined; beat: number },
): LoginFrame {
  return {
    t: 'login',
    user: userId,
    secret,
    generation,
    ...(token !== undefined && { token }),
    beat,
    ...(epoch !== null && { epoch }),
    inbox: inbox.base,
    channels: [...channels].map(
      ([
        channel,
        {
          phase,
          inbox: { base },
        },
      ]) => [channel, phase === 'in' ? base : null],
    ),
    requests: requests.last,
  };
}
