import { EMPTY, catchError, defer, mergeMap, of, type Observable } from 'rxjs';
import { keyOf, whoIs, type Claims, type Credentials } from './authentication.js';
import type { Bans } from './bans.js';
import type { Admission } from './hubEvent.js';
import type { Journal } from './journal.js';
import type { HubLimits } from './limits.js';
import type { Line } from './line.js';
import type { Rate } from './rate.js';
import { Refusal, isRefusal } from './refusal.js';
import type { AnyService } from './service.js';
import type { Claimed, Session, Sessions } from './sessions.js';
import { takenOver } from './dismissal.js';
import { validId } from '../protocol/validId.js';

/** What a client says first, whatever its profile. */
export interface Hello {
  readonly credentials: Credentials;
  readonly secret: string;
  readonly generation: number;
  /** The beat it asks for, in ms. */
  readonly beat: number;
  /** How often its user may come in. */
  readonly rate?: Rate;
  /** @throws Refusal for what only the profile knows. */
  readonly permit: () => void;
}

/** Somebody was let in. */
export interface Admitted {
  readonly session: Session;
  readonly how: Admission;
  /** The session it was taken from, if that was on this hub. */
  readonly old: Session | undefined;
  /** How long the token is still good, in ms; `undefined`: it does not expire. */
  readonly expiresIn: number | undefined;
}

/** Lets a client in, or ends its line. */
export type Admit = (line: Line, hello: Hello, service: AnyService) => Observable<Admitted>;

interface AdmissionConfig {
  readonly authenticated: (credentials: Credentials) => Observable<Claims>;
  readonly sessions: Sessions;
  readonly bans: Bans;
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
export function admission(config: AdmissionConfig): Admit {
  const { authenticated, sessions, bans, limits, journal } = config;
  let hellos = 0;

  const check = (hello: Hello): void => {
    const { user } = hello.credentials;
    if (!validId(user, limits.id)) {
      throw new Refusal('INVALID_ARGUMENT', `a user id is 1 to ${limits.id} bytes of printable characters`);
    }
    if (hello.beat < shortestBeat) {
      throw new Refusal('INVALID_ARGUMENT', `a beat of ${hello.beat} ms is too short: at least ${shortestBeat} ms`);
    }
    if (bans.has(user)) throw new Refusal('BANNED_BY_SERVER', 'the user is banned');
    hello.permit();
  };

  const enter = (line: Line, admitted: Admitted): Observable<Admitted> => {
    const { session, how } = admitted;
    journal.note({ type: 'accepted', link: line.id, who: whoIs(session.credentials), how });
    return of(admitted);
  };

  const settle = (line: Line, claimed: Claimed, claims: Claims, { word, no }: AnyService): Observable<Admitted> => {
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
        claimed.old?.line?.end('removed', word(takenOver.reason), no('removed', takenOver));
    }
    const { session, outcome: how } = claimed;
    const old = how === 'takeover' ? claimed.old : undefined;
    return enter(line, { session, how, old, expiresIn: claims.expiresIn });
  };

  const refuse = (line: Line, { credentials }: Hello, { word, no }: AnyService, error: unknown): Observable<never> => {
    if (!isRefusal(error)) throw error;
    const { message } = error;
    const reason = word(error.reason);
    journal.note({ type: 'refused', link: line.id, who: whoIs(credentials), reason, message });
    line.end('refused', reason, no('refused', error));
    return EMPTY;
  };

  return (line, hello, service) => {
    const { credentials, secret, generation } = hello;
    const number = ++hellos;
    return defer(() => {
      check(hello);
      return authenticated(credentials);
    }).pipe(
      mergeMap((claims) => {
        check(hello);
        if (hello.rate?.take() === false) throw new Refusal('TOO_OFTEN', 'the user id comes in too often');
        const claim = { key: keyOf(credentials), secret, generation, credentials, line, hello: number };
        return sessions.claim(claim).pipe(mergeMap((claimed) => settle(line, claimed, claims, service)));
      }),
      catchError((error: unknown) => refuse(line, hello, service, error)),
    );
  };
}
