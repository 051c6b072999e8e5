import type { AttemptEvent } from '../connection/attemptEvent.js';
import type { Change } from '../connection/change.js';
import type { Command } from '../connection/machine.js';
import type { Link } from '../link/link.js';
import type { MessagingClientFrame } from '../protocol/messagingClientFrame.js';
import type { ChannelAttribute, Continuity, LoggedInFrame, PeerStatus } from '../protocol/messagingFrames.js';
import type { TokenEvent } from '../session/tokenEvent.js';
import type { Letter } from './outbox.js';
import type { RtmFrame } from './rtmFrame.js';
import type { RtmReason, RtmState, RtmWord } from './rtmTable.js';

/** A change of a client's state, with the hub's `loggedIn` when a new link brought it about. */
export type RtmChange = Change<RtmState, RtmReason, LoggedInFrame>;

type WithoutId<F> = F extends { readonly id: number } ? Omit<F, 'id'> : never;

/** Something asked of the hub, which it answers: a frame of the protocol without its id. */
export interface RtmRequest {
  /** The frame. */
  readonly request: WithoutId<MessagingClientFrame>;
}

/** What the application tells a client; a {@link Letter} is sent. */
export type RtmCommand =
  | Command<RtmWord>
  | Letter
  | RtmRequest
  | { readonly enter: string }
  | { readonly exit: string }
  | { readonly watch: readonly string[] }
  | { readonly unwatch: readonly string[] };

/** Logged in; `elapsed` ms since the call. */
export interface LoggedIn {
  /** Ms since the call. */
  readonly elapsed: number;
  /** When, in ms of the scheduler's clock. */
  readonly at: number;
}

/** What another user has sent, to this one or to a channel. */
export interface RtmMessage {
  /** The user id of the sender. */
  readonly from: string;
  /** What was sent: any JSON. */
  readonly payload: unknown;
  /** The message's id: that of its receipt at the sender. */
  readonly id: string;
  /** Ms since 1970 by the hub's clock. */
  readonly sentAt: number;
  /** Whether it was sent while this client was away. */
  readonly backfilled: boolean;
}

/**
 * What became of a message. `received`: it has arrived, at its receiver's client or in its channel. `cached`: the hub keeps
 * it for the receiver `until` then, in ms of the scheduler's clock; there is no second receipt (SPEC RTM-5).
 */
export type Receipt =
  | { readonly outcome: 'received'; readonly id: string }
  | { readonly outcome: 'cached'; readonly id: string; readonly until: number };

/** What a reconnect has cost: of a channel, or with `null` of the peer messages (SPEC RTM-12). */
export interface ContinuityReport {
  /** The channel; `null`: the messages to the user. */
  readonly channel: string | null;
  /** `unknown`: the hub has lost its memory. */
  readonly continuity: Continuity;
  /** How many messages were back-filled. */
  readonly replayed: number;
  /** How many others' messages will never come; `null` when nobody knows. */
  readonly missed: number | null;
  /** When, in ms of the scheduler's clock. */
  readonly at: number;
}

/** Somebody has entered a channel, or left it. */
export interface MemberNews {
  /** Who. */
  readonly userId: string;
  /** When this side heard of it, in ms of the scheduler's clock. */
  readonly at: number;
}

/** What is known of a user's connection (SPEC RTM-13). */
export interface UserStatus {
  /** Whose status this is. */
  readonly userId: string;
  /** `online`, `unreachable` (silent for a while) or `offline`. */
  readonly status: PeerStatus;
}

/** What happens in the life of a client, in order (SPEC API-2). */
export type RtmEvent =
  | { readonly type: 'command'; readonly command: Command<RtmWord>; readonly taken: boolean; readonly state: RtmState }
  | { readonly type: 'link'; readonly link: Link<RtmFrame> | null }
  | { readonly type: 'change'; readonly change: RtmChange }
  | ({ readonly type: 'loggedIn' } & LoggedIn)
  | ({ readonly type: 'message' } & RtmMessage)
  | ({ readonly type: 'channelMessage'; readonly channel: string } & RtmMessage)
  | ({ readonly type: 'continuity' } & ContinuityReport)
  | ({ readonly type: 'memberJoined' | 'memberLeft'; readonly channel: string } & MemberNews)
  /** All members of a channel, oneself included, after somebody came or went. */
  | { readonly type: 'members'; readonly channel: string; readonly members: readonly string[] }
  | { readonly type: 'memberCount'; readonly channel: string; readonly count: number }
  | ({ readonly type: 'status'; readonly at: number } & UserStatus)
  /** A `watch` was taken up; `known` are the statuses that are known already. */
  | { readonly type: 'watching'; readonly command: RtmCommand; readonly known: readonly UserStatus[] }
  /** The hub does not tell of these users. */
  | { readonly type: 'unwatchable'; readonly userIds: readonly string[]; readonly error: Error }
  /** Somebody has changed a channel's attributes, and asked that the members are told. */
  | { readonly type: 'channelAttributes'; readonly channel: string; readonly attributes: readonly ChannelAttribute[] }
  | TokenEvent
  /** How something asked ended. */
  | { readonly type: 'reply'; readonly command: RtmCommand; readonly value?: unknown; readonly error?: Error }
  | { readonly type: 'attempt'; readonly attempt: AttemptEvent };

/** The message in an event. */
export const messageIn = ({ from, payload, id, sentAt, backfilled }: RtmMessage): RtmMessage => ({
  from,
  payload,
  id,
  sentAt,
  backfilled,
});

/** The report in an event. */
export const reportIn = ({ channel, continuity, replayed, missed, at }: ContinuityReport): ContinuityReport => ({
  channel,
  continuity,
  replayed,
  missed,
  at,
});
