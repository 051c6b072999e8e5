import { expect } from 'chai';
import { NEVER, Subject, concat, of, throwError, timer, config as rxjs } from 'rxjs';
import type { EnvironmentSignal } from '../../lib/link/environment.js';
import { answers, changesOf, heartbeat, play, type Played, type Scene } from './scene.js';

describe('a connection in its environment', () => {
  /** A scene in which the environment speaks at these instants. */
  const amid = (said: Readonly<Record<number, EnvironmentSignal>>, scene: Omit<Scene, 'signals$'>): Played => {
    const signals$ = new Subject<EnvironmentSignal>();
    return play({
      signals$,
      ...scene,
      first: (stage) => {
        for (const [ms, signal] of Object.entries(said)) timer(Number(ms)).subscribe(() => signals$.next(signal));
        scene.first?.(stage);
      },
    });
  };
  const dialled = ({ attempts }: Played) =>
    attempts.filter((line) => line.includes('dialling')).map((line) => Number(line.split(' ')[0]));
  const refusing: Omit<Scene, 'until'> = { server: (dial) => dial.refuse(), redial: () => 20_000 };

  for (const signal of ['online', 'visible', 'resumed'] as const) {
    it(`NET-6: ${signal} without a link: dials now instead of waiting`, () => {
      expect(dialled(amid({ 5_000: signal }, { ...refusing, until: 24_999 }))).to.deep.equal([0, 5_000]);
    });

    it(`NET-6: ${signal} while dialling: nothing`, () => {
      expect(dialled(amid({ 1_000: signal }, { server: () => {}, until: 3_000 }))).to.deep.equal([0]);
    });

    it(`NET-6: ${signal} with a link asks it to speak: an answer within 1 s, and nothing else happens`, () => {
      const played = amid(
        { 100: signal },
        {
          heartbeat: { every: 60_000, frame: 'ping' },
          server: (dial) => dial.open().say('hello'),
          at: { 1_100: ({ last }) => last().say('pong') },
          until: 3_000,
        },
      );
      expect(played.dials[0]?.sent).to.deep.equal(['ping', 'ping']);
      expect(dialled(played)).to.deep.equal([0]);
      expect(changesOf(played.log)).to.have.length(3);
    });

    it(`NET-6: ${signal} with a link that is silent for 1 s when asked: dials beside it, no state changes`, () => {
      const played = amid(
        { 100: signal },
        {
          heartbeat: { every: 60_000, frame: 'ping' },
          server: (dial, n) => (n === 1 ? dial.open().say('hello') : undefined),
          at: {
            1_099: ({ note, dials }) => note(`${dials.length} dial`),
            1_101: ({ note, dials }) => note(`${dials.length} dials`),
          },
          until: 3_000,
        },
      );
      expect(dialled(played)).to.deep.equal([0, 1_100]);
      expect(played.log).to.include('1099 1 dial').and.to.include('1101 2 dials');
      expect(changesOf(played.log)).to.have.length(3);
    });
  }

  it('NET-6: asked again and again, a silent link has 1 s from the first question', () => {
    const played = amid(
      { 100: 'online', 600: 'visible', 1_000: 'resumed' },
      {
        heartbeat: { every: 60_000, frame: 'ping' },
        server: (dial, n) => (n === 1 ? dial.open().say('hello') : undefined),
        until: 2_000,
      },
    );
    expect(dialled(played)).to.deep.equal([0, 1_100]);
  });

  it('NET-6: the link that was doubted speaks: the one dialled beside it is hung up (NET-4)', () => {
    const { attempts, log } = amid(
      { 100: 'visible' },
      {
        heartbeat: { every: 60_000, frame: 'ping' },
        server: (dial, n) => (n === 1 ? dial.open().say('hello') : undefined),
        at: { 1_500: ({ dials }) => dials[0]?.say('here I am') },
        until: 3_000,
      },
    );
    expect(attempts.slice(3)).to.deep.equal([
      '1100 dialling 2',
      '1500 closed 2 with 1000 hung up',
      '3000 closed 1 with 1000 hung up',
    ]);
    expect(changesOf(log)).to.have.length(3);
  });

  it('NET-6: the one dialled beside it is accepted: unseen, no state changes', () => {
    const { attempts, log } = amid(
      { 100: 'visible' },
      {
        heartbeat: { every: 60_000, frame: 'ping' },
        server: (dial, n) => (n === 1 ? dial.open().say('hello') : undefined),
        at: { 1_500: ({ last }) => last().open().say('hello again') },
        until: 3_000,
      },
    );
    expect(attempts.slice(3)).to.deep.equal([
      '1100 dialling 2',
      '1500 opened 2',
      '1500 accepted 2',
      '1500 closed 1 with 1000 hung up',
      '3000 closed 2 with 1000 hung up',
    ]);
    expect(changesOf(log)).to.have.length(3);
  });

  it('NET-6: a link that cannot be asked, without a heartbeat, is left alone', () => {
    const played = amid({ 100: 'visible' }, { thresholds: { interrupted: false, lost: false }, until: 30_000 });
    expect(dialled(played)).to.deep.equal([0]);
  });

  for (const signal of ['hidden', 'frozen'] as const) {
    it(`NET-6: ${signal} does nothing`, () => {
      expect(dialled(amid({ 5_000: signal }, { ...refusing, until: 19_999 }))).to.deep.equal([0]);
      const played = amid({ 5_000: signal }, { heartbeat, answer: answers, until: 9_500 });
      expect(changesOf(played.log)).to.have.length(3);
      expect(played.dials[0]?.sent).to.have.length(10);
    });
  }

  it('NET-6: offline stretches dialling to once in 30 s, and changes no state', () => {
    const played = amid({ 1: 'offline' }, { server: (dial) => dial.refuse(), redial: () => 1_000, until: 95_000 });
    expect(dialled(played)).to.deep.equal([0, 30_000, 60_000, 90_000]);
    expect(changesOf(played.log)).to.deep.equal([
      '0 connecting CONNECTING',
      '10000 lost after 10000',
      '95000 disconnected LEAVE_CHANNEL',
    ]);
  });

  it('NET-6: offline with a link that lives is often wrong: nothing happens', () => {
    const { log, dials } = amid({ 1_000: 'offline' }, { heartbeat, answer: answers, until: 60_500 });
    expect(changesOf(log)).to.have.length(3);
    expect(dials).to.have.length(1);
  });

  it('NET-6: online again: dials now, and the back-off is as before', () => {
    const played = amid(
      { 1: 'offline', 40_000: 'online' },
      { server: (dial) => dial.refuse(), redial: () => 1_000, until: 42_500 },
    );
    expect(dialled(played)).to.deep.equal([0, 30_000, 40_000, 41_000, 42_000]);
  });

  it('NET-6: no signal undoes a close, or opens what was never opened', () => {
    const signals$ = concat(of('online' as const, 'visible' as const), NEVER);
    const played = play({
      signals$,
      heartbeat,
      at: { 100: ({ connection }) => void connection.close() },
      until: 5_000,
    });
    expect(dialled(played)).to.deep.equal([0]);
    const all = amid(
      { 200: 'online', 300: 'visible', 400: 'resumed' },
      { at: { 100: ({ connection }) => void connection.close() }, until: 5_000 },
    );
    expect(dialled(all)).to.deep.equal([0]);
    expect(changesOf(all.log).at(-1)).to.equal('100 disconnected LEAVE_CHANNEL');
  });

  it('NET-6: no signal brings back what has failed', () => {
    const played = amid(
      { 2_000: 'online', 3_000: 'resumed' },
      { handshake: () => throwError(() => Object.assign(new Error('no'), { fatal: true })), until: 4_000 },
    );
    expect(dialled(played)).to.deep.equal([0]);
  });

  it('NET-6: signals$ is listened to only while a link is wanted', () => {
    const signals$ = new Subject<EnvironmentSignal>();
    const observed: boolean[] = [];
    const look = () => void observed.push(signals$.observed);
    play({
      signals$,
      first: look,
      at: {
        100: look,
        200: ({ connection }) => void connection.close(),
        300: look,
        400: ({ connection }) => void connection.open(),
        500: look,
      },
      until: 600,
    });
    expect([...observed, signals$.observed]).to.deep.equal([false, true, false, true, false]);
  });

  it('NET-6: signals$ that errors is reported and missed, nothing else', () => {
    const fault = new Error('no environment');
    const faults: unknown[] = [];
    rxjs.onUnhandledError = (told) => faults.push(told);
    try {
      const { log } = play({ signals$: throwError(() => fault), heartbeat, answer: answers, until: 9_500 });
      expect(changesOf(log)).to.have.length(3);
      expect(faults).to.deep.equal([fault]);
    } finally {
      rxjs.onUnhandledError = null;
    }
  });
});
