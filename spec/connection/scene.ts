import { expect } from 'chai';
import { Observable, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { AttemptEvent } from '../../lib/connection/attemptEvent.js';
import type { ConnectionConfig } from '../../lib/connection/connectionConfig.js';
import { createConnection, type Connection } from '../../lib/connection/createConnection.js';
import type { Link } from '../../lib/link/link.js';
import { handTransport, type Dial } from '../support/handTransport.js';

/** What a scene is acted with. */
export interface Stage {
  readonly connection: Connection;
  readonly dials: Dial[];
  last(): Dial;
  /** Notes anything, with the time. */
  note(what: string): void;
  now(): number;
}

/** A scene in virtual time: opened at 0, disposed of at `until`. */
export interface Scene extends Partial<Omit<ConnectionConfig, 'transport'>> {
  readonly until: number;
  /** What the other side does with dial number `n`; default: opens it. */
  readonly server?: (dial: Dial, n: number) => void;
  /** What the other side does with a frame. */
  readonly answer?: (frame: string, dial: Dial) => void;
  /** What is done when, by ms. */
  readonly at?: Readonly<Record<number, (stage: Stage) => void>>;
  /** Done before `open()`. */
  readonly first?: (stage: Stage) => void;
}

/** What happened in a scene, each with its time. */
export interface Played {
  /** Changes, `lost`, frames and notes: `4100 reconnecting INTERRUPTED`. */
  readonly log: string[];
  /** The attempts: `0 dialling 1`. */
  readonly attempts: string[];
  readonly dials: Dial[];
  readonly connection: Connection;
}

/** A heartbeat that nobody answers by itself: accepted at the first frame. */
export const heartbeat = { every: 1_000, frame: 'ping' };
/** An other side that answers every heartbeat. */
export const answers = (frame: string, dial: Dial): void => {
  if (frame === 'ping') dial.say('pong');
};

/** Plays a scene under RxJS's own `TestScheduler.run`, to its end: what is pending then is a failure. */
export function play({ until, server = (dial) => dial.open(), answer, at = {}, first, ...config }: Scene): Played {
  const test = new TestScheduler(() => {});
  const log: string[] = [];
  const attempts: string[] = [];
  let subscribed = 0;
  return test.run(({ flush }) => {
    const hand = handTransport({ manual: true, ...(answer && { answer }) });
    const transport = new Observable<Link>((subscriber) => {
      subscribed++;
      subscriber.add(() => subscribed--);
      const dialling = hand.transport.subscribe(subscriber);
      server(hand.last(), hand.dials.length);
      return dialling;
    });
    const connection = createConnection({ transport, random: () => 0.5, ...config });
    const note = (what: string) => void log.push(`${test.now()} ${what}`);
    connection.changes$.subscribe(({ state, reason }) => note(`${state} ${reason}`));
    connection.lost$.subscribe(({ silentFor }) => note(`lost after ${silentFor}`));
    connection.frames$.subscribe((frame) => note(`frame ${frame}`));
    connection.attempts$.subscribe((event) => attempts.push(shown(event)));
    const stage: Stage = { connection, dials: hand.dials, last: hand.last, note, now: () => test.now() };
    first?.(stage);
    for (const [ms, act] of Object.entries(at)) timer(Number(ms)).subscribe(() => act(stage));
    timer(until).subscribe(() => connection.dispose());
    connection.open().subscribe({ error: (error: Error) => note(`open: ${error.name}`) });
    flush();
    expect(test.actions, 'timers that are left').to.have.length(0);
    expect(test.now(), 'the last timer').to.be.at.most(until);
    expect(subscribed, 'links that are left').to.equal(0);
    return { log, attempts, dials: hand.dials, connection };
  });
}

function shown(event: AttemptEvent): string {
  const start = `${event.at} ${event.type} ${event.attempt}`;
  switch (event.type) {
    case 'waiting':
      return `${start} for ${event.delay}`;
    case 'closed':
      return `${start} with ${event.code} ${event.reason}`;
    case 'failed':
      return `${start}: ${event.cause instanceof Error ? event.cause.message : String(event.cause)}`;
    default:
      return start;
  }
}

/** Only the changes and `lost` of a log. */
export const changesOf = (log: readonly string[]): string[] =>
  log.filter((line) => /^\d+ (lost|[a-z]+ [A-Z_]+)/.test(line));
