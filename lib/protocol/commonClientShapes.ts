import { count } from './commonFrames.js';
import { matching, text, type Shape } from './schema.js';

/** 128 bits. */
export const secret = matching(/^[0-9a-f]{32}$/, '32 hexadecimal digits');

/** Client to hub, in every profile. */
export const commonClientShapes = {
  beat: {},
  /** Asks the other side to say something at once. */
  ping: {},
  renew: { id: count, token: text },
} satisfies Record<string, Shape>;
