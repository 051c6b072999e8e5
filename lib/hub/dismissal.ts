import type { DepartureReason } from '../protocol/channelFrames.js';
import { whoIs } from './authentication.js';
import type { Fence, Removal } from './engine.js';
import type { Expiries } from './expiries.js';
import type { Journal } from './journal.js';
import type { AnyService } from './service.js';
import type { Session, Sessions } from './sessions.js';

/** Why an instance has its session no more. */
export const takenOver: Removal = {
  reason: 'SAME_UID_LOGIN',
  message: 'the user id has joined from another instance',
};

/** Who has left does not come back with a login that was on its way: only the application begins again. */
const wentByItself: Removal = { reason: 'REJECTED_BY_SERVER', message: 'this session has left' };

/** Ends a session: its link is told, then the others. Does nothing when it has ended before. */
export interface Dismissal {
  /** It went by itself: `quit` by a leave or logout, `dropped` by its silence. */
  depart(session: Session, reason: DepartureReason): void;
  /** The hub takes it away. `remember`: its instance hears so also when it returns by itself. */
  remove(session: Session, removal: Removal, config?: { readonly remember: boolean }): void;
  /** Somebody has `fence` now: who had its key on this hub is told, and has it no more. */
  overtaken(fence: Fence): void;
}

interface DismissalConfig {
  readonly sessions: Sessions;
  readonly expiries: Expiries;
  readonly serviceOf: (session: Session) => AnyService;
  readonly journal: Journal;
}

export function createDismissal({ sessions, expiries, serviceOf, journal }: DismissalConfig): Dismissal {
  const finish = (session: Session, reason: DepartureReason): void => {
    expiries.clear(session);
    serviceOf(session).gone(session, reason);
    journal.note({ type: 'departed', who: whoIs(session.credentials), reason });
  };

  const endRemoved = (session: Session, removal: Removal): void => {
    const { word, no } = serviceOf(session);
    session.line?.end('removed', word(removal.reason), no('removed', removal));
  };

  return {
    depart(session, reason) {
      const how = reason === 'quit' ? { forget: true, removal: wentByItself } : { forget: false };
      if (!sessions.forget(session, how)) return;
      session.line?.end('left', reason);
      finish(session, reason);
    },
    remove(session, removal, { remember } = { remember: false }) {
      if (!sessions.forget(session, { forget: false, removal: remember ? removal : undefined })) return;
      endRemoved(session, removal);
      finish(session, 'removed');
    },
    overtaken(fence) {
      const session = sessions.overtaken(fence);
      if (!session) return;
      if (session.generation === fence.generation) session.line?.end('replaced', 'the session goes on elsewhere');
      else endRemoved(session, takenOver);
      finish(session, 'removed');
    },
  };
}
