/** Which end of a WebSocket closes it: a browser allows a client fewer codes than RFC 6455 does. */
export type Side = 'client' | 'server';

const reasonBytes = 123;

const isAllowed = (code: number, side: Side) =>
  Number.isInteger(code) &&
  (code === 1000 ||
    (code >= 3000 && code <= 4999) ||
    (side === 'server' && ((code >= 1001 && code <= 1003) || (code >= 1007 && code <= 1014))));

/**
 * The arguments with which `WebSocket.close` does not throw.
 *
 * A client may say 1000 and 3000-4999, a server the codes of RFC 6455 too. Any other code goes unsaid, and its reason
 * with it: the other side then sees 1005, which is no lie. A reason is cut to 123 bytes of UTF-8, between characters.
 *
 * `closeArguments(4009, 'mute', 'client')` is `[4009, 'mute']`.
 */
export function closeArguments(code: number | undefined, reason: string, side: Side): [code?: number, reason?: string] {
  if (code === undefined || !isAllowed(code, side)) return [];
  const { read } = new TextEncoder().encodeInto(reason, new Uint8Array(reasonBytes));
  return [code, reason.slice(0, read)];
}
