import type { ChannelHubFrame } from '../protocol/channelFrames.js';
import { byteLength, encode, encodeWith } from '../protocol/codec.js';
import type { MessagingHubFrame } from '../protocol/messagingFrames.js';

/** A frame that was encoded once, for however many links. */
export interface Payload {
  readonly text: string;
  readonly bytes: number;
}

export const payload = (frame: ChannelHubFrame | MessagingHubFrame): Payload => measured(encode(frame));

/** A frame whose `payload` is JSON already. */
export const payloadWith = (frame: MessageHead, json: string): Payload => measured(encodeWith(frame, 'payload', json));

type Message = Extract<MessagingHubFrame, { payload: unknown }>;
type MessageHead = Message extends infer M ? (M extends Message ? Omit<M, 'payload'> : never) : never;

const measured = (text: string): Payload => ({ text, bytes: byteLength(text) });
