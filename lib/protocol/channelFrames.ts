import * as v from 'valibot';

/** What can be wrong with a join; the reasons are those of the channel profile (SPEC RTC-1). */
export const refusalReasons = [
  'BANNED_BY_SERVER',
  'INVALID_APP_ID',
  'INVALID_CHANNEL_NAME',
  'INVALID_TOKEN',
  'TOKEN_EXPIRED',
  'REJECTED_BY_SERVER',
  'SAME_UID_LOGIN',
  'TOO_MANY_BROADCASTERS',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Why a peer is no longer there (SPEC RTC-6). */
export const departureReasons = ['dropped', 'quit', 'removed', 'became-audience'] as const;
export type DepartureReason = (typeof departureReasons)[number];

export const roles = ['broadcaster', 'audience'] as const;
export type Role = (typeof roles)[number];

const text = v.string();
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
/** 128 bits in hexadecimal digits. */
const secret = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

/** Client to hub. */
export const joinFrame = v.object({
  t: v.literal('join'),
  channel: text,
  uid: text,
  secret,
  /** The generation this instance was granted; 0 when the application's own `join()` asks for a new one. */
  generation: count,
  role: v.picklist(roles),
  token: v.optional(text),
  /** The beat asked for, in ms. */
  beat: milliseconds,
});
export const beatFrame = v.object({ t: v.literal('beat') });
/** Asks the other side to say something at once. */
export const pingFrame = v.object({ t: v.literal('ping') });
export const sendFrame = v.object({ t: v.literal('send'), data: v.unknown() });
export const roleFrame = v.object({ t: v.literal('role'), id: count, role: v.picklist(roles) });
export const renewFrame = v.object({ t: v.literal('renew'), id: count, token: text });
export const leaveFrame = v.object({ t: v.literal('leave') });

/** Hub to client. */
export const joinedFrame = v.object({
  t: v.literal('joined'),
  generation: count,
  /** The beat granted, in ms. */
  beat: milliseconds,
  /** How long the token will still be good, in ms; absent when it does not expire. */
  expiresIn: v.optional(milliseconds),
  /** The broadcasters of the channel, without the newcomer. */
  peers: v.array(text),
  /** Why those who left lately are no longer among `peers`. */
  departed: v.array(v.tuple([text, v.picklist(departureReasons)])),
});
export const refusedFrame = v.object({
  t: v.literal('refused'),
  reason: v.picklist(refusalReasons),
  message: text,
});
export const unheardFrame = v.object({ t: v.literal('unheard') });
export const heardFrame = v.object({ t: v.literal('heard') });
export const peerJoinedFrame = v.object({ t: v.literal('peerJoined'), uid: text });
export const peerLeftFrame = v.object({
  t: v.literal('peerLeft'),
  uid: text,
  reason: v.picklist(departureReasons),
});
export const messageFrame = v.object({ t: v.literal('message'), from: text, data: v.unknown() });
export const doneFrame = v.object({ t: v.literal('done'), id: count, expiresIn: v.optional(milliseconds) });
export const deniedFrame = v.object({
  t: v.literal('denied'),
  id: count,
  reason: v.picklist(refusalReasons),
  message: text,
});
/** The hub has ended this session; it will not be resumed. */
export const removedFrame = v.object({
  t: v.literal('removed'),
  reason: v.picklist(refusalReasons),
  message: text,
});
/** The hub is about to close this link, or won't take a new one: not again before `retryAfter` ms. */
export const drainFrame = v.object({ t: v.literal('drain'), retryAfter: milliseconds });

export const channelClientFrame = v.variant('t', [
  joinFrame,
  beatFrame,
  pingFrame,
  sendFrame,
  roleFrame,
  renewFrame,
  leaveFrame,
]);
export const channelHubFrame = v.variant('t', [
  joinedFrame,
  refusedFrame,
  beatFrame,
  unheardFrame,
  heardFrame,
  peerJoinedFrame,
  peerLeftFrame,
  messageFrame,
  doneFrame,
  deniedFrame,
  removedFrame,
  drainFrame,
]);

/** What a client of a channel says. */
export type ChannelClientFrame = v.InferOutput<typeof channelClientFrame>;
/** What the hub says to a client of a channel. */
export type ChannelHubFrame = v.InferOutput<typeof channelHubFrame>;
export type JoinFrame = v.InferOutput<typeof joinFrame>;
export type JoinedFrame = v.InferOutput<typeof joinedFrame>;
