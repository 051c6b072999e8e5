import * as v from 'valibot';
import { ProtocolError } from './protocolError.js';

/** A frame as the text that travels. */
export function encode(frame: object): string {
  return JSON.stringify(frame);
}

/**
 * The frame that `text` carries, checked against `schema`.
 *
 * @throws ProtocolError that names the field and what was wrong with it.
 */
export function decode<S extends v.GenericSchema>(schema: S, text: unknown): v.InferOutput<S> {
  if (typeof text !== 'string') throw new ProtocolError('notText', `a frame of type ${typeof text}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ProtocolError('notJson', `not JSON: ${excerpt(text)}`);
  }
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ProtocolError('notInSchema', `${v.getDotPath(issue) ?? 'frame'}: ${issue.message}`);
}

function excerpt(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
