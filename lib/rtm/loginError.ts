import type { LoginRefusal } from '../protocol/messagingFrames.js';

/** Why a login came to nothing: the hub's refusal, or what happened on this side. */
export type LoginFailure = LoginRefusal | 'ALREADY_LOGGED_IN' | 'TIMEOUT' | 'LOGOUT' | 'DISPOSED';

/** The numbers of logins that came to nothing (SPEC RTM-3). */
export const loginCodes: Readonly<Record<LoginFailure, number>> = {
  LOGOUT: 1,
  DISPOSED: 1,
  REJECTED: 2,
  BANNED_BY_SERVER: 2,
  REMOTE_LOGIN: 2,
  INVALID_ARGUMENT: 3,
  INVALID_APP_ID: 4,
  INVALID_TOKEN: 5,
  TOKEN_EXPIRED: 6,
  NOT_AUTHORIZED: 7,
  ALREADY_LOGGED_IN: 8,
  TIMEOUT: 9,
  TOO_OFTEN: 10,
};

/**
 * A `login()` that came to nothing, or the hub's word that has ended a session (SPEC RTM-3, API-7).
 *
 * ```ts
 * import { createRtmClient, isLoginError } from 'rx-lifeline/rtm';
 * import { run, virtualNetwork } from 'rx-lifeline/testing';
 *
 * run(({ advance }) => {
 *   const client = createRtmClient({ transport: virtualNetwork().transport(), userId: 'ada' }); // nobody there
 *   client.login().subscribe({
 *     error: (error) => {
 *       if (isLoginError(error)) console.log(error.code, error.reason); // '9 TIMEOUT'
 *     },
 *   });
 *   advance(10_000);
 * });
 * ```
 */
export class LoginError extends Error {
  override readonly name = 'LoginError';
  /** 1 unknown, 2 rejected, 3 invalid argument, 4 app id, 5 token, 6 token expired, 7 not authorised, 8 logged in
   * already, 9 timeout, 10 too often. */
  readonly code: number;

  constructor(
    /** Why, by name. */
    readonly reason: LoginFailure,
    /** The hub's own words; may be empty. */
    readonly detail = '',
    override readonly cause?: unknown,
  ) {
    super(`not logged in: ${reason}${detail && ` (${detail})`}`);
    this.code = Object.hasOwn(loginCodes, reason) ? loginCodes[reason] : 1;
  }
}

/** Whether `error` is a {@link LoginError}, also one of another copy of this package. */
export function isLoginError(error: unknown): error is LoginError {
  return error instanceof Error && error.name === 'LoginError';
}
