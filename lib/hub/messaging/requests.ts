import { map, of, tap, type Observable } from 'rxjs';
import type { MessagingClientFrame } from '../../protocol/messagingClientFrame.js';
import { keyOfUser, userOfKey } from '../authentication.js';
import { refused, type Engine, type Refused } from '../engine.js';
import type { HubLimits } from '../limits.js';
import { payload } from '../payload.js';
import type { Rate } from '../rate.js';
import type { Session } from '../sessions.js';
import type { Feeds } from './feeds.js';
import { requestFault } from './requestFault.js';
import type { Watching } from './watching.js';

/** Frames that are answered with `done` or `denied`; `renew` is none of the engine's. */
export type Request = Exclude<Extract<MessagingClientFrame, { id: number }>, { t: 'renew' }>;

interface RequestsConfig {
  readonly engine: Engine;
  readonly feeds: Feeds;
  readonly watching: Watching;
  readonly limits: HubLimits;
  /** How often a user may enter channels. */
  readonly joins: (session: Session) => Rate;
}

/** Answers a request (SPEC RTM-6, RTM-13 to RTM-15); the values say nothing. */
export type Answer = (session: Session, request: Request) => Observable<unknown>;

/** What there is to say; `undefined`: only that it was done. */
type Result = Refused | object | undefined;

export function createRequests({ engine, feeds, watching, limits, joins }: RequestsConfig): Answer {
  const enter = (session: Session, channel: string, id: number): Observable<Result> => {
    if (!joins(session).take()) return of(refused('TOO_OFTEN', `over ${limits.joins} channels entered within 3 s`));
    return engine.enter(session.fence, channel, id).pipe(
      map((entry) => {
        if (entry.outcome === 'refused') return entry;
        feeds.enter(session, channel, entry);
        return { seq: entry.seq, count: entry.count };
      }),
    );
  };

  const exit = (session: Session, channel: string, id: number): Observable<Result> => {
    feeds.exit(session, channel);
    return engine.exit(session.fence, channel, id).pipe(map(() => undefined));
  };

  const members = (session: Session, channel: string): Observable<Result> =>
    feeds.has(session, channel)
      ? engine.members(channel).pipe(map((keys) => ({ users: keys.map(userOfKey) })))
      : of(refused('NOT_A_MEMBER', 'the user is not in this channel'));

  const watch = (session: Session, keys: readonly string[]): Observable<Result> =>
    watching.size(session, keys) > limits.watched
      ? of(refused('TOO_MANY', `at most ${limits.watched} users are watched`))
      : watching.watch(session, keys).pipe(map(named));

  const result = (session: Session, request: Request): Observable<Result> => {
    const { fence } = session;
    switch (request.t) {
      case 'enter':
        return enter(session, request.channel, request.id);
      case 'exit':
        return exit(session, request.channel, request.id);
      case 'members':
        return members(session, request.channel);
      case 'watch':
        return watch(session, request.users.map(keyOfUser));
      case 'unwatch':
        watching.unwatch(session, request.users.map(keyOfUser));
        return of(undefined);
      case 'query':
        return engine.statuses(request.users.map(keyOfUser)).pipe(map(named));
      case 'setAttributes':
        return engine.setAttributes(fence, { mode: request.mode, entries: request.attributes }).pipe(map(outcome));
      case 'deleteAttributes':
        return engine.setAttributes(fence, { mode: 'delete', entries: asEntries(request.keys) }).pipe(map(outcome));
      case 'attributesOf':
        return engine.attributes(keyOfUser(request.user)).pipe(map((attributes) => ({ attributes })));
      case 'setChannelAttributes': {
        const { channel, mode, attributes: entries, notify } = request;
        return engine.setChannelAttributes(fence, channel, { mode, entries, notify }).pipe(map(outcome));
      }
      case 'deleteChannelAttributes': {
        const { channel, keys, notify } = request;
        const change = { mode: 'delete', entries: asEntries(keys), notify } as const;
        return engine.setChannelAttributes(fence, channel, change).pipe(map(outcome));
      }
      case 'channelAttributesOf':
        return engine
          .channelAttributes(request.channel)
          .pipe(map((attributes) => ({ attributes: attributes.map(byUser) })));
    }
  };

  return (session, request) => {
    const fault = requestFault(request, limits);
    return (fault ? of(fault) : result(session, request)).pipe(
      tap((result) => {
        session.line?.say(frameOf(request.id, result));
        if (request.t === 'enter') feeds.wake(request.channel);
      }),
    );
  };
}

const frameOf = (id: number, result: Result) => {
  if (result === undefined) return payload({ t: 'done', id });
  if (!isRefused(result)) return payload({ t: 'done', id, result });
  return payload({ t: 'denied', id, reason: result.reason, message: result.detail });
};

const isRefused = (result: object): result is Refused => 'outcome' in result;
const outcome = (answer: { readonly outcome: 'set' } | Refused): Result =>
  answer.outcome === 'refused' ? answer : undefined;
const asEntries = (keys: readonly string[]) => keys.map((key) => [key, ''] as const);
const named = (statuses: readonly (readonly [key: string, status: string])[]) => ({
  statuses: statuses.map(([key, status]) => [userOfKey(key), status]),
});

/** As clients see it. */
export const byUser = <A extends { readonly lastUpdateUserId: string }>(attribute: A): A => ({
  ...attribute,
  lastUpdateUserId: userOfKey(attribute.lastUpdateUserId),
});
