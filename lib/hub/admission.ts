import { EMPTY, catchError, defer, mergeMap, of, type Observable } from 'rxjs';
import { keyOf, whoIs, type Claims, type Credentials } from './authentication.js';
import type { Bans } from './bans.js';
import type { Expiries } from './expiries.js';
import type { Admission } from './hubEvent.js';
import type { Journal } from './journal.js';
import type { HubLimits } from './limits.js';
import type { Line } from './line.js';
import { payload } from './payload.js';
import { Refusal, isRefusal } from './refusal.js';
import type { Claimed, Session, Sessions } from './sessions.js';
import { isValidId } from './validId.js';

/** What a client says first, whatever its profile. */
export interface Hello {
  readonly credentials: Credentials;
  readonly secret: string;
  readonly generation: number;
  /** The beat it asks for, in ms. */
  readonly beat: number;
}

/** Somebody was let in. */
export interface Admitted {
  readonly session: Session;
  readonly expiresIn: number | undefined;
}

interface AdmissionConfig {
  readonly authenticated: (credentials: Credentials) => Observable<Claims>;
  /** Throws a {@link Refusal} for what only the profile knows. */
  readonly permit: (hello: Hello) => void;
  readonly sessions: Sessions;
  readonly bans: Bans;
  readonly expiries: Expiries;
  readonly limits: HubLimits;
  readonly journal: Journal;
}

/** A client may not ask for more than ten beats a second. */
const shortestBeat = 100;

/**
 * The way in (SPEC HUB-2 to HUB-4): the hello is checked, its credentials are authenticated, its session is claimed.
 * From that instant the session is on `line` alone: the link it was on, or the instance it was taken from, is told
 * and ended.
 *
 * Emits one value, or none when the client was refused; then the line has ended. Checks are made again at the claim,
 * since authentication takes time.
 */
export function admission(config: AdmissionConfig): (line: Line, hello: Hello) => Observable<Admitted> {
  const { authenticated, permit, sessions, bans, expiries, limits, journal } = config;
  let hellos = 0;

  const check = (hello: Hello): void => {
    const { user } = hello.credentials;
    if (!isValidId(user, limits.id)) {
      throw new Refusal('REJECTED_BY_SERVER', `a user id is 1 to ${limits.id} bytes of printable characters`);
    }
    if (hello.beat < shortestBeat) {
      throw new Refusal('REJECTED_BY_SERVER', `a beat of ${hello.beat} ms is too short: at least ${shortestBeat} ms`);
    }
    if (bans.has(user)) throw new Refusal('BANNED_BY_SERVER', 'the user is banned');
    permit(hello);
  };

  const enter = (line: Line, session: Session, how: Admission, { expiresIn }: Claims): Observable<Admitted> => {
    expiries.set(session, expiresIn);
    journal.note({ type: 'accepted', link: line.id, who: whoIs(session.credentials), how });
    return of({ session, expiresIn });
  };

  const settle = (line: Line, claimed: Claimed, claims: Claims): Observable<Admitted> => {
    switch (claimed.outcome) {
      case 'refused':
        throw new Refusal(claimed.reason, claimed.message);
      case 'superseded':
        line.end('replaced', 'the session is on a newer link');
        return EMPTY;
      case 'resumed':
        claimed.oldLine?.end('replaced', 'the session goes on on a newer link');
        break;
      case 'takeover':
        expiries.clear(claimed.old);
        claimed.old.line?.end('removed', takenOver.reason, payload({ t: 'removed', ...takenOver }));
    }
    return enter(line, claimed.session, claimed.outcome, claims);
  };

  const refuse = (line: Line, { credentials }: Hello, error: unknown): Observable<never> => {
    if (!isRefusal(error)) throw error;
    const { reason, message } = error;
    journal.note({ type: 'refused', link: line.id, who: whoIs(credentials), reason, message });
    line.end('refused', reason, payload({ t: 'refused', reason, message }));
    return EMPTY;
  };

  return (line, hello) => {
    const { credentials, secret, generation } = hello;
    const number = ++hellos;
    return defer(() => {
      check(hello);
      return authenticated(credentials);
    }).pipe(
      mergeMap((claims) => {
        check(hello);
        const claim = { key: keyOf(credentials), secret, generation, credentials, line, hello: number };
        return settle(line, sessions.claim(claim), claims);
      }),
      catchError((error: unknown) => refuse(line, hello, error)),
    );
  };
}

const takenOver = { reason: 'SAME_UID_LOGIN', message: 'the user id has joined from another instance' } as const;
