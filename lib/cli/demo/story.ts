import { concat, merge, type Observable } from 'rxjs';
import { act } from './act.js';
import { pause } from './pause.js';
import { seen } from './seen.js';
import type { Stage } from './stage.js';

/** How long all is well before the network falls silent, in ms. */
const calm = 3_000;
/** How long after T6 the network is back. */
const rest = 1_500;
/** How long after the return a second report would be seen. */
const watch = 2_000;

/**
 * Plays the first act on `stage`: ben and ada join, the network falls silent, and comes back for ada; cyd waits for it
 * until the giving up. Completes when both have come to their end.
 */
export function story({ happenings$, join, silence, heal }: Omit<Stage, 'close'>): Observable<never> {
  const outage$ = concat(
    act(() => join('ben')),
    seen(happenings$, 'ben', 'joined'),
    act(() => join('ada')),
    seen(happenings$, 'ben', 'peerJoined ada'),
    pause(calm),
    act(silence),
    seen(happenings$, 'ben', 'peerOffline ada dropped'),
    pause(rest),
    act(heal),
    seen(happenings$, 'ben', 'peerJoined ada'),
    pause(watch),
  );
  const givingUp$ = concat(
    act(() => join('cyd')),
    seen(happenings$, 'cyd', 'failed JOIN_FAILED'),
  );
  return merge(outage$, givingUp$);
}
