import { encode } from '../protocol/codec.js';

/** `data` as the JSON that travels. @throws TypeError that names `field` when it is none. */
export function payloadText(data: unknown, field: string): string {
  let text: string;
  try {
    text = encode({ data });
  } catch (cause) {
    throw new TypeError(`${field} must be JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  if (text === '{}') throw new TypeError(`${field} must be JSON, got ${typeof data}`);
  return text.slice('{"data":'.length, -1);
}
