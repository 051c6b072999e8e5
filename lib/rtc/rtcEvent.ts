import type { AttemptEvent } from '../connection/attemptEvent.js';
import type { Change } from '../connection/change.js';
import type { Command } from '../connection/machine.js';
import type { Link } from '../link/link.js';
import type { DepartureReason, JoinedFrame, Role } from '../protocol/channelFrames.js';
import type { TokenEvent } from '../session/tokenEvent.js';
import type { ChannelFrame } from './channelFrame.js';
import type { RtcReason, RtcState, RtcWord } from './rtcTable.js';

/** A change of a channel's state, with the hub's `joined` when a new link brought it about. */
export type RtcChange = Change<RtcState, RtcReason, JoinedFrame>;

/** Something asked of the hub, which it answers. */
export type RtcRequest =
  { readonly request: 'role'; readonly role: Role } | { readonly request: 'renew'; readonly token: string };

/** What the application tells a channel. */
export type RtcCommand = Command<RtcWord> | RtcRequest;

/** A channel was joined, or found again; `elapsed` since the call, or since the last data (SPEC RTC-2, RTC-8). */
export interface Joined {
  /** Ms since the call, or since the last data. */
  readonly elapsed: number;
  /** When, in ms of the scheduler's clock. */
  readonly at: number;
}

/** A broadcaster has come. */
export interface PeerJoined {
  /** Who. */
  readonly uid: string;
  /** When this side heard of it, in ms of the scheduler's clock. */
  readonly at: number;
}

/** A broadcaster is no longer there, and why (SPEC RTC-6). */
export interface PeerOffline {
  /** Who. */
  readonly uid: string;
  /** Why: `quit`, `dropped`, `removed` or `became-audience`. */
  readonly reason: DepartureReason;
  /** When this side heard of it, in ms of the scheduler's clock. */
  readonly at: number;
}

/** What a peer has sent to the channel. */
export interface ChannelMessage {
  /** The user id of the sender. */
  readonly from: string;
  /** What was sent: any JSON. */
  readonly data: unknown;
  /** When it came, in ms of the scheduler's clock. */
  readonly at: number;
}

/** What happens in the life of a channel, in order (SPEC API-2). */
export type RtcEvent =
  | { readonly type: 'command'; readonly command: Command<RtcWord>; readonly taken: boolean; readonly state: RtcState }
  | { readonly type: 'link'; readonly link: Link<ChannelFrame> | null }
  | { readonly type: 'change'; readonly change: RtcChange }
  | ({ readonly type: 'joined' | 'rejoined' } & Joined)
  | { readonly type: 'lost'; readonly silentFor: number; readonly at: number }
  | ({ readonly type: 'peerJoined' } & PeerJoined)
  | ({ readonly type: 'peerOffline' } & PeerOffline)
  /** All broadcasters but oneself, after somebody came or went. */
  | { readonly type: 'peers'; readonly peers: readonly string[] }
  | ({ readonly type: 'message' } & ChannelMessage)
  | TokenEvent
  /** How a request ended. */
  | { readonly type: 'reply'; readonly command: RtcRequest; readonly error?: Error }
  | { readonly type: 'attempt'; readonly attempt: AttemptEvent };
