import { LinkError } from '../link/linkError.js';

/** The part of a WebSocket's `close` event that a link reports. */
export interface CloseFacts {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

const abnormal = 1006;

/** `ws` reports 1006 for a frame that it refused; these are the codes with which it refused it, by its error's name. */
const refusals = [
  ['WS_ERR_UNSUPPORTED', 1009],
  ['WS_ERR_TOO_MANY', 1008],
  ['WS_ERR_INVALID_UTF8', 1007],
  ['WS_ERR_', 1002],
] as const;

const nameOf = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';

const refusalOf = (name: string) => refusals.find(([start]) => name.startsWith(start))?.[1] ?? abnormal;

/**
 * Why a socket closed, or could not be opened, as a `LinkError` (SPEC NET).
 *
 * `close` is what its `close` event said, if there was one; `cause` what its `error` event carried, or what was
 * thrown. Without a close frame the code is 1006, or the one with which this side refused a frame (1002, 1007-1009).
 */
export function socketFailure(
  cause: unknown,
  close: CloseFacts = { code: abnormal, reason: '', wasClean: false },
): LinkError {
  const name = nameOf(cause);
  return new LinkError({
    code: close.code === abnormal ? refusalOf(name) : close.code,
    reason: close.reason || (cause instanceof Error ? cause.message || name : ''),
    clean: close.wasClean,
    cause,
  });
}
