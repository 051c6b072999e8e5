import { asyncScheduler, defer, first, from, ignoreElements, map, of, repeat, tap } from 'rxjs';
import type { Observable, SchedulerLike } from 'rxjs';
import type { Link } from '../link/link.js';
import { mustBe } from '../link/mustBe.js';
import { optionalFunction } from '../link/optionalFunction.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { clockOf } from '../liveness/clock.js';
import type { Profile } from './connection.js';
import type { ConnectionConfig, Heartbeat } from './connectionConfig.js';
import {
  connectionTable,
  type ConnectionReason,
  type ConnectionState,
  type ConnectionWord,
} from './connectionTable.js';
import { pause } from './pause.js';
import { timerLength } from './timerLength.js';

/**
 * How a connection without a hub of ours talks on a link: its handshake, its heartbeat, and what a refusal is.
 *
 * @throws TypeError, RangeError that names the option and the value.
 */
export function connectionProfile<F, A>({
  handshake,
  heartbeat,
  scheduler,
}: ConnectionConfig<F, A>): Profile<F, A, ConnectionState, ConnectionReason, ConnectionWord> {
  optionalFunction(handshake, 'createConnection: handshake', 'a function of the link');
  if (heartbeat !== undefined) {
    checkedNames(heartbeat, ['every', 'frame'], 'createConnection: heartbeat');
    timerLength(heartbeat.every, 'createConnection: heartbeat.every');
    mustBe(heartbeat.frame !== undefined, 'createConnection: heartbeat.frame', 'a frame', heartbeat.frame);
  }
  return {
    table: connectionTable,
    initial: 'disconnected',
    connected: 'connected',
    dialling: ['connecting', 'connected', 'reconnecting'],
    farewells: [],
    acceptanceProves: !handshake && !heartbeat,
    handshake: handshake ? (link) => from(handshake(link)) : (link) => answered(link, heartbeat),
    refusal: (error) => (isFatal(error) ? { word: 'rejected', cause: error } : undefined),
    verdictOf: () => undefined,
    ...(heartbeat && {
      tend: (link: Link<F>) => beats(link, heartbeat, scheduler),
      ask: (link: Link<F>) => link.send(heartbeat.frame),
    }),
  };
}

/** The handshake of those who have none. */
function answered<F, A>(link: Link<F>, heartbeat: Heartbeat<F> | undefined): Observable<A> {
  const nothing = undefined as A;
  if (!heartbeat) return of(nothing);
  link.send(heartbeat.frame);
  return link.frames$.pipe(
    first(),
    map(() => nothing),
  );
}

function beats<F>(
  link: Link<F>,
  { every, frame }: Heartbeat<F>,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<never> {
  return defer(() => pause(every, clockOf(scheduler), scheduler)).pipe(
    repeat(),
    tap(() => link.send(frame)),
    ignoreElements(),
  );
}

function isFatal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'fatal' in error && error.fatal === true;
}
