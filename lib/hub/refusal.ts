import type { RefusalReason } from '../protocol/channelFrames.js';
import type { LoginRefusal } from '../protocol/messagingFrames.js';

/** What a hub may say no for. Each profile says it with the words that it has (SPEC RTC-1, RTM-3). */
export type Reason = RefusalReason | LoginRefusal;

/**
 * The one error of an `authenticate` that is a no: `reason` decides what becomes of the client's state,
 * `message` is shown to it. Every other error says that the check itself failed; the client dials again (SPEC HUB-4).
 *
 * ```ts
 * import { of } from 'rxjs';
 * import { Refusal, createHub } from 'rx-lifeline/hub';
 *
 * const hub = createHub({
 *   authenticate: ({ token }) => {
 *     if (token !== 'open sesame') throw new Refusal('INVALID_TOKEN', 'not this one');
 *     return of({ expiresIn: 3_600_000 });
 *   },
 * });
 * ```
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** What the client's state goes by. */
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Whether `error` is a {@link Refusal}, also one of another copy of this package.
 *
 * ```ts
 * import { createHub, isRefusal } from 'rx-lifeline/hub';
 * import { jwtAuthenticator } from 'rx-lifeline/hub/jwt';
 * import { from, tap } from 'rxjs';
 *
 * const check = jwtAuthenticator({ key: new TextEncoder().encode('at least 32 bytes, and known to the server alone') });
 * const hub = createHub({
 *   authenticate: (credentials) =>
 *     from(check(credentials)).pipe(
 *       tap({ error: (error) => console.log(credentials.user, isRefusal(error) ? error.reason : 'not checked') }),
 *     ),
 * });
 * hub.close();
 * ```
 */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal';
}
