import { duration } from '../liveness/thresholds.js';
import { checkedNames } from '../liveness/checkedNames.js';

/** How long each phase of an attempt may take, in ms (SPEC NET-11). */
export interface Deadlines {
  /** From dialling to an open link. Default 4 000. */
  readonly dial: number;
  /** From the open link to its acceptance. Default 6 000. */
  readonly accept: number;
}

/** @throws RangeError, TypeError that names the deadline and the value. */
export function deadlinesOf(given: Partial<Deadlines> = {}, caller: string): Deadlines {
  checkedNames(given, ['dial', 'accept'], `${caller}: deadlines`);
  const { dial = 4_000, accept = 6_000 } = given;
  return {
    dial: duration(dial, `${caller}: deadlines.dial`),
    accept: duration(accept, `${caller}: deadlines.accept`),
  };
}
