/** The hub is going away and takes nobody; not again before `retryAfter` (SPEC HUB-5, API-7). */
export class DrainError extends Error {
  override readonly name = 'DrainError';

  constructor(
    /** In ms. */
    readonly retryAfter: number,
  ) {
    super(`the hub is draining; again in ${retryAfter} ms`);
  }
}

/** Whether `error` is a {@link DrainError}, also one of another copy of this package. */
export function isDrainError(error: unknown): error is DrainError {
  return error instanceof Error && error.name === 'DrainError';
}
