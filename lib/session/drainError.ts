/**
 * The hub is going away and takes nobody; not again before `retryAfter` (SPEC HUB-5, API-7).
 *
 * ```ts
 * import { createHub } from 'rx-lifeline/hub';
 * import { createRtcChannel, isDrainError } from 'rx-lifeline/rtc';
 * import { run, virtualNetwork } from 'rx-lifeline/testing';
 *
 * run(({ advance }) => {
 *   const network = virtualNetwork();
 *   const hub = createHub({ allowAnonymous: true });
 *   hub.accept(network.links$);
 *   hub.drain({ retryAfter: 2_000, spread: 1_000 });
 *   const channel = createRtcChannel({ transport: network.transport(), channel: 'lobby', uid: 'ada' });
 *   channel.attempts$.subscribe((event) => {
 *     if (event.type === 'failed' && isDrainError(event.cause)) console.log(event.cause.retryAfter); // 2000
 *   });
 *   channel.join();
 *   advance(1_000);
 * });
 * ```
 */
export class DrainError extends Error {
  override readonly name = 'DrainError';

  constructor(
    /** In ms. */
    readonly retryAfter: number,
  ) {
    super(`the hub is draining; again in ${retryAfter} ms`);
  }
}

/** Whether `error` is a {@link DrainError}, also one of another copy of this package. */
export function isDrainError(error: unknown): error is DrainError {
  return error instanceof Error && error.name === 'DrainError';
}
