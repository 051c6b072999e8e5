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
/** Why the hub says no to a join, or ends a session (SPEC RTC-1). */
export type RefusalReason = (typeof refusalReasons)[number];

/** Why a peer is no longer there (SPEC RTC-6). */
export const departureReasons = ['dropped', 'quit', 'removed', 'became-audience'] as const;
/** Why a peer is no longer there (SPEC RTC-6). */
export type DepartureReason = (typeof departureReasons)[number];

export const roles = ['broadcaster', 'audience'] as const;
/** Whether a member is announced to the others (SPEC RTC-10). */
export type Role = (typeof roles)[number];

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
export const sendFrame = v.object({ t: v.literal('send'), data: v.unknown() });
export const roleFrame = v.object({ t: v.literal('role'), id: count, role: v.picklist(roles) });
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
  /** For so many ms more others may come back whom a hub that has just started does not know; absent when none can. */
  settling: v.optional(milliseconds),
});
export const refusedFrame = refusedBy(refusalReasons);
export const peerJoinedFrame = v.object({ t: v.literal('peerJoined'), uid: text });
export const peerLeftFrame = v.object({
  t: v.literal('peerLeft'),
  uid: text,
  reason: v.picklist(departureReasons),
});
export const messageFrame = v.object({ t: v.literal('message'), from: text, data: v.unknown() });
export const doneFrame = doneWith({});
export const deniedFrame = deniedBy(refusalReasons);
export const removedFrame = removedBy(refusalReasons);

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
