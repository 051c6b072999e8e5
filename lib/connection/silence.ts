import { filter, merge, share, type Observable, type OperatorFunction, type SchedulerLike } from 'rxjs';
import { liveness } from '../liveness/liveness.js';

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
 * the clock of `lost`. Both watches know all silences and hence look at the same instants: what one forgives after a
 * sleep the other forgives too, and `lost` is never told before the silence that comes first.
 */
export function silence(
  { interrupted, lost, idle }: Silences,
  scheduler: SchedulerLike,
): OperatorFunction<'proof' | 'acceptance', 'silent' | 'lost' | 'idle'> {
  const watch = (life$: Observable<unknown>) =>
    life$.pipe(liveness({ silent: interrupted, lost, idle }, { scheduler }));
  return (life$) => {
    const shared$ = life$.pipe(share());
    return merge(
      watch(shared$.pipe(filter((sign) => sign === 'proof'))).pipe(filter((status) => status === 'lost')),
      watch(shared$).pipe(filter((status) => status === 'silent' || status === 'idle')),
    );
  };
}
