import type { Observable } from 'rxjs';
import type { AttemptEvent } from '../connection/attemptEvent.js';
import type { TokenEvent } from '../session/tokenEvent.js';
import type { OwnAttributes } from './ownAttributes.js';
import type { RtmChannel } from './rtmChannel.js';
import type { ContinuityReport, LoggedIn, Receipt, RtmChange, RtmEvent, RtmMessage, UserStatus } from './rtmEvent.js';
import type { RtmState } from './rtmTable.js';

/** A user of a hub; see `createRtmClient`. Commands act when called; their results are replayed. */
export interface RtmClient {
  /** Where the client is, now. */
  readonly state: RtmState;
  /** Replays the present state, is distinct, never errors, completes on `dispose()`. */
  readonly state$: Observable<RtmState>;
  /** Each change of state, with its reason. */
  readonly changes$: Observable<RtmChange>;
  /** Everything below in one stream, in the order in which it happens. */
  readonly events$: Observable<RtmEvent>;
  /** What other users send to this one: in order, each once. Hot; what is told here is acknowledged (SPEC RTM-5). */
  readonly messages$: Observable<RtmMessage>;
  /** What each reconnect has cost: a report for each channel, and one for the peer messages (`channel: null`) (SPEC RTM-12). */
  readonly continuity$: Observable<ContinuityReport>;
  /** The life of the token (SPEC RTM-4). */
  readonly token$: Observable<TokenEvent>;
  /** What becomes of every attempt to have a link. */
  readonly attempts$: Observable<AttemptEvent>;
  /** One's own attributes, and those of others (SPEC RTM-14). */
  readonly attributes: OwnAttributes;
  /**
   * Logs in, and takes the user id over from any other instance. A `LoginError` when it came to nothing, with code 8 when
   * not disconnected (SPEC RTM-2, RTM-3).
   */
  login(): Observable<LoggedIn>;
  /** Logs out: leaves all channels and empties the mailbox. When disconnected, nothing. */
  logout(): Observable<never>;
  /**
   * Sends to a user: any JSON of up to 32 KB. While reconnecting the message waits, and then goes out as fast as the hub takes it (SPEC RTM-15). Without a receipt after 10 s it is a
   * `SendError` with `timeout`: nobody knows (SPEC RTM-5).
   *
   * @throws TypeError, RangeError when `to` is no user id, or `payload` no JSON.
   */
  send(to: string, payload: unknown): Observable<Receipt>;
  /** A channel by its name; the same one each time. @throws TypeError, RangeError when `id` is no channel name. */
  channel(id: string): RtmChannel;
  /**
   * The status of up to 512 users: one event for each at first, then per change, across reconnects. Cold. Completes at
   * logout; a `StateError` when not logged in (SPEC RTM-13).
   *
   * @throws TypeError, RangeError that names the id.
   */
  peerStatus(userIds: readonly string[]): Observable<UserStatus>;
  /** The status of up to 256 users, once. @throws TypeError, RangeError that names the id. */
  query(userIds: readonly string[]): Observable<readonly UserStatus[]>;
  /**
   * Gives the hub a new token, without a drop. While reconnecting it is used by an attempt made at once. A refusal is a
   * `RequestError` and changes nothing (SPEC RTM-4).
   *
   * @throws TypeError when `token` is no string, or empty.
   */
  renewToken(token: string): Observable<void>;
  /** Dials now, beside the present link. When not logged in, nothing. */
  reconnect(): void;
  /** `logout()`, then every stream completes. The client can't be used again. */
  dispose(): void;
}
