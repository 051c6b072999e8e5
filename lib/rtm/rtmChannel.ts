import type { Observable } from 'rxjs';
import type { ChannelAttributes } from './channelAttributes.js';
import type { ContinuityReport, MemberNews, Receipt, RtmMessage } from './rtmEvent.js';

/** A channel of a client (SPEC RTM-6). Commands act when called; their results are replayed. */
export interface RtmChannel {
  /** The channel's name. */
  readonly id: string;
  /** What the other members send: in order, each once. Hot. */
  readonly messages$: Observable<RtmMessage>;
  /** All members, oneself included; replays the present list, empty while not in the channel. */
  readonly members$: Observable<readonly string[]>;
  /** Somebody has entered. */
  readonly memberJoined$: Observable<MemberNews>;
  /** Somebody has left, or was away for longer than the grace. */
  readonly memberLeft$: Observable<MemberNews>;
  /** How many there are, oneself included; replays the present number while in the channel. */
  readonly memberCount$: Observable<number>;
  /** What each reconnect has cost in this channel (SPEC RTM-12). */
  readonly continuity$: Observable<ContinuityReport>;
  /** What the channel's members have noted about it (SPEC RTM-14). */
  readonly attributes: ChannelAttributes;
  /**
   * Enters, and stays across reconnects. A `StateError` when not logged in, or in the channel already; a `RequestError`
   * when the hub refuses.
   */
  join(): Observable<void>;
  /** Leaves. When not in the channel, nothing. */
  leave(): Observable<void>;
  /**
   * Sends to the other members; receipts, waiting and 10 s as for messages to a user. A `SendError` with `not-a-member` when
   * not in the channel.
   *
   * @throws TypeError when `payload` is no JSON.
   */
  send(payload: unknown): Observable<Receipt>;
}
