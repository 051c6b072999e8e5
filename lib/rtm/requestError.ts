import type { Failure } from './failure.js';

/**
 * A request to the hub that was refused, or got no answer (SPEC API-7).
 *
 * ```ts
 * import { createHub } from 'rx-lifeline/hub';
 * import { createRtmClient, isRequestError } from 'rx-lifeline/rtm';
 * import { run, virtualNetwork } from 'rx-lifeline/testing';
 *
 * run(({ advance }) => {
 *   const network = virtualNetwork();
 *   createHub({ allowAnonymous: true }).accept(network.links$);
 *   const ada = createRtmClient({ transport: network.transport(), userId: 'ada' });
 *   ada.login();
 *   advance(100);
 *   ada.attributes.set({ story: 'x'.repeat(20_000) }).subscribe({
 *     error: (error) => {
 *       if (isRequestError(error)) console.log(error.request, error.reason); // 'setAttributes too-large'
 *     },
 *   });
 *   advance(100);
 * });
 * ```
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    /** Why, by name. */
    readonly reason: Failure,
    /** The request, by the name of its frame. */
    readonly request: string,
    /** The hub's own words; may be empty. */
    readonly detail = '',
    override readonly cause?: unknown,
  ) {
    super(`${request}: ${reason}${detail && ` (${detail})`}`);
  }
}

/** Whether `error` is a {@link RequestError}, also one of another copy of this package. */
export function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && error.name === 'RequestError';
}
