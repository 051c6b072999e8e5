import type { IncomingMessage } from 'node:http';

/** A request for a WebSocket that got none, for the operator: without its query and headers, where secrets may be. */
export interface RefusedRequest {
  /** What it was answered with. */
  readonly status: 400 | 403 | 405;
  /** `origin`: a page that may not dial; `path`: one that is not served; `malformed`: no WebSocket handshake. */
  readonly reason: 'origin' | 'path' | 'malformed';
  /** What the page said of itself; absent where it was none. */
  readonly origin?: string;
  /** Without the query. */
  readonly path: string;
  /** Who asked, as the TCP connection says: behind a proxy, that. */
  readonly address: string;
}

export function refusedRequest(
  { method, url = '', headers: { origin }, socket }: IncomingMessage,
  reason: RefusedRequest['reason'],
): RefusedRequest {
  return {
    status: method !== 'GET' ? 405 : reason === 'origin' ? 403 : 400,
    reason: method !== 'GET' ? 'malformed' : reason,
    ...(origin !== undefined && { origin }),
    path: url.replace(/[?#].*/s, ''),
    address: socket.remoteAddress ?? '',
  };
}
