import * as v from 'valibot';
import { ProtocolError } from './protocolError.js';

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

/**
 * The frame that `text` carries, checked against `schema`.
 *
 * What was received is never quoted: it may be a token or a secret (SPEC HUB-7).
 *
 * @throws ProtocolError that names the field and what it must be.
 */
export function decode<S extends v.GenericSchema>(schema: S, text: unknown): v.InferOutput<S> {
  if (typeof text !== 'string') throw new ProtocolError('notText', 'a frame must be text');
  const result = v.safeParse(schema, parse(text), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ProtocolError('notInSchema', `${v.getDotPath(issue) ?? 'frame'} ${complaint(issue)}`);
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

/** What is wrong, without what was received. */
function complaint({ type, expected }: v.BaseIssue<unknown>): string {
  if (type === 'object' && expected !== 'Object') return 'is missing';
  return `must be ${expected ?? inWords[type] ?? type}`;
}

/** What valibot has no words for. */
const inWords: Readonly<Record<string, string>> = { safe_integer: 'a whole number', finite: 'a finite number' };

/** Two of them are one character of four bytes. */
const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
