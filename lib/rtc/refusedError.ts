import type { RefusalReason } from '../protocol/channelFrames.js';

/** The hub said no to a join, a renewal or a change of role, or has ended the session (SPEC API-7). */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    /** The hub's reason, which is that of the change too. */
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
