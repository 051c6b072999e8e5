import { filter, map, tap, type Observable, type SchedulerLike } from 'rxjs';
import { livenessBy } from '../liveness/livenessBy.js';
import type { SessionStatus } from './hubEvent.js';
import type { Line } from './line.js';
import { payload } from './payload.js';
import type { Session, Sessions } from './sessions.js';
import type { HubThresholds } from './thresholds.js';

/** What silence, or its end, says about a session. */
export interface Verdict {
  readonly session: Session;
  readonly status: SessionStatus;
  readonly silentFor: number;
}

const heardFrame = payload({ t: 'heard' });

/**
 * Judges every session by its silence (SPEC HUB-1), whichever link it is on, and without one: tells its link, ends
 * its link, and emits the verdict, from which a profile draws its own conclusions. Sessions that have ended are not
 * judged.
 */
export function verdicts(
  heard$: Observable<Session>,
  sessions: Sessions,
  { unheard, unreachable, idle, peerOffline, grace }: HubThresholds,
  scheduler: SchedulerLike,
): Observable<Verdict> {
  /** The links that know that they were not heard. */
  const told = new WeakSet<Line>();

  const act = ({ session: { line }, status, silentFor }: Verdict): void => {
    if (!line) return;
    if (status === 'alive' && told.delete(line)) line.sayFirst(heardFrame);
    if (status === 'unheard') {
      told.add(line);
      line.sayFirst(payload({ t: 'unheard', silentFor: Math.round(silentFor) }));
    }
    if (status === 'idle') line.end('idle', `nothing heard for ${idle} ms`);
  };

  return heard$.pipe(
    livenessBy((session) => session, { unheard, unreachable, idle, peerOffline, grace }, { scheduler }),
    map(({ key: session, status, silentFor }) => ({ session, status, silentFor })),
    filter(({ session }) => sessions.has(session)),
    tap(({ session, status }) => sessions.judge(session, status)),
    tap(act),
  );
}
