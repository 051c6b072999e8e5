/**
 * Values that `holdUntilConnected` held could not be kept, or will never be released (SPEC API-7).
 *
 * ```ts
 * import { holdUntilConnected, isHoldError } from 'rx-lifeline';
 * import { BehaviorSubject, of } from 'rxjs';
 *
 * const state$ = new BehaviorSubject('connecting'); // stands for that of a connection
 * of('a draft', 'another')
 *   .pipe(holdUntilConnected(state$, { limit: 1 }))
 *   .subscribe({
 *     error: (error) => {
 *       if (isHoldError(error)) console.log(error.reason, error.held); // 'overflow 1'
 *     },
 *   });
 * ```
 */
export class HoldError extends Error {
  override readonly name = 'HoldError';

  constructor(
    /** `overflow`: more than `limit` values; `over`: `state$` completed before they could be released. */
    readonly reason: 'overflow' | 'over',
    /** How many values were held. */
    readonly held: number,
  ) {
    super(
      reason === 'overflow'
        ? `holdUntilConnected: a value came while ${held}, the limit, were held`
        : `holdUntilConnected: state$ completed while ${held} values were held`,
    );
  }
}

/** Whether `error` is a {@link HoldError}, also one of another copy of this package. */
export function isHoldError(error: unknown): error is HoldError {
  return error instanceof Error && error.name === 'HoldError';
}
