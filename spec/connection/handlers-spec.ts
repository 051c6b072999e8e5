import { expect } from 'chai';
import { config, of, take, type Observable } from 'rxjs';
import { createConnection, type Connection } from '../../lib/connection/createConnection.js';
import { handTransport, type Dial } from '../support/handTransport.js';
import { stock } from '../liveness/virtual.js';
import { answers, heartbeat } from './scene.js';

describe('handlers of a connection', () => {
  /** A connection with one subscriber to every stream; `react` is called in each of them. */
  const watched = (react: (what: string, connection: Connection) => void) => {
    const hand = handTransport();
    const connection = createConnection({
      transport: hand.transport,
      handshake: () => of('yes'),
      thresholds: { interrupted: false, lost: false },
    });
    const log: string[] = [];
    const watch = (who: string) => {
      const follow = <T>(name: string, stream$: Observable<T>, shown: (value: T) => string) =>
        stream$.subscribe((value) => {
          log.push(`${who} ${name} ${shown(value)} in ${connection.state}`);
          if (who === 'first') react(`${name} ${shown(value)}`, connection);
        });
      follow('attempts$', connection.attempts$, ({ type }) => type);
      follow('frames$', connection.frames$, (frame) => frame);
      follow('changes$', connection.changes$, ({ state }) => state);
      follow('state$', connection.state$, (state) => state);
    };
    watch('first');
    watch('second');
    log.length = 0;
    return { connection, log, hand };
  };
  const ordered = (log: readonly string[], ...streams: string[]) =>
    log.filter((line) => streams.some((one) => line.includes(one)));

  it('API-9: state is set before any stream emits; then state$, then changes$, then the rest', () => {
    const { connection, log } = watched(() => {});
    connection.open();
    expect(log).to.deep.equal([
      'first state$ connecting in connecting',
      'second state$ connecting in connecting',
      'first changes$ connecting in connecting',
      'second changes$ connecting in connecting',
      'first attempts$ dialling in connecting',
      'second attempts$ dialling in connecting',
      'first attempts$ opened in connecting',
      'second attempts$ opened in connecting',
      'first state$ connected in connected',
      'second state$ connected in connected',
      'first changes$ connected in connected',
      'second changes$ connected in connected',
      'first attempts$ accepted in connected',
      'second attempts$ accepted in connected',
    ]);
    connection.dispose();
  });

  for (const place of ['state$ connected', 'changes$ connected', 'attempts$ accepted', 'frames$ go']) {
    it(`API-9: close() inside of ${place} acts after everybody has heard of it`, () => {
      const { connection, log, hand } = watched((what, { close }) => void (what === place && close()));
      connection.open();
      hand.last().say('go');
      const [, ...heard] = ordered(log, place.replace('go', ''));
      expect(heard[0]).to.include(`second ${place}`).and.not.to.include('disconnected');
      expect(connection.state).to.equal('disconnected');
      expect(hand.last().state).to.equal('closed');
      expect(ordered(log, 'changes$').slice(-2)).to.deep.equal([
        'first changes$ disconnected in disconnected',
        'second changes$ disconnected in disconnected',
      ]);
      connection.dispose();
    });

    it(`API-9: dispose() inside of ${place} closes first, tells it, then completes`, () => {
      let completed = 0;
      const { connection, log, hand } = watched((what, { dispose }) => void (what === place && dispose()));
      connection.changes$.subscribe({ complete: () => completed++ });
      connection.state$.subscribe({ complete: () => completed++ });
      connection.open();
      hand.last().say('go');
      expect([connection.state, hand.last().state, completed]).to.deep.equal(['disconnected', 'closed', 2]);
      expect(ordered(log, 'changes$').at(-1)).to.equal('second changes$ disconnected in disconnected');
    });
  }

  it('API-9: send() inside of the change to connected goes out on the new link', () => {
    const sent: string[] = [];
    const { connection, hand } = watched((what, { send }) => {
      if (what === 'state$ connected') sent.push(send('first'));
      if (what === 'state$ disconnected') sent.push(send('last'));
    });
    connection.open();
    connection.close();
    // Once on subscribing, before it was opened.
    expect(sent).to.deep.equal(['no-link', 'sent', 'no-link']);
    expect(hand.last().sent).to.deep.equal(['first']);
    connection.dispose();
  });

  it('API-9: close() and open() inside of a handler: both act, in order, on a link of its own', () => {
    let once = true;
    const { connection, log, hand } = watched((what, { close, open }) => {
      if (what !== 'changes$ connected' || !once) return;
      once = false;
      close();
      open();
    });
    connection.open();
    expect(ordered(log, 'first changes$')).to.deep.equal([
      'first changes$ connecting in connecting',
      'first changes$ connected in connected',
      'first changes$ disconnected in disconnected',
      'first changes$ connecting in connecting',
      'first changes$ connected in connected',
    ]);
    expect(hand.dials.map(({ state }) => state)).to.deep.equal(['closed', 'open']);
    connection.dispose();
  });

  it('API-9: the result of open() inside of a handler is that of this open()', () => {
    const results: string[] = [];
    let once = true;
    const { connection } = watched((what, { open }) => {
      if (what !== 'changes$ connected' || !once) return;
      once = false;
      open().subscribe({
        next: () => results.push('opened'),
        error: ({ name, state }) => results.push(`${name} ${state}`),
      });
    });
    connection.open();
    expect(results).to.deep.equal(['StateError connected']);
    connection.dispose();
  });

  it('API-9: a subscriber that throws stops neither the machine nor the others', () => {
    const faults: unknown[] = [];
    config.onUnhandledError = (fault) => faults.push(fault);
    try {
      stock(({ flush }) => {
        const { connection, log, hand } = watched((what) => {
          throw new Error(what);
        });
        connection.open();
        hand.last().say('go');
        connection.dispose();
        flush();
        expect(ordered(log, 'second').map((line) => line.split(' ').slice(1, 3).join(' '))).to.deep.equal([
          'state$ connecting',
          'changes$ connecting',
          'attempts$ dialling',
          'attempts$ opened',
          'state$ connected',
          'changes$ connected',
          'attempts$ accepted',
          'frames$ go',
          'state$ disconnected',
          'changes$ disconnected',
          'attempts$ closed',
        ]);
        expect(hand.last().state).to.equal('closed');
      });
      // The first of them is the throw on subscribing to state$.
      expect(faults).to.have.length(12);
    } finally {
      config.onUnhandledError = null;
    }
  });

  it('API-9: a subscriber that leaves inside of its handler hears nothing more, the others do', () => {
    const { connection, log } = watched(() => {});
    const seen: string[] = [];
    connection.state$.pipe(take(2)).subscribe((state) => seen.push(state));
    connection.open();
    connection.dispose();
    expect(seen).to.deep.equal(['disconnected', 'connecting']);
    expect(ordered(log, 'second state$')).to.have.length(3);
  });

  it('API-1: state$ replays, is distinct, emits on subscribing, and completes on dispose', () => {
    const { connection } = watched(() => {});
    connection.open();
    const late: string[] = [];
    connection.state$.subscribe({ next: (state) => late.push(state), complete: () => late.push('complete') });
    connection.reconnect();
    connection.close();
    connection.close();
    connection.dispose();
    expect(late).to.deep.equal(['connected', 'disconnected', 'complete']);
  });

  it('API-1: no Subject is exposed', () => {
    const { connection } = watched(() => {});
    const { state$, changes$, lost$, frames$, attempts$ } = connection;
    for (const stream$ of [state$, changes$, lost$, frames$, attempts$, connection.open(), connection.close()]) {
      expect(stream$).not.to.have.any.keys('next', 'observers', '_value');
      expect((stream$ as { next?: unknown }).next).to.equal(undefined);
    }
    connection.dispose();
  });

  it('API-1: who subscribes twice costs no second link', () => {
    const { connection, hand } = watched(() => {});
    connection.open();
    connection.frames$.subscribe();
    connection.changes$.subscribe();
    expect(hand.dials).to.have.length(1);
    connection.dispose();
  });

  describe('what the application gave', () => {
    /** `broken` is played for 9.5 s; faults are those that RxJS reports. */
    const faulty = (breaking: (dial: Dial) => void) => {
      const faults: string[] = [];
      const states: string[] = [];
      config.onUnhandledError = (fault) => faults.push(String(fault));
      try {
        stock(({ flush }, test) => {
          const hand = handTransport({ answer: answers });
          const connection = createConnection({ transport: hand.transport, heartbeat, redial: () => 100 });
          connection.state$.subscribe((state) => states.push(state));
          connection.open();
          breaking(hand.last());
          test.schedule(() => connection.dispose(), 9_500);
          flush();
          expect(test.actions).to.have.length(0);
          return hand.dials;
        });
      } finally {
        config.onUnhandledError = null;
      }
      return { faults, states };
    };
    const boom = () => {
      throw new Error('boom');
    };

    it('API-9: a link whose close throws: reported, and nothing is left', () => {
      const { faults, states } = faulty((dial) => Object.assign(dial.link, { close: boom }));
      expect(faults).to.deep.equal(['Error: boom']);
      expect(states).to.deep.equal(['disconnected', 'connecting', 'connected', 'disconnected']);
    });

    it('NET-5: a link whose send throws in the heartbeat has failed, and is replaced', () => {
      const { faults, states } = faulty((dial) => Object.assign(dial.link, { send: boom }));
      expect(faults).to.deep.equal([]);
      expect(states).to.deep.equal(['disconnected', 'connecting', 'connected', 'disconnected']);
    });
  });
});
