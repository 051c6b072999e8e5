import * as v from 'valibot';
import {
  beatFrame,
  count,
  deniedBy,
  doneWith,
  drainFrame,
  heardFrame,
  milliseconds,
  pingFrame,
  refusedBy,
  removedBy,
  renewFrame,
  secret,
  text,
  unheardFrame,
} from './commonFrames.js';

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
export type RequestRefusal = (typeof requestRefusals)[number];

/** What others may know of a user (SPEC RTM-13). */
export const peerStatuses = ['online', 'unreachable', 'offline'] as const;
export type PeerStatus = (typeof peerStatuses)[number];

export const continuities = ['complete', 'gap', 'unknown'] as const;
export type Continuity = (typeof continuities)[number];

/** Pairs of key and value: a key is never a field of an object. */
const attributes = v.array(v.tuple([text, text]));
/** `<instance>.<n>`: a draw of the sender's, and the count of its messages from 1; a resend carries the same. */
export const messageId = v.pipe(text, v.regex(/^[0-9a-f]{32}\.[1-9][0-9]{0,14}$/));
const mode = v.picklist(['replace', 'update']);

/** Client to hub. */
export const loginFrame = v.object({
  t: v.literal('login'),
  user: text,
  secret,
  /** The generation this instance was granted; 0 when the application's own `login()` asks for a new one. */
  generation: count,
  token: v.optional(text),
  /** The beat asked for, in ms. */
  beat: milliseconds,
  /** The hub's memory to which the positions below belong; absent at the first login. */
  epoch: v.optional(text),
  /** The position in the inbox, a `seq`: all up to there is accounted for, delivered or reported missing; 0: none. */
  inbox: count,
  /**
   * The channels to be in, and no others, each with the position in it: at first the `seq` of the entry; `null` while
   * an `enter` has no answer: who is in then stays in, without a back-fill.
   */
  channels: v.array(v.tuple([text, v.nullable(count)])),
});
export const logoutFrame = v.object({ t: v.literal('logout') });
export const sendToFrame = v.object({ t: v.literal('sendTo'), message: messageId, to: text, payload: v.unknown() });
export const publishFrame = v.object({
  t: v.literal('publish'),
  message: messageId,
  channel: text,
  payload: v.unknown(),
  /** The position in the channel from which a later login may ask: nothing before it will be asked for again. */
  seen: count,
});
/** Acknowledges the peer messages up to `seq`. */
export const receivedFrame = v.object({ t: v.literal('received'), seq: count });
export const enterFrame = v.object({ t: v.literal('enter'), id: count, channel: text });
export const exitFrame = v.object({ t: v.literal('exit'), id: count, channel: text });
export const membersFrame = v.object({ t: v.literal('members'), id: count, channel: text });
export const watchFrame = v.object({ t: v.literal('watch'), id: count, users: v.array(text) });
export const unwatchFrame = v.object({ t: v.literal('unwatch'), id: count, users: v.array(text) });
export const queryFrame = v.object({ t: v.literal('query'), id: count, users: v.array(text) });
export const setAttributesFrame = v.object({ t: v.literal('setAttributes'), id: count, attributes, mode });
export const deleteAttributesFrame = v.object({ t: v.literal('deleteAttributes'), id: count, keys: v.array(text) });
export const attributesOfFrame = v.object({ t: v.literal('attributesOf'), id: count, user: text });
export const setChannelAttributesFrame = v.object({
  t: v.literal('setChannelAttributes'),
  id: count,
  channel: text,
  attributes,
  mode,
  /** Whether the members are told. */
  notify: v.boolean(),
});
export const deleteChannelAttributesFrame = v.object({
  t: v.literal('deleteChannelAttributes'),
  id: count,
  channel: text,
  keys: v.array(text),
  notify: v.boolean(),
});
export const channelAttributesOfFrame = v.object({ t: v.literal('channelAttributesOf'), id: count, channel: text });

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
  attributesOf: v.object({ attributes }),
  channelAttributesOf: v.object({ attributes: v.array(channelAttribute) }),
} as const;
export const requestDoneFrame = doneWith({ result: v.optional(v.unknown()) });
export const requestDeniedFrame = deniedBy(requestRefusals);
export const sessionRemovedFrame = removedBy(loginRefusals);

export const messagingClientFrame = v.variant('t', [
  loginFrame,
  logoutFrame,
  beatFrame,
  pingFrame,
  renewFrame,
  sendToFrame,
  publishFrame,
  receivedFrame,
  enterFrame,
  exitFrame,
  membersFrame,
  watchFrame,
  unwatchFrame,
  queryFrame,
  setAttributesFrame,
  deleteAttributesFrame,
  attributesOfFrame,
  setChannelAttributesFrame,
  deleteChannelAttributesFrame,
  channelAttributesOfFrame,
]);
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

/** What a messaging client says. */
export type MessagingClientFrame = v.InferOutput<typeof messagingClientFrame>;
/** What the hub says to a messaging client. */
export type MessagingHubFrame = v.InferOutput<typeof messagingHubFrame>;
export type LoginFrame = v.InferOutput<typeof loginFrame>;
export type LoggedInFrame = v.InferOutput<typeof loggedInFrame>;
