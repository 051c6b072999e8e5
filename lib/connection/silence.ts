import { filter, map, mergeMap, startWith, type OperatorFunction, type SchedulerLike } from 'rxjs';
import { livenessBy } from '../liveness/livenessBy.js';

/** The silences that a connection knows, in ms; `Infinity` switches one off. */
export interface Silences {
  /** Then the state says so. */
  readonly interrupted: number;
  /** Then `lost` is told. */
  readonly lost: number;
  /** Then the link itself is given up. */
  readonly idle: number;
}

/**
 * The silences of a connection, from its opening on: each is told when it has lasted that long (SPEC CON-3).
 *
 * A frame is proof of life. The acceptance of a link alone is not: it starts the watch on that link again, but not
 * the clock of `lost`. Both are under one watch, so that what it forgives after a sleep it forgives both, and `lost` is
 * never told before the silence that comes first.
 */
export function silence(
  { interrupted, lost, idle }: Silences,
  scheduler: SchedulerLike,
): OperatorFunction<'proof' | 'acceptance', 'silent' | 'lost' | 'idle'> {
  return (life$) =>
    life$.pipe(
      mergeMap((sign): ('link' | 'peer')[] => (sign === 'proof' ? ['link', 'peer'] : ['link'])),
      startWith('link' as const, 'peer' as const),
      livenessBy((of) => of, { silent: interrupted, lost, idle }, { scheduler }),
      filter(({ key, status }) => (status === 'lost' ? key === 'peer' : key === 'link')),
      map(({ status }) => status),
      filter((status) => status !== 'alive'),
    );
}
