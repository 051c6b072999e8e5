import { expect } from 'chai';
import { TestScheduler } from 'rxjs/testing';
import { interval, map, of, timer } from 'rxjs';
import { createConnection } from '../../lib/connection/createConnection.js';
import { holdUntilConnected } from '../../lib/connection/holdUntilConnected.js';
import { whileConnected } from '../../lib/connection/whileConnected.js';
import { handTransport } from '../support/handTransport.js';

describe('an application composed with state$, in stock marbles', () => {
  /** The other side speaks where the marble says; links after the first never open. */
  const world = (
    speech: string,
    body: (
      helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0],
      connection: ReturnType<typeof createConnection>,
    ) => void,
  ) =>
    new TestScheduler((actual, expected) => void expect(actual).to.deep.equal(expected)).run((helpers) => {
      const hand = handTransport();
      const connection = createConnection({
        transport: hand.transport,
        handshake: () => of('yes'),
        redial: () => null,
      });
      helpers.cold(speech).subscribe({
        next: () => hand.dials[0]?.say('data'),
        complete: () => connection.dispose(),
      });
      connection.open();
      body(helpers, connection);
    });
  const names: Record<string, string> = { d: 'disconnected', c: 'connected', r: 'reconnecting' };

  it('API-1: state$ is a plain stream: marbles draw it', () => {
    world('2s a 5s b 1s |', ({ expectObservable }, { state$ }) => {
      expectObservable(state$).toBe('c 5999ms r 1000ms c 1000ms (d|)', names);
    });
  });

  it('API-3: whileConnected: a poll runs in connected time only', () => {
    world('2s a 5s b 1s |', ({ expectObservable }, { state$ }) => {
      const poll$ = interval(1_600).pipe(whileConnected(state$));
      expectObservable(poll$).toBe('1600ms 0 1599ms 1 1599ms 2 3201ms |', [0, 1, 2]);
    });
  });

  it('API-3: holdUntilConnected: what is typed in an outage goes out when it is over', () => {
    world('2s a 5s b 1s |', ({ expectObservable }, { state$ }) => {
      const typed$ = timer(5_000, 1_500).pipe(
        map((n) => String.fromCharCode(97 + n)),
        holdUntilConnected(state$, { limit: 10 }),
      );
      expectObservable(typed$, '^ 8500ms !').toBe('5s a 2s b 998ms c');
    });
  });
});
