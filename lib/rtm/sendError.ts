import type { Failure } from './failure.js';

/** A message that was not delivered; with `timeout` and `ended` nobody knows (SPEC RTM-5, API-7). */
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
    super(`not sent: ${reason}${detail && ` (${detail})`}`);
  }
}

/** Whether `error` is a {@link SendError}, also one of another copy of this package. */
export function isSendError(error: unknown): error is SendError {
  return error instanceof Error && error.name === 'SendError';
}
