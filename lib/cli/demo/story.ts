import { EMPTY, concat, defer, endWith, filter, ignoreElements, merge, take, takeWhile, timer } from 'rxjs';
import type { Who } from './happening.js';
import type { Stage } from './stage.js';

/** How long all is well before the network falls silent, in ms. */
const calm = 3_000;
/** How long after T6 the network is back. */
const rest = 1_500;
/** How long after the return a second report would be seen. */
const watch = 2_000;

/**
 * Plays the demo on `stage` and tells what happens: ben and ada join, the network falls silent, and comes back for
 * ada; cyd waits for it until the giving up. Ends when both have come to their end.
 */
export function story({ happenings$, ...stage }: Pick<Stage, 'happenings$' | 'join' | 'silence' | 'heal'>) {
  const seen = (who: Who, what: string) =>
    happenings$.pipe(
      filter((happening) => happening.who === who && happening.what === what),
      take(1),
      ignoreElements(),
    );
  const act = (action: () => void) =>
    defer(() => {
      action();
      return EMPTY;
    });
  const pause = (ms: number) => timer(ms).pipe(ignoreElements());

  const outage$ = concat(
    act(() => stage.join('ben')),
    seen('ben', 'joined'),
    act(() => stage.join('ada')),
    seen('ben', 'peerJoined ada'),
    pause(calm),
    act(stage.silence),
    seen('ben', 'peerOffline ada dropped'),
    pause(rest),
    act(stage.heal),
    seen('ben', 'peerJoined ada'),
    pause(watch),
  );
  const givingUp$ = concat(
    act(() => stage.join('cyd')),
    seen('cyd', 'failed JOIN_FAILED'),
  );
  const played$ = merge(outage$, givingUp$).pipe(endWith(null));

  return merge(happenings$, played$).pipe(takeWhile((happening) => happening !== null));
}
