import { commonClientShapes, secret } from './commonClientShapes.js';
import { count, milliseconds } from './commonFrames.js';
import { attributePairs } from './messagingFrames.js';
import {
  array,
  boolean,
  frames,
  json,
  matching,
  nullable,
  oneOf,
  optional,
  pair,
  text,
  type Read,
  type Shape,
} from './schema.js';

/** `<instance>.<n>`: a draw of the sender's, and the count of its messages from 1; a resend carries the same. */
const messageId = matching(/^[0-9a-f]{32}\.[1-9][0-9]{0,14}$/, 'the id of a message');
const mode = oneOf(['replace', 'update']);
const inChannel = { id: count, channel: text };
const ofUsers = { id: count, users: array(text) };
const keys = array(text);
/** Whether the members are told. */
const notify = boolean;

/** Client to hub. */
export const messagingClientShapes = {
  login: {
    user: text,
    secret,
    /** The generation this instance was granted; 0 when the application's own `login()` asks for a new one. */
    generation: count,
    token: optional(text),
    /** The beat asked for, in ms. */
    beat: milliseconds,
    /** The hub's memory to which the positions below belong; absent at the first login. */
    epoch: optional(text),
    /** The position in the inbox, a `seq`: all up to there is accounted for, delivered or reported missing; 0: none. */
    inbox: count,
    /**
     * The channels to be in, and no others, each with the position in it: at first the `seq` of the entry; `null` while
     * an `enter` has no answer: who is in then stays in, without a back-fill.
     */
    channels: array(pair(text, nullable(count))),
    /**
     * The highest id of a request so far. A channel that was entered or left by a later one, on the old link while this
     * login was on its way, stays so, whatever `channels` says; absent: `channels` is all there is.
     */
    requests: optional(count),
  },
  logout: {},
  ...commonClientShapes,
  sendTo: { message: messageId, to: text, payload: json },
  publish: {
    message: messageId,
    channel: text,
    payload: json,
    /** The position in the channel from which a later login may ask: nothing before it will be asked for again. */
    seen: count,
  },
  /** Acknowledges the peer messages up to `seq`. */
  received: { seq: count },
  enter: inChannel,
  exit: inChannel,
  members: inChannel,
  watch: ofUsers,
  unwatch: ofUsers,
  query: ofUsers,
  setAttributes: { id: count, attributes: attributePairs, mode },
  deleteAttributes: { id: count, keys },
  attributesOf: { id: count, user: text },
  setChannelAttributes: { ...inChannel, attributes: attributePairs, mode, notify },
  deleteChannelAttributes: { ...inChannel, keys, notify },
  channelAttributesOf: inChannel,
} satisfies Record<string, Shape>;

export const messagingClientFrame = frames(messagingClientShapes);

/** What a messaging client says. */
export type MessagingClientFrame = Read<typeof messagingClientFrame>;
export type LoginFrame = Extract<MessagingClientFrame, { t: 'login' }>;
