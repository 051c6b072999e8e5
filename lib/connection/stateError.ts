/**
 * A command that the present state does not allow; it has changed nothing (SPEC RTC-2, API-7).
 *
 * ```ts
 * import { createConnection, isStateError } from 'rx-lifeline';
 * import { NEVER } from 'rxjs';
 *
 * const connection = createConnection({ transport: NEVER });
 * connection.open();
 * connection.open().subscribe({
 *   error: (error) => {
 *     if (isStateError(error)) console.log(error.command, error.state); // 'open connecting'
 *   },
 * });
 * connection.dispose();
 * ```
 */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    /** The command, by the name of its method. */
    readonly command: string,
    /** The state at the time; `disposed` once the client is. */
    readonly state: string,
  ) {
    super(`${command}() is not possible while ${state}`);
  }
}

/** Whether `error` is a {@link StateError}, also one of another copy of this package. */
export function isStateError(error: unknown): error is StateError {
  return error instanceof Error && error.name === 'StateError';
}
