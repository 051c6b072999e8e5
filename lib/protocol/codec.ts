import { ProtocolError } from './protocolError.js';
import type { Schema } from './schema.js';

/**
 * A frame as the text that travels.
 *
 * @throws ProtocolError for data nested so deeply that it can be read but not written (some thousand levels).
 */
export function encode(frame: object): string {
  try {
    return JSON.stringify(frame);
  } catch (error) {
    if (error instanceof RangeError) throw new ProtocolError('notInSchema', 'data is nested too deeply');
    throw error;
  }
}

/** `frame` as the text that travels, with one more `field` whose value is JSON text already. */
export function encodeWith(frame: object, field: string, json: string): string {
  return `${encode(frame).slice(0, -1)},${JSON.stringify(field)}:${json}}`;
}

/** The frame that `text` carries, as `schema` reads it. @throws ProtocolError that names the field and what it must be. */
export function decode<T>(schema: Schema<T>, text: unknown): T {
  if (typeof text !== 'string') throw new ProtocolError('notText', 'a frame must be text');
  return schema(parse(text), '');
}

/** How many bytes `text`, if it has no half characters, takes on the network. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) bytes += isSurrogate(unit) || unit < 0x800 ? 1 : 2;
  }
  return bytes;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError('notJson', 'a frame must be JSON');
  }
}

/** Two of them are one character of four bytes. */
const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
