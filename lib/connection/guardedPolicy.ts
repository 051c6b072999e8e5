import type { RedialPolicy } from '../link/backoff.js';
import { report } from './report.js';

/** What takes the place of an answer that is none, in ms. */
const fallback = 10_000;

/**
 * `policy`, whose faults do not stop the connection: an exception, or an answer that is neither `null` nor a number
 * of ms of at least 0, is reported as an unhandled error and counts as 10 s.
 */
export function guardedPolicy(policy: RedialPolicy): RedialPolicy {
  return (outage) => {
    try {
      const delay = policy(outage);
      if (delay === null || (typeof delay === 'number' && delay >= 0)) return delay === Infinity ? null : delay;
      throw new RangeError(`redial must return null or ms of at least 0, not ${String(delay)}`);
    } catch (error) {
      report(error);
      return fallback;
    }
  };
}
