import { commonHubShapes, count, milliseconds, no, word } from './commonFrames.js';
import {
  array,
  boolean,
  frames,
  json,
  nullable,
  number,
  object,
  optional,
  pair,
  record,
  text,
  type Read,
  type Schema,
  type Shape,
} from './schema.js';

/** Why a login is refused, or a session is ended by the hub (SPEC RTM-1, RTM-3). */
export const loginRefusals = [
  'REJECTED',
  'INVALID_ARGUMENT',
  'INVALID_APP_ID',
  'INVALID_TOKEN',
  'TOKEN_EXPIRED',
  'NOT_AUTHORIZED',
  'TOO_OFTEN',
  'BANNED_BY_SERVER',
  'REMOTE_LOGIN',
] as const;
/** Why a login is refused, or a session is ended by the hub (SPEC RTM-3). */
export type LoginRefusal = (typeof loginRefusals)[number];

/** Why a request or a message of a logged-in user is refused (SPEC RTM-5, RTM-6, RTM-15). */
export const requestRefusals = [
  'INVALID_ARGUMENT',
  'INVALID_TOKEN',
  'TOKEN_EXPIRED',
  'UNREACHABLE',
  'TOO_OFTEN',
  'TOO_LARGE',
  'FULL',
  'NOT_A_MEMBER',
  'TOO_MANY',
] as const;
/** Why a request or a message is refused (SPEC RTM-15). */
export type RequestRefusal = (typeof requestRefusals)[number];

/** What others may know of a user: `unreachable` is silent, `offline` has logged out or is beyond the grace (SPEC RTM-13). */
export type PeerStatus = 'online' | 'unreachable' | 'offline';

/** What a reconnect has cost: nothing, a gap of known size, or nobody knows (SPEC RTM-12). */
export type Continuity = 'complete' | 'gap' | 'unknown';

/** Attributes: pairs of key and value: a key is never a field of an object. */
export const attributePairs = array(pair(text, text));
const status = word<PeerStatus>();
/** An attribute of a channel, who changed it last, and when, in ms since 1970 (SPEC RTM-14). */
export interface ChannelAttribute {
  /** Its name. */
  readonly key: string;
  /** Its text. */
  readonly value: string;
  /** Who has written it last. */
  readonly lastUpdateUserId: string;
  /** When, in ms since 1970 by the hub's clock. */
  readonly lastUpdateTs: number;
}
const channelAttribute: Schema<ChannelAttribute> = object({
  key: text,
  value: text,
  lastUpdateUserId: text,
  lastUpdateTs: number,
});

const sent = {
  seq: count,
  /** `<instance>.<n>`: a draw of the sender's, and the count of its messages from 1. */
  message: text,
  from: text,
  payload: json,
  /** Ms since 1970 by the hub's clock. */
  sentAt: number,
  backfilled: boolean,
};
const member = { channel: text, user: text };

/** Hub to client. */
export const messagingHubShapes = {
  ...commonHubShapes,
  loggedIn: {
    generation: count,
    /** The beat granted, in ms. */
    beat: milliseconds,
    /** How long the token will still be good, in ms; absent when it does not expire. */
    expiresIn: optional(milliseconds),
    /** The hub's memory: another one means that what was known before is lost. */
    epoch: text,
    /** `fresh`: the user was not online; its attributes are gone and its entries are announced again. */
    session: word<'fresh' | 'resumed' | 'takeover'>(),
    /** For so many ms more others may come back whom a hub that has just started does not know; absent when none can. */
    settling: optional(milliseconds),
    /** Of so many messages in so many ms none is refused as too often; absent when the hub does not tell. */
    pace: optional(object({ messages: count, within: milliseconds })),
  },
  refused: no<LoginRefusal>(),
  peerMessage: sent,
  channelMessage: { channel: text, ...sent },
  /** A message has arrived at its receiver, or in its channel; or it is kept for `keptFor` ms. */
  receipt: { message: text, outcome: word<'received' | 'cached'>(), keptFor: optional(milliseconds) },
  /** A message was not taken. */
  undelivered: { message: text, reason: word<RequestRefusal>(), detail: text },
  memberJoined: member,
  memberLeft: member,
  memberCount: { channel: text, count },
  /**
   * Ends a back-fill: of a channel, or with `null` of the inbox. `replayed` and `missed` count from the position of the
   * login; `missed` is `null` when nobody knows. `seq` is how far it speaks: the position from then on.
   */
  continuity: {
    channel: nullable(text),
    continuity: word<Continuity>(),
    replayed: count,
    missed: nullable(count),
    seq: count,
  },
  status: { user: text, status },
  channelAttributes: { channel: text, attributes: array(channelAttribute) },
  done: { ...commonHubShapes.done, result: optional(record) },
  denied: { id: count, ...no<RequestRefusal>() },
  removed: no<LoginRefusal>(),
} satisfies Record<string, Shape>;

export const messagingHubFrame = frames(messagingHubShapes);

/** What the hub says to a messaging client. */
export type MessagingHubFrame = Read<typeof messagingHubFrame>;
export type LoggedInFrame = Extract<MessagingHubFrame, { t: 'loggedIn' }>;

const statuses = object({ statuses: array(pair(text, status)) });

/** The answers to requests, by the request's `t`; a request that is not here is answered without a result. */
export const results = {
  enter: object({ seq: count, count }),
  members: object({ users: array(text) }),
  watch: statuses,
  query: statuses,
  attributesOf: object({ attributes: attributePairs }),
  channelAttributesOf: object({ attributes: array(channelAttribute) }),
} as const;
