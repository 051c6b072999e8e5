import { byteLength, encodeWith } from '../protocol/codec.js';
import { longestFrame } from '../session/longestFrame.js';
import { payloadText } from '../session/payloadText.js';
import type { PreparedFrame } from '../session/sessionLink.js';

/** @throws TypeError when `data` is no JSON; RangeError when the frame would be too long. */
export function preparedSend(data: unknown): PreparedFrame {
  const text = encodeWith({ t: 'send' }, 'data', payloadText(data, 'send: data'));
  const bytes = byteLength(text);
  if (bytes > longestFrame)
    throw new RangeError(`send: the frame has ${bytes} bytes; at most ${longestFrame} are taken`);
  return { t: 'prepared', text };
}
