import * as v from 'valibot';
import { beatFrame, count, milliseconds, pingFrame, renewFrame, secret, text } from './commonFrames.js';

/** Attributes: pairs of key and value: a key is never a field of an object. */
export const attributePairs = v.array(v.tuple([text, text]));
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
export const setAttributesFrame = v.object({
  t: v.literal('setAttributes'),
  id: count,
  attributes: attributePairs,
  mode,
});
export const deleteAttributesFrame = v.object({ t: v.literal('deleteAttributes'), id: count, keys: v.array(text) });
export const attributesOfFrame = v.object({ t: v.literal('attributesOf'), id: count, user: text });
export const setChannelAttributesFrame = v.object({
  t: v.literal('setChannelAttributes'),
  id: count,
  channel: text,
  attributes: attributePairs,
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
/** What a messaging client says. */
export type MessagingClientFrame = v.InferOutput<typeof messagingClientFrame>;
export type LoginFrame = v.InferOutput<typeof loginFrame>;
