import * as v from 'valibot';
import {
  beatFrame,
  count,
  deniedBy,
  doneWith,
  drainFrame,
  heardFrame,
  milliseconds,
  refusedBy,
  removedBy,
  text,
  unheardFrame,
} from './commonFrames.js';
import { attributePairs, messageId } from './messagingClientFrame.js';

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

/** What others may know of a user (SPEC RTM-13). */
export const peerStatuses = ['online', 'unreachable', 'offline'] as const;
/** What others may know of a user: `unreachable` is silent, `offline` has logged out or is beyond the grace (SPEC RTM-13). */
export type PeerStatus = (typeof peerStatuses)[number];

export const continuities = ['complete', 'gap', 'unknown'] as const;
/** What a reconnect has cost: nothing, a gap of known size, or nobody knows (SPEC RTM-12). */
export type Continuity = (typeof continuities)[number];

export { messagingClientFrame } from './messagingClientFrame.js';
export type { LoginFrame, MessagingClientFrame } from './messagingClientFrame.js';

/** Hub to client. */
export const loggedInFrame = v.object({
  t: v.literal('loggedIn'),
  generation: count,
  /** The beat granted, in ms. */
  beat: milliseconds,
  /** How long the token will still be good, in ms; absent when it does not expire. */
  expiresIn: v.optional(milliseconds),
  /** The hub's memory: another one means that what was known before is lost. */
  epoch: text,
  /** `fresh`: the user was not online; its attributes are gone and its entries are announced again. */
  session: v.picklist(['fresh', 'resumed', 'takeover']),
});
export const loginRefusedFrame = refusedBy(loginRefusals);
export const peerMessageFrame = v.object({
  t: v.literal('peerMessage'),
  seq: count,
  message: messageId,
  from: text,
  payload: v.unknown(),
  /** Ms since 1970 by the hub's clock. */
  sentAt: v.number(),
  backfilled: v.boolean(),
});
export const channelMessageFrame = v.object({
  t: v.literal('channelMessage'),
  channel: text,
  seq: count,
  message: messageId,
  from: text,
  payload: v.unknown(),
  sentAt: v.number(),
  backfilled: v.boolean(),
});
/** A message has arrived at its receiver, or in its channel; or it is kept for `keptFor` ms. */
export const receiptFrame = v.object({
  t: v.literal('receipt'),
  message: messageId,
  outcome: v.picklist(['received', 'cached']),
  keptFor: v.optional(milliseconds),
});
/** A message was not taken. */
export const undeliveredFrame = v.object({
  t: v.literal('undelivered'),
  message: messageId,
  reason: v.picklist(requestRefusals),
  detail: text,
});
export const memberJoinedFrame = v.object({ t: v.literal('memberJoined'), channel: text, user: text });
export const memberLeftFrame = v.object({ t: v.literal('memberLeft'), channel: text, user: text });
export const memberCountFrame = v.object({ t: v.literal('memberCount'), channel: text, count });
/**
 * Ends a back-fill: of a channel, or with `null` of the inbox. `replayed` and `missed` count from the position of the
 * login; `missed` is `null` when nobody knows. `seq` is how far it speaks: the position from then on.
 */
export const continuityFrame = v.object({
  t: v.literal('continuity'),
  channel: v.nullable(text),
  continuity: v.picklist(continuities),
  replayed: count,
  missed: v.nullable(count),
  seq: count,
});
export const statusFrame = v.object({ t: v.literal('status'), user: text, status: v.picklist(peerStatuses) });
export const channelAttribute = v.object({
  key: text,
  value: text,
  lastUpdateUserId: text,
  lastUpdateTs: v.number(),
});
/** An attribute of a channel, who changed it last, and when, in ms since 1970 (SPEC RTM-14). */
export type ChannelAttribute = v.InferOutput<typeof channelAttribute>;
export const channelAttributesFrame = v.object({
  t: v.literal('channelAttributes'),
  channel: text,
  attributes: v.array(channelAttribute),
});

/** The answers to requests, by the request's `t`; a request that is not here is answered without a result. */
export const results = {
  enter: v.object({ seq: count, count }),
  members: v.object({ users: v.array(text) }),
  watch: v.object({ statuses: v.array(v.tuple([text, v.picklist(peerStatuses)])) }),
  query: v.object({ statuses: v.array(v.tuple([text, v.picklist(peerStatuses)])) }),
  attributesOf: v.object({ attributes: attributePairs }),
  channelAttributesOf: v.object({ attributes: v.array(channelAttribute) }),
} as const;
export const requestDoneFrame = doneWith({ result: v.optional(v.unknown()) });
export const requestDeniedFrame = deniedBy(requestRefusals);
export const sessionRemovedFrame = removedBy(loginRefusals);

export const messagingHubFrame = v.variant('t', [
  loggedInFrame,
  loginRefusedFrame,
  beatFrame,
  unheardFrame,
  heardFrame,
  drainFrame,
  peerMessageFrame,
  channelMessageFrame,
  receiptFrame,
  undeliveredFrame,
  memberJoinedFrame,
  memberLeftFrame,
  memberCountFrame,
  continuityFrame,
  statusFrame,
  channelAttributesFrame,
  requestDoneFrame,
  requestDeniedFrame,
  sessionRemovedFrame,
]);

/** What the hub says to a messaging client. */
export type MessagingHubFrame = v.InferOutput<typeof messagingHubFrame>;
export type LoggedInFrame = v.InferOutput<typeof loggedInFrame>;
