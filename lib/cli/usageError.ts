/** The command line can't be understood; the message says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
