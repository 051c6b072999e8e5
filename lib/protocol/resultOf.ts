import type { Read } from './schema.js';
import { results } from './messagingFrames.js';

type Results = typeof results;

/** The result in the answer to a request. @throws ProtocolError when it is none. */
export function resultOf<T extends keyof Results>(request: T, result: unknown): Read<Results[T]> {
  return results[request](result, 'result') as Read<Results[T]>;
}
