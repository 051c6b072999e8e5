import {
  EMPTY,
  Observable,
  Subject,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  map,
  merge,
  of,
  scan,
  share,
  switchMap,
  tap,
} from 'rxjs';
import { clientSettings } from '../connection/clientSettings.js';
import { connection } from '../connection/connection.js';
import type { Command } from '../connection/machine.js';
import { reached } from '../connection/reached.js';
import { runToCompletion } from '../connection/runToCompletion.js';
import { ascending, idleAfter } from '../connection/silences.js';
import { clockOf } from '../liveness/clock.js';
import type { JoinFrame } from '../protocol/channelFrames.js';
import { channelLink } from './channelLink.js';
import { checkedConfig } from './checkedConfig.js';
import type { RtcConfig } from './rtcConfig.js';
import type { RtcCommand, RtcEvent } from './rtcEvent.js';
import { rtcProfile } from './rtcProfile.js';
import { rtcStep, startRtc, type RtcSignal } from './rtcStep.js';
import type { RtcWord } from './rtcTable.js';
import { askForToken } from './tokenSource.js';

const caller = 'createRtcChannel';
/** How long before its expiry a token is about to expire, in ms (SPEC RTC-9). */
const expiryNotice = 30_000;
/** A token function is asked that long after it gave a token, in ms, or after half the token's life if that is less. */
const renewalPause = 10_000;
/** The longest beat that a client asks for, in ms (SPEC NET-8). */
const longestBeat = 1_000;

/** The pure function underneath an `RtcChannel`: commands in, events out (SPEC API-2). */
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

  return (commands$) =>
    new Observable<RtcEvent>((subscriber) => {
      const clock = clockOf(scheduler);
      const signals = new Subject<RtcSignal>();
      const coreCommands = new Subject<Command<RtcWord>>();
      const beginning = startRtc(role, typeof token === 'string' ? token : undefined);
      let machine = beginning.machine;
      let offered = machine.token;

      const steps$ = signals.pipe(
        runToCompletion(),
        scan((step, signal) => rtcStep(step.machine, signal, { now: clock(), at: scheduler.now() }), beginning),
        share(),
      );

      const join = (): JoinFrame => ({
        t: 'join',
        channel,
        uid,
        secret,
        generation: machine.generation,
        role: machine.role,
        ...(offered !== undefined && { token: offered }),
        beat,
      });
      const transport = defer(() => askForToken(token, machine.token)).pipe(
        tap((answer) => (offered = answer)),
        switchMap(() => config.transport),
        map((link) => channelLink(link, beat, clock)),
      );
      const core$ = connection(rtcProfile(join), {
        ...settings,
        transport,
        silences: { interrupted, lost, idle: idleAfter(interrupted, lost) },
        patience: { connecting: giveUp, reconnecting: giveUp },
      })(coreCommands);

      /** A function's tokens may be short, and are not renewed without pause for that. */
      const noticeBefore = (life: number) =>
        typeof token === 'function' ? Math.min(expiryNotice, Math.max(life / 2, life - renewalPause)) : expiryNotice;
      const renewal$ = defer(() => askForToken(token, undefined)).pipe(
        map((fresh): RtcSignal => ({ request: 'renew', token: fresh ?? '' })),
        catchError((cause: unknown) => of<RtcSignal>({ type: 'tokenRenewalFailed', cause, at: scheduler.now() })),
      );
      const expiry$ = steps$.pipe(
        map((step) => step.machine.expiresAt),
        distinctUntilChanged(),
        switchMap((expiresAt) =>
          expiresAt === Infinity
            ? EMPTY
            : merge(noticeOf(expiresAt), typeof token === 'function' ? EMPTY : endOf(expiresAt)),
        ),
      );
      const noticeOf = (expiresAt: number) =>
        reached(expiresAt - noticeBefore(expiresAt - clock()), clock, scheduler).pipe(
          switchMap(() => {
            const notice = { type: 'tokenWillExpire', expiresIn: expiresAt - clock(), at: scheduler.now() } as const;
            return concat(of<RtcSignal>(notice), typeof token === 'function' ? renewal$ : EMPTY);
          }),
          tap((signal) => signals.next(signal)),
        );
      const endOf = (expiresAt: number) =>
        reached(expiresAt, clock, scheduler).pipe(tap(() => coreCommands.next({ word: 'TOKEN_EXPIRED' })));

      const error = (fault: unknown) => subscriber.error(fault);
      subscriber.add(
        steps$.subscribe({
          next(step) {
            machine = step.machine;
            for (const event of step.events) subscriber.next(event);
            for (const frame of step.frames) machine.link?.send(frame);
            for (const command of step.commands) coreCommands.next(command);
          },
          error,
        }),
      );
      subscriber.add(expiry$.subscribe({ error }));
      subscriber.add(
        core$.subscribe({
          next: (event) => signals.next(event),
          error,
          complete: () => subscriber.complete(),
        }),
      );
      subscriber.add(
        commands$.subscribe({
          next: (command) => ('request' in command ? signals.next(command) : coreCommands.next(command)),
          error,
          complete: () => coreCommands.complete(),
        }),
      );
    });
}
