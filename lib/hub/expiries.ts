import { type Subscription, switchMap, tap, timer, type Observable, type SchedulerLike } from 'rxjs';
import { longestDelay } from './delay.js';
import type { Session } from './sessions.js';

/** When the tokens of sessions are over. */
export interface Expiries {
  /** The session's token is good for so many ms from now; `undefined`: for ever. Replaces what was set before. */
  set(session: Session, expiresIn: number | undefined): void;
  clear(session: Session): void;
}

export function createExpiries(scheduler: SchedulerLike, expired: (session: Session) => void): Expiries {
  const running = new Map<Session, Subscription>();

  const clear = (session: Session): void => {
    running.get(session)?.unsubscribe();
    running.delete(session);
  };

  return {
    set(session, expiresIn) {
      clear(session);
      if (expiresIn !== undefined)
        running.set(
          session,
          after(expiresIn, scheduler)
            .pipe(tap(() => expired(session)))
            .subscribe(),
        );
    },
    clear,
  };
}

function after(ms: number, scheduler: SchedulerLike): Observable<unknown> {
  if (ms <= longestDelay) return timer(ms, scheduler);
  return timer(longestDelay, scheduler).pipe(switchMap(() => after(ms - longestDelay, scheduler)));
}
