import { checkedNames } from '../liveness/checkedNames.js';
import { duration } from '../liveness/thresholds.js';
import { optionalFunction } from './optionalFunction.js';
import { random as chance } from './random.js';

/** What a redial policy may know (SPEC NET-3). */
export interface Outage {
  /**
   * How many attempts in a row have come to nothing. 0: the link that ended had proved itself (accepted, then
   * 5 s alive), and this is the first redial.
   */
  readonly attempt: number;
  /** How long the outage has lasted, in ms. */
  readonly elapsed: number;
  /** What ended the last attempt or link; usually a `LinkError`. */
  readonly failure: unknown;
}

/** When to dial again: in how many ms, or `null` for not by itself. Free of time and chance. */
export type RedialPolicy = (outage: Outage) => number | null;

/** How {@link backoff} grows. */
export interface BackoffConfig {
  /** The ceiling of the first delay, in ms; it doubles with every failure. Default 250. */
  readonly base?: number;
  /** The highest ceiling while the outage is young, in ms. Default 2 000. */
  readonly cap?: number;
  /** The highest ceiling afterwards, in ms. Default 10 000. */
  readonly lateCap?: number;
  /** How long an outage is young, in ms. Default 60 000. */
  readonly lateAfter?: number;
  /** A uniform draw from [0, 1). Default: the system's randomness. */
  readonly random?: () => number;
}

/**
 * Exponential back-off with full jitter: the default redial policy (SPEC NET-3).
 *
 * At once for the first redial of a link that had proved itself; then a uniform draw below
 * `min(base * 2^(attempt-1), cap)`, with `lateCap` in place of `cap` once the outage has lasted `lateAfter`.
 * The jitter comes after the cap, so that a thousand clients spread over the whole of it.
 *
 * ```ts
 * import { backoff } from 'rx-lifeline';
 *
 * const policy = backoff({ random: () => 0.5 });
 * policy({ attempt: 0, elapsed: 0, failure: null }); // 0
 * policy({ attempt: 3, elapsed: 900, failure: null }); // 500: half of 250 * 2^2
 * ```
 *
 * @throws TypeError, RangeError that names the option when a duration is no number above 0.
 */
export function backoff(config: BackoffConfig = {}): RedialPolicy {
  checkedNames(config, ['base', 'cap', 'lateCap', 'lateAfter', 'random'], 'backoff: config');
  const { base = 250, cap = 2_000, lateCap = 10_000, lateAfter = 60_000, random = chance } = config;
  for (const [name, value] of Object.entries({ base, cap, lateCap, lateAfter })) {
    duration(value, `backoff: ${name}`);
  }
  optionalFunction(random, 'backoff: random');
  return ({ attempt, elapsed }) =>
    attempt === 0 ? 0 : random() * Math.min(base * 2 ** (attempt - 1), elapsed < lateAfter ? cap : lateCap);
}
