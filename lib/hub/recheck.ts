import { catchError, defer, tap, type Observable } from 'rxjs';
import { whoIs, type Claims, type Credentials } from './authentication.js';
import type { Journal } from './journal.js';
import type { Line } from './line.js';
import type { Payload } from './payload.js';
import { isRefusal, type Reason } from './refusal.js';
import type { Session } from './sessions.js';

interface Recheck {
  readonly line: Line;
  readonly session: Session;
  /** With what it wants to go on, from what it has when its turn has come. */
  readonly change: (credentials: Credentials) => Credentials;
  readonly yes: (claims: Claims) => Payload;
  readonly no: (reason: Reason, message: string) => Payload;
}

/** Asks `authenticate` whether a session may go on with other credentials, and answers it; its values say nothing. */
export function rechecking(
  authenticated: (credentials: Credentials) => Observable<Claims>,
  journal: Journal,
): (recheck: Recheck) => Observable<unknown> {
  return ({ line, session, change, yes, no }) =>
    defer(() => authenticated(change(session.credentials))).pipe(
      tap((claims) => {
        session.credentials = change(session.credentials);
        line.say(yes(claims));
        journal.note({ type: 'renewed', who: whoIs(session.credentials) });
      }),
      catchError((error: unknown) => {
        if (!isRefusal(error)) throw error;
        const { reason, message } = error;
        line.say(no(reason, message));
        journal.note({ type: 'denied', link: line.id, who: whoIs(session.credentials), reason, message });
        return [];
      }),
    );
}
