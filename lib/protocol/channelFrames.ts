import { commonHubShapes, count, milliseconds, no, word } from './commonFrames.js';
import { array, frames, json, optional, pair, text, type Read, type Shape } from './schema.js';

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

/** As what a member is in a channel. */
export const roles = ['broadcaster', 'audience'] as const;
/** Whether a member is announced to the others (SPEC RTC-10). */
export type Role = (typeof roles)[number];

const departure = word<DepartureReason>();

/** Hub to client. */
export const channelHubShapes = {
  ...commonHubShapes,
  joined: {
    generation: count,
    /** The beat granted, in ms. */
    beat: milliseconds,
    /** How long the token will still be good, in ms; absent when it does not expire. */
    expiresIn: optional(milliseconds),
    /** The broadcasters of the channel, without the newcomer. */
    peers: array(text),
    /** Why those who left lately are no longer among `peers`. */
    departed: array(pair(text, departure)),
    /** For so many ms more others may come back whom a hub that has just started does not know; absent when none can. */
    settling: optional(milliseconds),
  },
  refused: no<RefusalReason>(),
  peerJoined: { uid: text },
  peerLeft: { uid: text, reason: departure },
  message: { from: text, data: json },
  denied: { id: count, ...no<RefusalReason>() },
  removed: no<RefusalReason>(),
} satisfies Record<string, Shape>;

export const channelHubFrame = frames(channelHubShapes);

/** What the hub says to a client of a channel. */
export type ChannelHubFrame = Read<typeof channelHubFrame>;
export type JoinedFrame = Extract<ChannelHubFrame, { t: 'joined' }>;
