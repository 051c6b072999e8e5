/** A link was open, and nothing was heard on it in time. */
export class MuteError extends Error {
  override readonly name = 'MuteError';
}
