import * as v from 'valibot';
import { ProtocolError } from './protocolError.js';
import { results } from './messagingFrames.js';

type Results = typeof results;

/** The result in the answer to a request. @throws ProtocolError when it is none. */
export function resultOf<T extends keyof Results>(request: T, result: unknown): v.InferOutput<Results[T]> {
  const checked = v.safeParse(results[request], result);
  if (!checked.success) throw new ProtocolError('notInSchema', `the result of ${request} is not in the schema`);
  return checked.output;
}
