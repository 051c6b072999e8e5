/** Where in a score something is wrong: `line` and `column` count from 1, as editors do. */
export interface Place {
  /** As `readScore` was told. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1. */
  readonly column: number;
}

/**
 * A score cannot be read. `problem` says what is wrong, `allowed` what may stand there.
 *
 * ```ts
 * import { isScoreError, readScore } from 'rx-lifeline/testing';
 *
 * try {
 *   readScore('# A title and no scene');
 * } catch (error) {
 *   if (isScoreError(error)) console.log(error.place.line, error.problem, error.allowed);
 * }
 * ```
 */
export class ScoreError extends Error {
  override readonly name = 'ScoreError';
  constructor(
    /** Where. */
    readonly place: Place,
    /** What is wrong. */
    readonly problem: string,
    /** What may stand there. */
    readonly allowed: string,
  ) {
    super(`${place.file}:${place.line}:${place.column}: ${problem}; ${allowed}`);
  }
}

/** Whether `error` is a `ScoreError`, of whichever copy of this package. */
export function isScoreError(error: unknown): error is ScoreError {
  return error instanceof Error && error.name === 'ScoreError';
}
