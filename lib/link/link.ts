import type { Observable } from 'rxjs';

/**
 * One open two-way connection: a WebSocket, a data channel, a pair in memory. Both sides hold the same interface.
 *
 * A link delivers a prefix of what was sent: in order, nothing twice, no hole. When it can't, it goes mute or ends.
 */
export interface Link<F = string> {
  /**
   * What the other side sends. Has one subscriber and keeps what came before it.
   *
   * Completes when this side closed the link. Every end that this side did not ask for, a clean close included,
   * is a `LinkError`, so that `retry` and redialling see it.
   */
  readonly frames$: Observable<F>;
  /** Bytes handed over by `send` that the network has not yet taken; 0 if unknown. */
  readonly buffered: number;
  /**
   * Hands a frame to the network. On an ended link it does nothing, and never throws; on a live one it throws a
   * `TypeError` for what the link can't carry, such as an object on a link of text.
   */
  send(frame: F): void;
  /**
   * Ends the link for this side at once; idempotent. `code` and `reason` go out at best effort, and whatever
   * lies underneath is destroyed within 500 ms: a mute peer is not waited for.
   */
  close(code?: number, reason?: string): void;
}

/**
 * How to get a link. Cold: subscribing dials, unsubscribing hangs up (1000 where the transport has close codes).
 *
 * Emits its one link when that is open. Errors with a `LinkError` when dialling fails or the link ends; completes
 * when this side closed the link.
 */
export type Transport<F = string> = Observable<Link<F>>;
