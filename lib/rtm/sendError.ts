import type { Failure } from './failure.js';

/** What leaves open whether the message has arrived. */
const unknown: readonly Failure[] = ['timeout', 'ended'];

/**
 * A message that was not delivered; with `timeout` and `ended` nobody knows (SPEC RTM-5, API-7).
 *
 * ```ts
 * import { createHub } from 'rx-lifeline/hub';
 * import { createRtmClient, isSendError } from 'rx-lifeline/rtm';
 * import { run, virtualNetwork } from 'rx-lifeline/testing';
 *
 * run(({ advance }) => {
 *   const network = virtualNetwork();
 *   createHub({ allowAnonymous: true }).accept(network.links$);
 *   const ada = createRtmClient({ transport: network.transport(), userId: 'ada' });
 *   ada.login();
 *   advance(100);
 *   ada.send('nobody', 'hello').subscribe({
 *     error: (error) => {
 *       if (isSendError(error)) console.log(error.reason); // 'unreachable'
 *     },
 *   });
 *   advance(100);
 * });
 * ```
 */
export class SendError extends Error {
  override readonly name = 'SendError';

  constructor(
    /** Why, by name. */
    readonly reason: Failure,
    /** The message's id; empty when it never got one. */
    readonly id: string,
    /** The hub's own words; may be empty. */
    readonly detail = '',
    override readonly cause?: unknown,
  ) {
    super(`${unknown.includes(reason) ? 'outcome unknown' : 'not sent'}: ${reason}${detail && ` (${detail})`}`);
  }
}

/** Whether `error` is a {@link SendError}, also one of another copy of this package. */
export function isSendError(error: unknown): error is SendError {
  return error instanceof Error && error.name === 'SendError';
}
