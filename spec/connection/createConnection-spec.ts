import { expect } from 'chai';
import { NEVER, Subject, merge, of, throwError, timer, toArray } from 'rxjs';
import { isConnectError } from '../../lib/connection/connectError.js';
import { connectionEvents, createConnection } from '../../lib/connection/createConnection.js';
import { isStateError, StateError } from '../../lib/connection/stateError.js';
import { handTransport, type Dial } from '../support/handTransport.js';
import { stock } from '../liveness/virtual.js';
import { answers, changesOf, heartbeat, play, type Scene, type Stage } from './scene.js';

describe('createConnection', () => {
  /** The other side speaks at these instants, and never by itself. */
  const speech = (...instants: number[]): NonNullable<Scene['at']> =>
    Object.fromEntries(instants.map((ms) => [ms, ({ dials }: Stage) => dials.forEach((dial) => dial.say('data'))]));
  const changes = (scene: Scene) => changesOf(play(scene).log);
  const mute = { server: (dial: Dial, n: number) => (n === 1 ? dial.open() : undefined), heartbeat };

  describe('silence', () => {
    it('CON-1: says INTERRUPTED at 4 000 ms of silence, not at 3 999', () => {
      const scene = { ...mute, at: speech(100) };
      const opening = ['0 connecting CONNECTING', '100 connected JOIN_SUCCESS'];
      expect(changes({ ...scene, until: 4_099 })).to.deep.equal([...opening, '4099 disconnected LEAVE_CHANNEL']);
      expect(changes({ ...scene, until: 4_101 })).to.deep.equal([
        ...opening,
        '4100 reconnecting INTERRUPTED',
        '4101 disconnected LEAVE_CHANNEL',
      ]);
    });

    it('CON-1: tells lost once at 10 000 ms, not at 9 999; the state stays', () => {
      const scene = { ...mute, at: speech(100) };
      expect(changes({ ...scene, until: 10_099 }).at(-2)).to.equal('4100 reconnecting INTERRUPTED');
      expect(changes({ ...scene, until: 60_000 }).slice(2)).to.deep.equal([
        '4100 reconnecting INTERRUPTED',
        '10100 lost after 10000',
        '60000 disconnected LEAVE_CHANNEL',
      ]);
    });

    it('CON-1: never joined: lost 10 000 ms after open(), the state stays connecting', () => {
      expect(changes({ server: () => {}, until: 60_000 })).to.deep.equal([
        '0 connecting CONNECTING',
        '10000 lost after 10000',
        '60000 disconnected LEAVE_CHANNEL',
      ]);
    });

    it('CON-1: a frame at 4 000 ms is in time, wherever it was scheduled; one at 4 001 is not', () => {
      expect(changes({ ...mute, at: speech(100, 4_100), until: 5_000 })).to.have.length(3);
      expect(changes({ ...mute, at: speech(100, 4_101), until: 5_000 }).slice(2)).to.deep.equal([
        '4100 reconnecting INTERRUPTED',
        '4101 connected JOIN_SUCCESS',
        '5000 disconnected LEAVE_CHANNEL',
      ]);
    });

    it('CON-1: failed exactly 1 200 000 ms after entering reconnecting, and nothing is left', () => {
      expect(changes({ ...mute, at: speech(100), until: 1_300_000 }).slice(2)).to.deep.equal([
        '4100 reconnecting INTERRUPTED',
        '10100 lost after 10000',
        '1204100 failed JOIN_FAILED',
        '1300000 disconnected LEAVE_CHANNEL',
      ]);
      expect(changes({ ...mute, at: speech(100), until: 1_204_099 }).at(-2)).to.equal('10100 lost after 10000');
    });

    it('CON-1: failed exactly 1 200 000 ms after open() when connecting; single attempts start no clock again', () => {
      const played = play({ server: () => {}, until: 1_300_000 });
      expect(changesOf(played.log).slice(1)).to.deep.equal([
        '10000 lost after 10000',
        '1200000 failed JOIN_FAILED',
        '1300000 disconnected LEAVE_CHANNEL',
      ]);
      expect(played.log).to.include('1200000 open: ConnectError');
      expect(played.dials.length).to.be.above(100);
    });

    it('CON-1: lost is told again in the next outage, measured from its own last frame', () => {
      expect(
        changes({ ...mute, at: speech(100, 9_000, 20_000), until: 31_000, redial: () => null }).slice(2),
      ).to.deep.equal([
        '4100 reconnecting INTERRUPTED',
        '9000 connected JOIN_SUCCESS',
        '13000 reconnecting INTERRUPTED',
        '19000 lost after 10000',
        '31000 disconnected LEAVE_CHANNEL',
      ]);
    });

    it("CON-5: the same at thresholds of a user's own", () => {
      const thresholds = { interrupted: 50, lost: 70, giveUp: 200 };
      expect(changes({ ...mute, thresholds, at: speech(20), until: 1_000 }).slice(2)).to.deep.equal([
        '70 reconnecting INTERRUPTED',
        '90 lost after 70',
        '270 failed JOIN_FAILED',
        '1000 disconnected LEAVE_CHANNEL',
      ]);
    });

    it('CON-5: false and Infinity switch a threshold off', () => {
      const scene = { ...mute, at: speech(100), until: 1_250_000 };
      const without = (thresholds: Scene['thresholds'] & object) => changes({ ...scene, thresholds }).slice(2, -1);
      expect(without({ interrupted: false, lost: false })).to.deep.equal([]);
      expect(without({ interrupted: Infinity })).to.deep.equal(['10100 lost after 10000']);
      expect(without({ lost: false, giveUp: false })).to.deep.equal(['4100 reconnecting INTERRUPTED']);
      expect(without({ giveUp: Infinity })).to.deep.equal(['4100 reconnecting INTERRUPTED', '10100 lost after 10000']);
    });

    it('CON-5: without interrupted, lost is still told once per outage', () => {
      const thresholds = { interrupted: false as const };
      const server = (dial: Dial) => dial.open();
      expect(
        changes({ heartbeat, server, thresholds, at: speech(100, 15_000, 16_000), until: 40_000 }).slice(2),
      ).to.deep.equal(['10100 lost after 10000', '26000 lost after 10000', '40000 disconnected LEAVE_CHANNEL']);
    });

    it('CON-5: thresholds over 24 days do not fire at once', () => {
      const day = 86_400_000;
      const thresholds = { interrupted: 25 * day, lost: 30 * day, giveUp: 60 * day };
      const long = { every: 2 ** 31 - 1, frame: 'ping' };
      const { log } = play({ heartbeat: long, thresholds, redial: () => null, at: speech(100), until: 100 * day });
      expect(changesOf(log).slice(2)).to.deep.equal([
        `${25 * day + 100} reconnecting INTERRUPTED`,
        `${30 * day + 100} lost after ${30 * day}`,
        `${85 * day + 100} failed JOIN_FAILED`,
        `${100 * day} disconnected LEAVE_CHANNEL`,
      ]);
    });

    it('CON-1: a change tells what was before, when, and for how long nothing was heard', () => {
      stock(({ flush }) => {
        const hand = handTransport();
        const connection = createConnection({ transport: hand.transport, heartbeat, redial: () => null });
        const told: unknown[] = [];
        connection.changes$.subscribe((change) => told.push(change));
        connection.open();
        for (const ms of [100, 7_100]) timer(ms).subscribe(() => hand.last().say('data'));
        timer(7_500).subscribe(connection.dispose);
        flush();
        const accepted = undefined;
        expect(told).to.deep.equal([
          { previous: 'disconnected', state: 'connecting', reason: 'CONNECTING', at: 0, silentFor: 0 },
          { previous: 'connecting', state: 'connected', reason: 'JOIN_SUCCESS', at: 100, silentFor: 100, accepted },
          { previous: 'connected', state: 'reconnecting', reason: 'INTERRUPTED', at: 4_100, silentFor: 4_000 },
          { previous: 'reconnecting', state: 'connected', reason: 'JOIN_SUCCESS', at: 7_100, silentFor: 7_000 },
          { previous: 'connected', state: 'disconnected', reason: 'LEAVE_CHANNEL', at: 7_500, silentFor: 400 },
        ]);
      });
    });
  });

  describe('life', () => {
    it('CON-4: an answered heartbeat keeps it connected, beat after beat', () => {
      const { log, dials } = play({ heartbeat, answer: answers, until: 60_500 });
      expect(changesOf(log)).to.deep.equal([
        '0 connecting CONNECTING',
        '0 connected JOIN_SUCCESS',
        '60500 disconnected LEAVE_CHANNEL',
      ]);
      expect(log.filter((line) => line.endsWith('frame pong'))).to.have.length(61);
      expect(dials).to.have.length(1);
      expect(dials[0]?.sent).to.have.length(61);
    });

    it('CON-4: a server that says nothing by itself is kept with thresholds off: a broken link is replaced unseen', () => {
      const { log, attempts } = play({
        thresholds: { interrupted: false, lost: false },
        at: { 60_000: ({ last }) => last().end() },
        until: 90_000,
      });
      expect(changesOf(log).slice(1)).to.deep.equal(['0 connected JOIN_SUCCESS', '90000 disconnected LEAVE_CHANNEL']);
      expect(attempts.slice(3, 7)).to.deep.equal([
        '60000 closed 1 with 1006 gone',
        '60000 dialling 2',
        '60000 opened 2',
        '60000 accepted 2',
      ]);
    });

    it('NET-4: a link that breaks and is replaced within 4 s is never seen', () => {
      const { log, dials } = play({
        heartbeat,
        server: (dial, n) => (n === 2 ? dial.refuse() : dial.open()),
        answer: answers,
        at: { 10_500: ({ last }) => last().end() },
        until: 20_500,
      });
      expect(dials).to.have.length(3);
      expect(changesOf(log)).to.deep.equal([
        '0 connecting CONNECTING',
        '0 connected JOIN_SUCCESS',
        '20500 disconnected LEAVE_CHANNEL',
      ]);
    });

    it('CON-1: a link that breaks and is not replaced is interrupted 4 s after its last frame, not after its end', () => {
      const { log } = play({
        heartbeat,
        server: (dial, n) => (n === 1 ? dial.open() : dial.refuse()),
        answer: answers,
        at: { 10_500: ({ last }) => last().end() },
        until: 20_500,
      });
      expect(changesOf(log).slice(2)).to.deep.equal([
        '14000 reconnecting INTERRUPTED',
        '20000 lost after 10000',
        '20500 disconnected LEAVE_CHANNEL',
      ]);
    });

    it('CON-1: send hands a frame to the accepted link at once, and queues nothing', () => {
      const sent: string[] = [];
      const { dials } = play({
        heartbeat: { every: 60_000, frame: 'ping' },
        first: ({ connection }) => sent.push(connection.send('before')),
        at: {
          50: ({ connection }) => sent.push(connection.send('not accepted')),
          100: ({ last }) => last().say('hello'),
          200: ({ connection }) => sent.push(connection.send('now')),
          300: ({ dials }) => Object.assign(dials[0]!.link, { buffered: 1_048_576 }),
          400: ({ connection }) => sent.push(connection.send('at 1 MiB')),
          500: ({ dials }) => Object.assign(dials[0]!.link, { buffered: 1_048_577 }),
          600: ({ connection }) => sent.push(connection.send('above')),
          800: ({ connection }) => void connection.close(),
          900: ({ connection }) => sent.push(connection.send('after')),
        },
        until: 1_000,
      });
      expect(sent).to.deep.equal(['no-link', 'no-link', 'sent', 'sent', 'full', 'no-link']);
      expect(dials[0]?.sent).to.deep.equal(['ping', 'now', 'at 1 MiB']);
    });

    it('CON-1: frames$ is one stream across links', () => {
      const { log } = play({
        heartbeat: { every: 60_000, frame: 'ping' },
        redial: () => 0,
        at: {
          100: ({ last }) => last().say('a'),
          200: ({ last }) => last().end(),
          300: ({ last }) => last().say('b'),
        },
        until: 1_000,
      });
      expect(log.filter((line) => line.includes('frame'))).to.deep.equal(['100 frame a', '300 frame b']);
    });
  });

  describe('commands', () => {
    it('CON-1 API-1: nothing is dialled before open(); the state is there at once', () => {
      const { transport, dials } = handTransport();
      const connection = createConnection({ transport });
      const states: string[] = [];
      connection.state$.subscribe((state) => states.push(state));
      expect([connection.state, states, dials.length]).to.deep.equal(['disconnected', ['disconnected'], 0]);
      connection.dispose();
    });

    it('CON-1: open() acts when called, and replays the change to connected to whoever subscribes later', () => {
      const { transport } = handTransport();
      const connection = createConnection({ transport, handshake: () => of('welcome'), thresholds: { giveUp: false } });
      const opened$ = connection.open();
      expect(connection.state).to.equal('connected');
      const results: unknown[] = [];
      opened$.subscribe(({ state, accepted }) => results.push([state, accepted]));
      opened$.subscribe({ complete: () => results.push('complete') });
      expect(results).to.deep.equal([['connected', 'welcome'], 'complete']);
      connection.dispose();
    });

    it('CON-1: open() when not disconnected is a StateError and changes nothing', () => {
      const { transport, dials } = handTransport({ manual: true });
      const connection = createConnection({ transport });
      connection.open();
      let error: unknown;
      connection.open().subscribe({ error: (thrown) => void (error = thrown) });
      expect(isStateError(error) && [error.command, error.state]).to.deep.equal(['open', 'connecting']);
      expect([connection.state, dials.length]).to.deep.equal(['connecting', 1]);
      connection.dispose();
    });

    it('CON-1: a second open(), or a reconnect(), is nothing to the first one, which tells that it is connected', () => {
      const { transport, dials } = handTransport({ manual: true });
      const connection = createConnection({ transport });
      const results: string[] = [];
      const tellOf = (name: string) => ({
        next: ({ state }: { state: string }) => results.push(`${name} ${state}`),
        error: () => results.push(`${name} refused`),
      });
      connection.open().subscribe(tellOf('first'));
      connection.open().subscribe(tellOf('second'));
      connection.reconnect();
      expect(results).to.deep.equal(['second refused']);
      dials.at(-1)?.open();
      expect(results).to.deep.equal(['second refused', 'first connected']);
      connection.dispose();
    });

    it('CON-1: open() that is closed before it is connected is a ConnectError', () => {
      const { transport } = handTransport({ manual: true });
      const connection = createConnection({ transport });
      let error: unknown;
      connection.open().subscribe({ error: (thrown) => void (error = thrown) });
      connection.close();
      expect(isConnectError(error) && [error.state, error.reason]).to.deep.equal(['disconnected', 'LEAVE_CHANNEL']);
      connection.dispose();
    });

    it('CON-1: open() after failed is a StateError until close()', () => {
      const { transport } = handTransport();
      const refusal = Object.assign(new Error('banned'), { fatal: true });
      const connection = createConnection({ transport, handshake: () => throwError(() => refusal) });
      const ends: unknown[] = [];
      connection.open().subscribe({ error: ({ reason, cause }) => ends.push([reason, cause]) });
      connection.open().subscribe({ error: ({ state }) => ends.push(state) });
      connection.close();
      expect(ends).to.deep.equal([['REJECTED_BY_SERVER', refusal], 'failed']);
      expect(connection.state).to.equal('disconnected');
      connection.dispose();
    });

    it('NET-10: close() hangs up at once, in every phase, and leaves no timer; when disconnected it is nothing', () => {
      for (const phase of ['dialling', 'handshake', 'connected', 'waiting', 'reconnecting', 'beside', 'failed']) {
        const { log, dials } = play({
          heartbeat,
          thresholds: { giveUp: 20_000 },
          server: (dial, n) => {
            if (phase === 'waiting') dial.refuse();
            else if (phase !== 'dialling' && (n === 1 || phase === 'beside')) dial.open();
          },
          at: {
            50: ({ last }) =>
              ['handshake', 'waiting', 'dialling', 'failed'].includes(phase) ? undefined : last().say('hello'),
            [closedAt(phase)]: ({ connection, dials }) => {
              connection.close();
              expect(dials.filter(({ state }) => state === 'open' || state === 'dialling')).to.have.length(0);
              expect(connection.state).to.equal('disconnected');
              connection.close();
            },
          },
          until: 100_000,
        });
        expect(dials.length, phase).to.be.above(0);
        expect(
          log.filter((line) => line.includes('LEAVE_CHANNEL')),
          phase,
        ).to.deep.equal([`${closedAt(phase)} disconnected LEAVE_CHANNEL`]);
      }
    });

    it('NET-10: opened again after close(), it begins anew; attempt numbers go on', () => {
      const { log, attempts } = play({
        heartbeat,
        answer: answers,
        at: {
          5_500: ({ connection }) => void connection.close(),
          6_000: ({ connection }) => void connection.open(),
        },
        until: 7_500,
      });
      expect(changesOf(log).slice(2)).to.deep.equal([
        '5500 disconnected LEAVE_CHANNEL',
        '6000 connecting CONNECTING',
        '6000 connected JOIN_SUCCESS',
        '7500 disconnected LEAVE_CHANNEL',
      ]);
      expect(attempts.filter((line) => line.includes('dialling'))).to.deep.equal(['0 dialling 1', '6000 dialling 2']);
    });

    it('API-2: dispose() is close(), then every stream completes; then nothing can be opened', () => {
      for (const opened of [true, false]) {
        const { transport, dials } = handTransport();
        const connection = createConnection({ transport, handshake: () => of('yes') });
        const log: string[] = [];
        const { state$, changes$, lost$, frames$, attempts$ } = connection;
        changes$.subscribe(({ state }) => log.push(state));
        for (const stream$ of [state$, changes$, lost$, frames$, attempts$]) {
          (stream$ as typeof state$).subscribe({ complete: () => log.push('complete') });
        }
        if (opened) connection.open();
        connection.dispose();
        connection.dispose();
        expect(log.slice(opened ? 2 : 0)).to.deep.equal([
          ...(opened ? ['disconnected'] : []),
          ...Array(5).fill('complete'),
        ]);
        expect(dials.map(({ state }) => state)).to.deep.equal(opened ? ['closed'] : []);

        let error: unknown;
        connection.open().subscribe({ error: (thrown) => void (error = thrown) });
        expect(error).to.be.instanceOf(StateError);
        expect((error as StateError).state).to.equal('disposed');
        expect([connection.send('x'), connection.state]).to.deep.equal(['no-link', 'disconnected']);
        connection.reconnect();
        connection.close();
      }
    });

    it('NET-7: reconnect() dials now instead of waiting, and beside the present link', () => {
      const { attempts } = play({
        heartbeat: { every: 60_000, frame: 'ping' },
        server: (dial, n) => (n === 1 ? dial.refuse() : dial.open()),
        redial: () => 60_000,
        at: {
          1_000: ({ connection }) => connection.reconnect(),
          2_000: ({ last }) => last().say('hello'),
          3_000: ({ connection }) => connection.reconnect(),
          3_500: ({ last }) => last().say('hello'),
        },
        until: 4_000,
      });
      expect(attempts).to.deep.equal([
        '0 dialling 1',
        '0 failed 1: link ended: 1006 refused',
        '0 waiting 2 for 60000',
        '1000 dialling 2',
        '1000 opened 2',
        '2000 accepted 2',
        '3000 dialling 3',
        '3000 opened 3',
        '3500 accepted 3',
        '3500 closed 2 with 1000 hung up',
        '4000 closed 3 with 1000 hung up',
      ]);
    });

    it('NET-7: reconnect() when not open is nothing', () => {
      const { attempts } = play({
        first: ({ connection }) => connection.reconnect(),
        at: {
          100: ({ connection }) => void connection.close(),
          200: ({ connection }) => connection.reconnect(),
        },
        until: 300,
      });
      expect(attempts.filter((line) => line.includes('dialling'))).to.deep.equal(['0 dialling 1']);
    });
  });

  describe('bad arguments', () => {
    const { transport } = handTransport();
    for (const [config, error, message] of [
      [{ transport: 5 }, TypeError, 'createConnection: transport must be an Observable of links, got 5'],
      [{}, TypeError, 'createConnection: transport must be an Observable of links, got undefined'],
      [
        { transport, handshake: 'hi' },
        TypeError,
        "createConnection: handshake must be a function of the link, got 'hi'",
      ],
      [
        { transport, heartbeat: { every: 0, frame: 'p' } },
        RangeError,
        'createConnection: heartbeat.every must be above 0 ms, got 0',
      ],
      [
        { transport, heartbeat: { every: 2 ** 31, frame: 'p' } },
        RangeError,
        'heartbeat.every must be below 2 147 483 648 ms',
      ],
      [{ transport, heartbeat: 1_000 }, TypeError, 'createConnection: heartbeat must be an object, got 1000'],
      [{ transport, thresholds: { interrupted: 10_000 } }, RangeError, 'thresholds.lost (10000 ms) must be above'],
      [
        { transport, deadlines: { dial: -1 } },
        RangeError,
        'createConnection: deadlines.dial must be above 0 ms, got -1',
      ],
      [{ transport, redial: 5 }, TypeError, 'createConnection: redial must be a function of the outage, got 5'],
      [{ transport, random: 0.5 }, TypeError, 'createConnection: random must be a function, got 0.5'],
      [
        { transport, scheduler: {} },
        TypeError,
        'createConnection: scheduler must be a scheduler of RxJS, got an object',
      ],
      [{ transport, signals$: [] }, TypeError, 'createConnection: signals$ must be an Observable, got an array'],
    ] as const) {
      it(`CON-5: ${error.name}: ${message}`, () => {
        expect(() => createConnection(config as never)).to.throw(error, message);
      });
    }
  });

  describe('the pure function underneath', () => {
    it('API-2: commands in, events out; cold; it ends with its commands and hangs up', () => {
      const hand = handTransport();
      const events = connectionEvents({ transport: hand.transport, handshake: () => of('yes') });
      expect(hand.dials).to.have.length(0);
      let types: string[] = [];
      events(of({ word: 'open' }))
        .pipe(toArray())
        .subscribe((all) => (types = all.map(({ type }) => type)));
      expect(types.slice(0, 3)).to.deep.equal(['command', 'change', 'attempt']);
      expect(hand.last().state).to.equal('closed');
    });

    it('API-2: two subscriptions are two connections', () => {
      const hand = handTransport();
      const events$ = connectionEvents({ transport: hand.transport })(merge(of({ word: 'open' as const }), NEVER));
      const both = [events$.subscribe(), events$.subscribe()];
      expect(hand.dials.map(({ state }) => state)).to.deep.equal(['open', 'open']);
      both[0]?.unsubscribe();
      expect(hand.dials.map(({ state }) => state)).to.deep.equal(['closed', 'open']);
      both[1]?.unsubscribe();
    });

    it('API-2: unsubscribing frees links, timers and commands', () => {
      const hand = handTransport();
      const commands$ = new Subject<{ word: 'open' }>();
      const subscription = connectionEvents({ transport: hand.transport, heartbeat })(commands$).subscribe();
      commands$.next({ word: 'open' });
      subscription.unsubscribe();
      expect([hand.last().state, commands$.observed]).to.deep.equal(['closed', false]);
    });
  });
});

const closedAt = (phase: string) => ({ reconnecting: 5_000, beside: 5_000, failed: 50_000 })[phase] ?? 100;
