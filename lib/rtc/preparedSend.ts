import { byteLength, encode } from '../protocol/codec.js';
import type { PreparedFrame } from './channelLink.js';

/** The longest frame that a hub takes, in bytes (SPEC HUB-7). */
const longestFrame = 65_536;

/** @throws TypeError when `data` is no JSON; RangeError when the frame would be too long. */
export function preparedSend(data: unknown): PreparedFrame {
  let text: string;
  try {
    text = encode({ t: 'send', data });
  } catch (cause) {
    throw new TypeError(`send: data must be JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  if (text === encode({ t: 'send' })) throw new TypeError(`send: data must be JSON, got ${typeof data}`);
  const bytes = byteLength(text);
  if (bytes > longestFrame)
    throw new RangeError(`send: the frame has ${bytes} bytes; at most ${longestFrame} are taken`);
  return { t: 'prepared', text };
}
