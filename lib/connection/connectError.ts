/** An `open()` or `join()` that came to nothing (SPEC API-7). */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';

  constructor(
    /** The state in which it ended: `failed` or `disconnected`. */
    readonly state: string,
    /** The reason of that change. */
    readonly reason: string,
    override readonly cause?: unknown,
  ) {
    super(`not connected: ${state}, ${reason}${cause instanceof Error ? ` (${cause.message})` : ''}`);
  }
}

/** Whether `error` is a {@link ConnectError}, also one of another copy of this package. */
export function isConnectError(error: unknown): error is ConnectError {
  return error instanceof Error && error.name === 'ConnectError';
}
