import type { CloseName } from './closeCode.js';

/** A frame that the protocol does not allow; `close` names the close code that answers it (SPEC HUB-7). */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';

  constructor(
    readonly close: CloseName,
    message: string,
  ) {
    super(message);
  }
}

/** Whether `error` is a {@link ProtocolError}, also one of another copy of this package. */
export function isProtocolError(error: unknown): error is ProtocolError {
  return error instanceof Error && error.name === 'ProtocolError';
}
