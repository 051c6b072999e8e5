import { roles } from './channelFrames.js';
import { commonClientShapes, secret } from './commonClientShapes.js';
import { count, milliseconds } from './commonFrames.js';
import { frames, json, oneOf, optional, text, type Read, type Shape } from './schema.js';

const role = oneOf(roles);

/** Client to hub. */
export const channelClientShapes = {
  join: {
    channel: text,
    uid: text,
    secret,
    /** The generation this instance was granted; 0 when the application's own `join()` asks for a new one. */
    generation: count,
    role,
    token: optional(text),
    /** The beat asked for, in ms. */
    beat: milliseconds,
  },
  ...commonClientShapes,
  send: { data: json },
  role: { id: count, role },
  leave: {},
} satisfies Record<string, Shape>;

export const channelClientFrame = frames(channelClientShapes);

/** What a client of a channel says. */
export type ChannelClientFrame = Read<typeof channelClientFrame>;
export type JoinFrame = Extract<ChannelClientFrame, { t: 'join' }>;
