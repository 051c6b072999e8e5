import type { RefusalReason } from '../protocol/channelFrames.js';

/**
 * The hub said no to a join, a renewal or a change of role, or has ended the session (SPEC API-7).
 *
 * ```ts
 * import { createHub, Refusal } from 'rx-lifeline/hub';
 * import { createRtcChannel, isRefusedError } from 'rx-lifeline/rtc';
 * import { run, virtualNetwork } from 'rx-lifeline/testing';
 * import { throwError } from 'rxjs';
 *
 * run(({ advance }) => {
 *   const network = virtualNetwork();
 *   const authenticate = () => throwError(() => new Refusal('INVALID_TOKEN', 'not this one'));
 *   createHub({ authenticate }).accept(network.links$);
 *   const channel = createRtcChannel({ transport: network.transport(), channel: 'lobby', uid: 'ada' });
 *   channel.changes$.subscribe(({ cause }) => {
 *     if (isRefusedError(cause)) console.log(cause.reason, cause.detail); // 'INVALID_TOKEN not this one'
 *   });
 *   channel.join();
 *   advance(1_000);
 * });
 * ```
 */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    /** The hub's reason, and that of the change; one that this side does not know changes with `REJECTED_BY_SERVER`. */
    readonly reason: RefusalReason,
    /** The hub's own words. */
    readonly detail: string,
  ) {
    super(`refused by the hub: ${reason}${detail && ` (${detail})`}`);
  }
}

/** Whether `error` is a {@link RefusedError}, also one of another copy of this package. */
export function isRefusedError(error: unknown): error is RefusedError {
  return error instanceof Error && error.name === 'RefusedError';
}
