import type { ChannelHubFrame } from '../protocol/channelFrames.js';
import { byteLength, encode } from '../protocol/codec.js';

/** A frame that was encoded once, for however many links. */
export interface Payload {
  readonly text: string;
  readonly bytes: number;
}

export function payload(frame: ChannelHubFrame): Payload {
  const text = encode(frame);
  return { text, bytes: byteLength(text) };
}
