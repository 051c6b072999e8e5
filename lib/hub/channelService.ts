import { catchError, defer, tap, type Observable } from 'rxjs';
import type { ChannelClientFrame, JoinFrame } from '../protocol/channelFrames.js';
import { ProtocolError } from '../protocol/protocolError.js';
import type { Admitted, Hello } from './admission.js';
import { keyOf, whoIs, type Claims, type Credentials } from './authentication.js';
import type { Dismissal } from './dismissal.js';
import type { Expiries } from './expiries.js';
import type { Journal } from './journal.js';
import type { HubLimits } from './limits.js';
import type { Line } from './line.js';
import { payload } from './payload.js';
import { Refusal, isRefusal } from './refusal.js';
import type { Rooms } from './rooms.js';
import type { Session, Sessions } from './sessions.js';
import { isValidId } from './validId.js';
import type { Verdict } from './verdicts.js';

/** A frame that is answered, in the order of asking. */
export type Request = Extract<ChannelClientFrame, { id: number }>;

/** What the channel profile adds to the hub: its frames, and what its members are told (SPEC RTC). */
export interface ChannelService {
  hello(frame: JoinFrame): Hello;
  /** Throws a {@link Refusal} if there is no such channel, or no room in it. */
  permit(hello: Hello): void;
  /** Tells the newcomer and the others of each other; with a beat every `beat` ms from now on. */
  welcome(line: Line, admitted: Admitted, beat: number): void;
  /** What needs no answer by way of `authenticate`. */
  hear(line: Line, session: Session, frame: Exclude<ChannelClientFrame, Request>): void;
  /** Answers a request; its one value says nothing. */
  answer(line: Line, session: Session, request: Request): Observable<unknown>;
  judged(verdict: Verdict): void;
}

interface ChannelServiceConfig {
  readonly authenticated: (credentials: Credentials) => Observable<Claims>;
  readonly sessions: Sessions;
  readonly rooms: Rooms;
  readonly expiries: Expiries;
  readonly dismissal: Dismissal;
  readonly limits: HubLimits;
  readonly journal: Journal;
}

const beat = payload({ t: 'beat' });

export function channelService(config: ChannelServiceConfig): ChannelService {
  const { authenticated, sessions, rooms, expiries, dismissal, limits, journal } = config;

  const change = (session: Session, request: Request): Credentials => ({
    ...session.credentials,
    ...(request.t === 'role' ? { role: request.role } : { token: request.token }),
  });

  return {
    hello: ({ channel, uid: user, role, token, secret, generation, beat }) => ({
      credentials: { profile: 'rtc', channel, user, role, ...(token !== undefined && { token }) },
      secret,
      generation,
      beat,
    }),
    permit({ credentials }) {
      const { channel } = credentials;
      if (!isValidId(channel, limits.id)) {
        throw new Refusal('INVALID_CHANNEL_NAME', `a channel name is 1 to ${limits.id} bytes of printable characters`);
      }
      if (rooms.size(channel) >= limits.members && !sessions.knows(keyOf(credentials))) {
        throw new Refusal('TOO_MANY_BROADCASTERS', `the channel has ${limits.members} members already`);
      }
    },
    welcome(line, { session, expiresIn }, beat) {
      const { generation } = session;
      const lease = expiresIn === undefined ? {} : { expiresIn };
      line.say(payload({ t: 'joined', generation, beat, ...lease, ...rooms.roster(session) }));
      line.beatEvery(beat);
      rooms.put(session);
    },
    hear(line, session, frame) {
      switch (frame.t) {
        case 'beat':
          return;
        case 'ping':
          return line.sayFirst(beat);
        case 'send':
          return rooms.tell(session, { t: 'message', from: session.credentials.user, data: frame.data });
        case 'leave':
          return dismissal.depart(session, 'quit');
        case 'join':
          throw new ProtocolError('outOfPlace', 'this link has joined already');
      }
    },
    answer: (line, session, request) =>
      defer(() => authenticated(change(session, request))).pipe(
        tap(({ expiresIn }) => {
          session.credentials = change(session, request);
          expiries.set(session, expiresIn);
          rooms.put(session);
          line.say(payload({ t: 'done', id: request.id, ...(expiresIn !== undefined && { expiresIn }) }));
          journal.note({ type: 'renewed', who: whoIs(session.credentials) });
        }),
        catchError((error: unknown) => {
          if (!isRefusal(error)) throw error;
          const { reason, message } = error;
          line.say(payload({ t: 'denied', id: request.id, reason, message }));
          journal.note({ type: 'denied', link: line.id, who: whoIs(session.credentials), reason, message });
          return [];
        }),
      ),
    judged({ session, status }) {
      if (status === 'peerOffline') dismissal.depart(session, 'dropped');
    },
  };
}
