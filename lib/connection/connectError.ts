/**
 * An `open()` or `join()` that came to nothing (SPEC API-7).
 *
 * ```ts
 * import { createConnection, isConnectError } from 'rx-lifeline';
 * import { throwError } from 'rxjs';
 *
 * const connection = createConnection({
 *   transport: throwError(() => new Error('no network')),
 *   thresholds: { interrupted: 10, lost: 20, giveUp: 50 },
 * });
 * connection.open().subscribe({
 *   error: (error) => {
 *     if (isConnectError(error)) console.log(error.state, error.reason); // 'failed JOIN_FAILED'
 *   },
 * });
 * ```
 */
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
