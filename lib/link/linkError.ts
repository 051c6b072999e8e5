/** The facts of a {@link LinkError}. */
export interface LinkErrorFacts {
  /** A WebSocket close code, or one of the transport's own; 1006 when the link ended without one. */
  readonly code: number;
  /** What the other side, or the network, gave as the reason; may be empty. */
  readonly reason: string;
  /** Whether the other side said goodbye. A clean end is an error all the same. */
  readonly clean?: boolean;
  /** What the platform threw or said, where there is such a thing. */
  readonly cause?: unknown;
}

/**
 * A link ended without this side asking for it, or could not be had at all (SPEC NET).
 *
 * ```ts
 * import { isLinkError } from 'rx-lifeline';
 * import { webSocketTransport } from 'rx-lifeline/websocket';
 * import { WebSocket } from 'ws';
 *
 * const nobody = webSocketTransport({ url: 'ws://127.0.0.1:9', WebSocket });
 * nobody.subscribe({
 *   error: (error) => {
 *     if (isLinkError(error)) console.log(error.code, error.reason); // '1006 connect ECONNREFUSED 127.0.0.1:9'
 *   },
 * });
 * ```
 */
export class LinkError extends Error implements LinkErrorFacts {
  override readonly name = 'LinkError';
  /** A WebSocket close code, or one of the transport's own; 1006 when the link ended without one. */
  readonly code: number;
  /** What the other side, or the network, gave as the reason; may be empty. */
  readonly reason: string;
  /** Whether the other side said goodbye. */
  readonly clean: boolean;
  override readonly cause: unknown;

  constructor({ code, reason, clean = false, cause }: LinkErrorFacts) {
    super(`link ended: ${code}${reason && ` ${reason}`}`);
    this.code = code;
    this.reason = reason;
    this.clean = clean;
    this.cause = cause;
  }
}

/** Whether `error` is a {@link LinkError}, also one of another copy of this package. */
export function isLinkError(error: unknown): error is LinkError {
  return error instanceof Error && error.name === 'LinkError';
}
