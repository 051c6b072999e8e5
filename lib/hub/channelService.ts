import { EMPTY, type Observable } from 'rxjs';
import { channelClientFrame, type ChannelClientFrame, type JoinFrame } from '../protocol/channelClientFrame.js';
import { type RefusalReason } from '../protocol/channelFrames.js';
import { decode } from '../protocol/codec.js';
import { ProtocolError } from '../protocol/protocolError.js';
import { keyOf, type Claims, type Credentials } from './authentication.js';
import type { Dismissal } from './dismissal.js';
import type { Expiries } from './expiries.js';
import type { Who } from './hubEvent.js';
import type { Journal } from './journal.js';
import type { HubLimits } from './limits.js';
import { payload } from './payload.js';
import { rechecking } from './recheck.js';
import { Refusal, type Reason } from './refusal.js';
import { createRooms } from './rooms.js';
import type { Service } from './service.js';
import type { Sessions } from './sessions.js';
import { validId } from '../protocol/validId.js';

interface ChannelServiceConfig {
  readonly authenticated: (credentials: Credentials) => Observable<Claims>;
  readonly sessions: Sessions;
  readonly expiries: Expiries;
  readonly dismissal: Dismissal;
  readonly limits: HubLimits;
  readonly journal: Journal;
  readonly now: () => number;
  /** After so much silence a session is over, in ms. */
  readonly peerOffline: number;
}

const beat = payload({ t: 'beat' });
const lease = (expiresIn: number | undefined) => (expiresIn === undefined ? {} : { expiresIn });

/** The channel profile: who is in a channel, and what its members send each other (SPEC RTC). */
export function channelService(config: ChannelServiceConfig): Service<JoinFrame, ChannelClientFrame> {
  const { authenticated, sessions, expiries, dismissal, limits, journal, now, peerOffline } = config;
  const rooms = createRooms(now, peerOffline);
  const recheck = rechecking(authenticated, journal);

  const permit = (who: Extract<Who, { profile: 'rtc' }>): void => {
    if (!validId(who.channel, limits.id)) {
      throw new Refusal('INVALID_CHANNEL_NAME', `a channel name is 1 to ${limits.id} bytes of printable characters`);
    }
    if (rooms.size(who.channel) >= limits.members && !sessions.find(keyOf(who))) {
      throw new Refusal('TOO_MANY_BROADCASTERS', `the channel has ${limits.members} members already`);
    }
  };

  return {
    farewell: 'leave',
    patience: limits.requests,
    read: (text) => decode(channelClientFrame, text),
    hello: ({ channel, uid: user, role, token, secret, generation, beat }) => ({
      credentials: { profile: 'rtc', channel, user, role, ...(token !== undefined && { token }) },
      secret,
      generation,
      beat,
      permit: () => permit({ profile: 'rtc', channel, user }),
    }),
    word,
    no: (t, { reason, message }) => payload({ t, reason: word(reason), message }),
    welcome(line, { session, old, expiresIn }, _join, beat) {
      const { generation } = session;
      if (old) expiries.clear(old);
      expiries.set(session, expiresIn);
      line.say(payload({ t: 'joined', generation, beat, ...lease(expiresIn), ...rooms.roster(session) }));
      line.beatEvery(beat);
      rooms.put(session);
      return EMPTY;
    },
    hear(line, session, frame) {
      switch (frame.t) {
        case 'beat':
          return;
        case 'ping':
          return void line.sayFirst(beat);
        case 'send':
          return void rooms.tell(session, { t: 'message', from: session.credentials.user, data: frame.data });
        case 'leave':
          return void dismissal.depart(session, 'quit');
        case 'join':
          throw new ProtocolError('outOfPlace', 'this link has joined already');
        case 'role':
        case 'renew': {
          const { id } = frame;
          return recheck({
            line,
            session,
            change: (credentials) => changed(credentials, frame),
            yes({ expiresIn }) {
              expiries.set(session, expiresIn);
              rooms.put(session);
              return payload({ t: 'done', id, ...lease(expiresIn) });
            },
            no: (reason, message) => payload({ t: 'denied', id, reason: word(reason), message }),
          });
        }
      }
    },
    judged({ session, status }) {
      if (status === 'peerOffline') dismissal.depart(session, 'dropped');
    },
    gone: (session, reason) => rooms.remove(session, reason),
  };
}

const changed = (
  credentials: Credentials,
  request: Extract<ChannelClientFrame, { t: 'role' | 'renew' }>,
): Credentials => ({ ...credentials, ...(request.t === 'role' ? { role: request.role } : { token: request.token }) });

/** What this profile has no word for is a no without a reason. */
const word = (reason: Reason): RefusalReason => {
  switch (reason) {
    case 'REJECTED':
    case 'INVALID_ARGUMENT':
    case 'NOT_AUTHORIZED':
    case 'TOO_OFTEN':
      return 'REJECTED_BY_SERVER';
    case 'REMOTE_LOGIN':
      return 'SAME_UID_LOGIN';
    default:
      return reason;
  }
};
