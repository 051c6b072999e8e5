import { BehaviorSubject, EMPTY, Subject, filter, map, type Observable } from 'rxjs';
import type { AttemptEvent } from '../connection/attemptEvent.js';
import { ConnectError } from '../connection/connectError.js';
import { follow } from '../connection/follow.js';
import type { Command } from '../connection/machine.js';
import { outcome, since, type Outcome } from '../connection/outcome.js';
import { sendOn, type Sent } from '../connection/sendOn.js';
import { StateError } from '../connection/stateError.js';
import type { Role } from '../protocol/channelFrames.js';
import { checkedToken } from '../session/tokenSource.js';
import { isTokenEvent, type TokenEvent } from '../session/tokenEvent.js';
import type { ChannelFrame } from './channelFrame.js';
import { checkedRole } from './checkedConfig.js';
import { preparedSend } from './preparedSend.js';
import { reconnectReason } from './reconnectReason.js';
import type { RtcConfig } from './rtcConfig.js';
import type {
  ChannelMessage,
  Joined,
  PeerJoined,
  PeerOffline,
  RtcChange,
  RtcCommand,
  RtcEvent,
  RtcRequest,
} from './rtcEvent.js';
import { rtcEvents } from './rtcEvents.js';
import type { ReconnectReason, RtcState, RtcWord } from './rtcTable.js';

/** A channel of a hub; see {@link createRtcChannel}. */
export interface RtcChannel {
  /** Where the channel is, now. */
  readonly state: RtcState;
  /** Replays the present state, is distinct, never errors, completes on `dispose()`. */
  readonly state$: Observable<RtcState>;
  /** Each change of state, with its reason. */
  readonly changes$: Observable<RtcChange>;
  /** Everything below in one stream, in the order in which it happens. */
  readonly events$: Observable<RtcEvent>;
  /** Once per outage: nothing was heard for `thresholds.lost`. The state does not change (SPEC RTC-5). */
  readonly lost$: Observable<{ readonly silentFor: number; readonly at: number }>;
  /** The first connection after a `join()`; `elapsed` ms since that call (SPEC RTC-2). */
  readonly joined$: Observable<Joined>;
  /** Connected again; `elapsed` ms since the last data (SPEC RTC-8). */
  readonly rejoined$: Observable<Joined>;
  /** The broadcasters of the channel but oneself; replays the present list. */
  readonly peers$: Observable<readonly string[]>;
  /** A broadcaster has come, or was there already. */
  readonly peerJoined$: Observable<PeerJoined>;
  /** A broadcaster is no longer there, and why (SPEC RTC-6). */
  readonly peerOffline$: Observable<PeerOffline>;
  /** What the others send. Hot. */
  readonly messages$: Observable<ChannelMessage>;
  /** The life of the token (SPEC RTC-9). */
  readonly token$: Observable<TokenEvent>;
  /** What becomes of every attempt to have a link. */
  readonly attempts$: Observable<AttemptEvent>;
  /**
   * Joins the channel, and takes it over from any other instance with this user id. Acts when called; the result is
   * the joining, a `ConnectError` when it came to nothing, or a `StateError` when not disconnected.
   */
  join(): Observable<Joined>;
  /** Leaves and stops dialling; the others see it at once. When disconnected, nothing. Acts when called. */
  leave(): Observable<never>;
  /**
   * Broadcasts to the channel, at most once, never queued (SPEC RTC-11).
   *
   * @throws TypeError when `data` is no JSON; RangeError when the frame is over 65 536 bytes.
   */
  send(data: unknown): Sent;
  /**
   * Becomes a broadcaster, who is announced, or audience, who is not. Acts when called; completes when the hub has
   * taken it, at once when not joined; a `ConnectError` when the channel ends before.
   */
  setRole(role: Role): Observable<void>;
  /**
   * Gives the hub a new token, without a drop. While reconnecting it is used by an attempt made at once. Acts when
   * called; a refusal is a `RefusedError` and changes nothing.
   */
  renewToken(token: string): Observable<void>;
  /**
   * Dials now, beside the present link; with a `reason` that is a change of state (SPEC RTC-1).
   *
   * @throws TypeError when `reason` is another word.
   */
  reconnect(config?: { readonly reason?: ReconnectReason }): void;
  /** `leave()`, then every stream completes. The channel can't be joined again. */
  dispose(): void;
}

