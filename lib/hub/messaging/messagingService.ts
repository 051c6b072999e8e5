import { tap, type Observable, type SchedulerLike } from 'rxjs';
import { decode } from '../../protocol/codec.js';
import {
  messagingClientFrame,
  type LoginFrame,
  type MessagingClientFrame,
} from '../../protocol/messagingClientFrame.js';
import { ProtocolError } from '../../protocol/protocolError.js';
import { keyOfUser, type Claims, type Credentials } from '../authentication.js';
import type { Dismissal } from '../dismissal.js';
import type { Arrival, Positions } from '../arrival.js';
import type { Engine } from '../engine.js';
import type { Journal } from '../journal.js';
import { messagesWithin, type HubLimits } from '../limits.js';
import { payload } from '../payload.js';
import { createRate, createRates, type Rate } from '../rate.js';
import { rechecking } from '../recheck.js';
import type { Service } from '../service.js';
import type { Session } from '../sessions.js';
import { createSettling } from '../settling.js';
import { checkPositions } from './checkPositions.js';
import { createFeeds } from './feeds.js';
import { loginWord } from './loginWord.js';
import { createMessages } from './messages.js';
import type { Perform } from './perform.js';
import { createPump, type Pump } from './pump.js';
import { createReceipts } from './receipts.js';
import { createRequests } from './requests.js';
import { renewalWord } from './renewalWord.js';
import { sayMissed } from './sayMissed.js';
import { wakes } from './wakes.js';
import { createWatching } from './watching.js';

interface MessagingServiceConfig {
  readonly authenticated: (credentials: Credentials) => Observable<Claims>;
  readonly engine: Engine;
  readonly dismissal: Dismissal;
  readonly limits: HubLimits;
  readonly journal: Journal;
  readonly scheduler: SchedulerLike;
  readonly now: () => number;
  readonly perform: Perform;
  /** After so much silence a user is no longer online, in ms. */
  readonly grace: number;
}

/** What a user has as long as its session lives on this hub. */
interface Desk {
  readonly pump: Pump;
  readonly joins: Rate;
}

const beat = payload({ t: 'beat' });
const positionsOf = ({ epoch, inbox, channels, requests }: LoginFrame): Positions => ({
  ...(epoch !== undefined && { epoch }),
  inbox,
  channels,
  ...(requests !== undefined && { requests }),
});
const lease = (expiresIn: number | undefined) => (expiresIn === undefined ? {} : { expiresIn });

/** The messaging profile: users that are online, with mailboxes, channels, statuses and attributes (SPEC RTM). */
export function messagingService(config: MessagingServiceConfig): Service<LoginFrame, MessagingClientFrame> {
  const { authenticated, engine, dismissal, limits, journal, scheduler, now, perform, grace } = config;
  const settling = createSettling(now, grace);
  const pace = { messages: limits.messages, within: messagesWithin };
  const recheck = rechecking(authenticated, journal);
  const logins = createRates(limits.logins, 1_000, now);
  const desks = new Map<string, Desk & { readonly session: Session }>();
  const receipts = createReceipts({ scheduler, now, perform });
  const feeds = createFeeds(engine, perform);
  const watching = createWatching(engine, perform);
  const messages = createMessages({ engine, receipts, limits });
  const joins = ({ key }: Session): Rate => desks.get(key)!.joins;
  const answer = createRequests({ engine, feeds, watching, limits, joins });
  const pumpOf = (key: string): Pump | undefined => desks.get(key)?.pump;
  perform(wakes({ engine, receipts, feeds, watching, pumpOf, scheduler, perform }));

  const sit = (session: Session): Desk => {
    const pump = createPump({ session, engine, perform, window: limits.unacknowledged });
    const desk = { session, pump, joins: createRate(limits.joins, 3_000, now) };
    desks.set(session.key, desk);
    return desk;
  };
  const leave = (session: Session): void => {
    feeds.leave(session);
    watching.leave(session);
    if (desks.get(session.key)?.session === session) desks.delete(session.key);
  };

  return {
    farewell: 'logout',
    patience: limits.requests + limits.messages,
    read: (text) => decode(messagingClientFrame, text),
    hello(login) {
      const { user, token, secret, generation, beat } = login;
      return {
        credentials: { profile: 'rtm', user, ...(token !== undefined && { token }) },
        secret,
        generation,
        beat,
        rate: logins(keyOfUser(user)),
        permit: () => checkPositions(login, limits),
      };
    },
    word: loginWord,
    no: (t, { reason, message }) => payload({ t, reason: loginWord(reason), message }),
    welcome(line, { session, old, how, expiresIn }, login, beat) {
      if (old) leave(old);
      feeds.leave(session);
      watching.leave(session);
      const { pump } = desks.get(session.key) ?? sit(session);
      const greet = (arrival: Arrival): void => {
        const { generation } = session;
        const granted = {
          generation,
          beat,
          ...lease(expiresIn),
          epoch: arrival.epoch,
          session: how,
          pace,
          ...settling(),
        };
        line.say(payload({ t: 'loggedIn', ...granted }));
        line.beatEvery(beat);
        for (const one of arrival.channels) {
          sayMissed(line, one);
          feeds.enter(session, one.channel, one);
          feeds.wake(one.channel);
        }
        pump.start(arrival.inbox);
      };
      return engine.arrive(session.fence, positionsOf(login)).pipe(tap(greet));
    },
    hear(line, session, frame) {
      switch (frame.t) {
        case 'beat':
          return;
        case 'ping':
          return void line.sayFirst(beat);
        case 'login':
          throw new ProtocolError('outOfPlace', 'this link has logged in already');
        case 'logout':
          return void dismissal.depart(session, 'quit');
        case 'received':
          return void pumpOf(session.key)?.acknowledged(frame.seq);
        case 'sendTo':
          return messages.sendTo(session, frame);
        case 'publish':
          return messages.publish(session, frame);
        case 'renew':
          return recheck({
            line,
            session,
            change: (credentials) => ({ ...credentials, token: frame.token }),
            yes: ({ expiresIn }) => payload({ t: 'done', id: frame.id, ...lease(expiresIn) }),
            no: (reason, message) => payload({ t: 'denied', id: frame.id, reason: renewalWord(reason), message }),
          });
        default:
          return answer(session, frame);
      }
    },
    judged({ session, status }) {
      if (status === 'grace') dismissal.depart(session, 'dropped');
    },
    gone: leave,
  };
}
