import type { DepartureReason } from '../protocol/channelFrames.js';
import { whoIs } from './authentication.js';
import type { Expiries } from './expiries.js';
import type { Journal } from './journal.js';
import { payload } from './payload.js';
import type { Rooms } from './rooms.js';
import type { Removal, Session, Sessions } from './sessions.js';

/** Ends a session: its link is told, then the others. Does nothing when it has ended before. */
export interface Dismissal {
  /** It went by itself: `quit` by a leave, `dropped` by its silence. */
  depart(session: Session, reason: DepartureReason): void;
  /** The hub takes it away. `remember`: its instance hears so also when it rejoins by itself. */
  remove(session: Session, removal: Removal, config?: { readonly remember: boolean }): void;
}

export function createDismissal(sessions: Sessions, expiries: Expiries, rooms: Rooms, journal: Journal): Dismissal {
  const finish = (session: Session, reason: DepartureReason): void => {
    expiries.clear(session);
    rooms.remove(session, reason);
    journal.note({ type: 'departed', who: whoIs(session.credentials), reason });
  };

  return {
    depart(session, reason) {
      if (!sessions.forget(session)) return;
      session.line?.end('left', reason);
      finish(session, reason);
    },
    remove(session, removal, { remember } = { remember: false }) {
      if (!sessions.forget(session, remember ? removal : undefined)) return;
      session.line?.end('removed', removal.reason, payload({ t: 'removed', ...removal }));
      finish(session, 'removed');
    },
  };
}
