import { Subject, Subscription, asyncScheduler, filter, isObservable, tap, type Observable } from 'rxjs';
import type { Link } from '../link/link.js';
import { mustBe } from '../link/mustBe.js';
import { random as chance } from '../link/random.js';
import { randomId } from '../link/randomId.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { clockOf } from '../liveness/clock.js';
import { duration } from '../liveness/thresholds.js';
import { admission } from './admission.js';
import { authentication, whoIs } from './authentication.js';
import { createBans } from './bans.js';
import { channelService } from './channelService.js';
import { checkedOptions } from './checkedOptions.js';
import { authenticateOf, checkedPolicy } from './checkedPolicy.js';
import { checkedUser } from './checkedUser.js';
import { conversation, type Services } from './conversation.js';
import { createDismissal } from './dismissal.js';
import { createDrain } from './drain.js';
import { createExpiries } from './expiries.js';
import type { Hub, HubOptions, SessionInfo } from './hub.js';
import { createJournal } from './journal.js';
import { checkedLimits } from './limits.js';
import { createLine, type Line } from './line.js';
import { memoryEngine } from './memory.js';
import { messagingService } from './messaging/messagingService.js';
import { createSessions, type Session } from './sessions.js';
import { checkedThresholds } from './thresholds.js';
import { verdicts, type Verdict } from './verdicts.js';

/**
 * A hub: it takes links, not sockets, and keeps sessions across them.
 *
 * ```ts
 * import { createHub } from 'rx-lifeline/hub';
 * import { webSocketLinks } from 'rx-lifeline/hub/websocket';
 *
 * const hub = createHub({ allowAnonymous: true });
 * hub.events$.subscribe((event) => console.log(event));
 * hub.accept(webSocketLinks({ port: 8080 }));
 * ```
 *
 * @throws TypeError without `authenticate` and without `allowAnonymous: true` (SPEC HUB-4); RangeError or TypeError
 * for an option that is wrong, naming it and its value.
 */
export function createHub(options: HubOptions = {}): Hub {
  checkedOptions(options);
  const { scheduler = asyncScheduler, random = chance, ids = randomId } = options;
  const thresholds = checkedThresholds(options.thresholds, 'createHub: thresholds');
  const limits = checkedLimits(options.limits, 'createHub: limits');
  const takeover = checkedPolicy(options.takeover);
  const now = clockOf(scheduler);
  const journal = createJournal();
  const authenticated = authentication(authenticateOf(options), { limit: thresholds.accept, scheduler, journal });
  const life = new Subscription();
  const perform = (operation: Observable<unknown>): void => {
    const failed = (error: unknown) => journal.note({ type: 'fault', during: 'engine', error: String(error) });
    life.add(operation.subscribe({ error: failed }));
  };

  const engine = (options.engine ?? memoryEngine)({ scheduler, ids, limits });
  const sessions = createSessions({ engine, takeover, perform });
  const bans = createBans(now);
  const expiries = createExpiries(scheduler, (session) => dismissal.remove(session, tokenExpired));
  const serviceOf = ({ credentials }: Session) => services[credentials.profile];
  const dismissal = createDismissal({ sessions, expiries, serviceOf, journal });
  const common = { authenticated, sessions, dismissal, limits, journal, now };
  const services: Services = {
    rtc: channelService({ ...common, expiries, peerOffline: thresholds.peerOffline }),
    rtm: messagingService({ ...common, engine, perform, scheduler, grace: thresholds.grace }),
  };
  const admit = admission({ authenticated, sessions, bans, limits, journal });

  const lines = new Set<Line>();
  const drain = createDrain(lines, { random, scheduler, journal });
  const heard$ = new Subject<Session>();
  const links$ = new Subject<Link>();
  const heard = (session: Session): void => heard$.next(session);
  const config = { services, admit, sessions, heard, thresholds, limits, scheduler, journal };
  let opened = 0;

  const serve = (link: Link) => {
    const line = createLine(link, { id: ++opened, limits, scheduler, journal });
    journal.note({ type: 'opened', link: line.id });
    if (drain.turnsAway(line)) return;
    lines.add(line);
    line.whenEnded(() => lines.delete(line));
    life.add(conversation(link, line, config));
  };

  const judged = (verdict: Verdict): void => {
    const { session, status, silentFor } = verdict;
    journal.note({ type: 'judged', who: whoIs(session.credentials), status, silentFor });
    serviceOf(session).judged(verdict);
  };

  const claimed$ = engine.events$.pipe(filter((event) => event.type === 'claimed'));
  perform(claimed$.pipe(tap(({ fence }) => dismissal.overtaken(fence))));
  life.add(verdicts(heard$, sessions, thresholds, scheduler).pipe(tap(judged)).subscribe());
  life.add(links$.pipe(tap(serve)).subscribe());

  const remove = (user: string, message: string): void => {
    for (const session of sessions.all()) {
      if (session.credentials.user !== user) continue;
      dismissal.remove(session, { reason: 'BANNED_BY_SERVER', message }, { remember: true });
    }
  };

  return {
    accept(incoming$) {
      mustBe(isObservable(incoming$), 'accept: links$', 'an Observable of links', incoming$);
      if (life.closed) throw new Error('this hub is closed');
      const taking = incoming$.subscribe({
        next: (link) => links$.next(link),
        error(error: unknown) {
          if (journal.observed) journal.note({ type: 'fault', during: 'accept', error: String(error) });
          else throw error;
        },
      });
      life.add(taking);
      return taking;
    },
    events$: journal.events$,
    get sessions() {
      return sessions.all().map(snapshot);
    },
    get metrics() {
      return { ...journal.metrics, sessions: sessions.all().length };
    },
    ban(user, config = {}) {
      checkedUser(user, 'ban: user');
      checkedNames(config, ['for'], 'ban: config');
      const { for: length = Infinity } = config;
      bans.add(user, duration(length, 'ban: for'));
      remove(user, 'the user is banned');
    },
    kick(user) {
      checkedUser(user, 'kick: user');
      remove(user, 'the user was removed');
    },
    drain: (config) => drain.start(config),
    close() {
      if (life.closed) return;
      for (const line of [...lines]) line.end('draining', 'the hub stops');
      for (const session of sessions.all()) expiries.clear(session);
      sessions.clear();
      life.unsubscribe();
      engine.close();
      journal.end();
    },
  };
}

const tokenExpired = { reason: 'TOKEN_EXPIRED', message: 'the token has expired' } as const;

const snapshot = ({ credentials, generation, status, line }: Session): SessionInfo => ({
  ...whoIs(credentials),
  ...(credentials.profile === 'rtc' && { role: credentials.role }),
  generation,
  status,
  ...(line && { link: line.id }),
});