/**
 * A member of a channel of a hub, which always knows whether it is connected, why not, and who else is there
 * (SPEC RTC).
 *
 * 4 s without any data from the hub: (reconnecting, INTERRUPTED). 10 s: `lost$`. 20 min without rejoining: (failed,
 * JOIN_FAILED). A peer whom the hub has not heard for 20 s: `peerOffline$`. Nothing is dialled before `join()`.
 *
 * ```ts
 * import { createRtcChannel } from 'rx-lifeline/rtc';
 * import { webSocketTransport } from 'rx-lifeline/websocket';
 * import { WebSocket } from 'ws';
 *
 * const channel = createRtcChannel({
 *   transport: webSocketTransport({ url: 'ws://127.0.0.1:8080', WebSocket }),
 *   channel: 'lobby',
 *   uid: 'ada',
 * });
 * channel.changes$.subscribe(({ state, reason }) => console.log(state, reason));
 * channel.peerJoined$.subscribe(({ uid }) => channel.send(`hello ${uid}`));
 * channel.join();
 * setTimeout(() => channel.dispose(), 200); // leaves; nothing keeps the process any more
 * ```
 *
 * @throws TypeError, RangeError that names the option and the value.
 */
export function createRtcChannel(config: RtcConfig): RtcChannel {
  const commands = new Subject<RtcCommand>();
  const { events$, state$, state, link } = follow<RtcEvent, ChannelFrame, RtcState>(
    rtcEvents(config)(commands),
    'disconnected',
  );
  const only = <T extends RtcEvent['type']>(type: T) =>
    events$.pipe(filter((event): event is Extract<RtcEvent, { type: T }> => event.type === type));
  const peers$ = new BehaviorSubject<readonly string[]>([]);
  only('peers')
    .pipe(map(({ peers }) => peers))
    .subscribe(peers$);

  const ask = (command: RtcRequest, name: string): Observable<void> =>
    outcome(
      since(events$, command),
      answerIn,
      () => new StateError(name, 'disposed'),
      () => commands.next(command),
    );
  const leave = () => {
    commands.next({ word: 'leave' });
    return EMPTY;
  };

  return {
    get state() {
      return state();
    },
    state$,
    changes$: only('change').pipe(map(({ change }) => change)),
    events$: events$.pipe(filter(({ type }) => type !== 'link' && type !== 'command' && type !== 'reply')),
    lost$: only('lost').pipe(map(({ silentFor, at }) => ({ silentFor, at }))),
    joined$: only('joined').pipe(map(({ elapsed, at }) => ({ elapsed, at }))),
    rejoined$: only('rejoined').pipe(map(({ elapsed, at }) => ({ elapsed, at }))),
    peers$: peers$.asObservable(),
    peerJoined$: only('peerJoined').pipe(map(({ uid, at }) => ({ uid, at }))),
    peerOffline$: only('peerOffline').pipe(map(({ uid, reason, at }) => ({ uid, reason, at }))),
    messages$: only('message').pipe(map(({ from, data, at }) => ({ from, data, at }))),
    token$: events$.pipe(filter(isTokenEvent)),
    attempts$: only('attempt').pipe(map(({ attempt }) => attempt)),
    join() {
      const command: Command<RtcWord> = { word: 'join' };
      return outcome(
        since(events$, command),
        joinedIn,
        () => new StateError('join', 'disposed'),
        () => commands.next(command),
      );
    },
    leave,
    send: (data) => sendOn(link(), preparedSend(data)),
    setRole: (role) => ask({ request: 'role', role: checkedRole(role, 'setRole') }, 'setRole'),
    renewToken: (token) => ask({ request: 'renew', token: checkedToken(token) }, 'renewToken'),
    reconnect: (config = {}) => commands.next({ word: reconnectReason(config) ?? 'dial' }),
    dispose() {
      commands.next({ word: 'leave' });
      commands.complete();
    },
  };
}

function joinedIn(event: RtcEvent): Outcome<Joined> | undefined {
  if (event.type === 'command' && !event.taken) return { error: new StateError('join', event.state) };
  if (event.type === 'joined') return { value: { elapsed: event.elapsed, at: event.at } };
  if (event.type !== 'change' || !['failed', 'disconnected'].includes(event.change.state)) return undefined;
  const { state, reason, cause } = event.change;
  return { error: new ConnectError(state, reason, cause) };
}

function answerIn(event: RtcEvent): Outcome<void> | undefined {
  if (event.type !== 'reply') return undefined;
  return event.error ? { error: event.error } : { value: undefined };
}
