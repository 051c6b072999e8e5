import { expect } from 'chai';
import { EMPTY, NEVER, first, map, of, throwError, timer } from 'rxjs';
import type { Link } from '../../lib/link/link.js';
import { answers, changesOf, heartbeat, play, type Scene } from './scene.js';

describe('a handshake', () => {
  const welcome = (link: Link) => link.frames$.pipe(first((frame) => frame === 'welcome'));
  const slowly = { thresholds: { interrupted: false, lost: false } } as const;

  it('CON-2: accepts with its first value, which is in the change', () => {
    const accepted: unknown[] = [];
    play({
      ...slowly,
      handshake: () => timer(300).pipe(map(() => ({ user: 'ada' }))),
      first: ({ connection }) => connection.changes$.subscribe((change) => accepted.push([change.at, change.accepted])),
      until: 1_000,
    });
    expect(accepted).to.deep.equal([
      [0, undefined],
      [300, { user: 'ada' }],
      [1_000, undefined],
    ]);
  });

  it('CON-2: takes anything that from() takes', () => {
    const { log } = play({ ...slowly, handshake: () => ['yes'], until: 1 });
    expect(changesOf(log)[1]).to.equal('0 connected JOIN_SUCCESS');
  });

  it('CON-2: refuses for good with an error that is fatal: failed, no timer, no dial', () => {
    const cause = Object.assign(new Error('no such user'), { fatal: true });
    const causes: unknown[] = [];
    const { log, attempts, dials } = play({
      handshake: () => throwError(() => cause),
      first: ({ connection }) => connection.changes$.subscribe((change) => causes.push(change.cause)),
      until: 60_000,
    });
    expect(log).to.deep.equal([
      '0 connecting CONNECTING',
      '0 failed REJECTED_BY_SERVER',
      '0 open: ConnectError',
      '60000 disconnected LEAVE_CHANNEL',
    ]);
    expect(causes[1]).to.equal(cause);
    expect(attempts).to.deep.equal(['0 dialling 1', '0 opened 1', '0 failed 1: no such user']);
    expect(dials[0]?.state).to.equal('closed');
  });

  it('CON-2: a refusal on a redial fails the connection too, and ends the old link', () => {
    let asked = 0;
    const { log, dials } = play({
      handshake: () => (++asked === 1 ? of('yes') : throwError(() => Object.assign(new Error('no'), { fatal: true }))),
      redial: () => 0,
      until: 10_000,
    });
    expect(changesOf(log).slice(1)).to.deep.equal([
      '0 connected JOIN_SUCCESS',
      '4000 reconnecting INTERRUPTED',
      '4000 failed REJECTED_BY_SERVER',
      '10000 disconnected LEAVE_CHANNEL',
    ]);
    expect(dials.map(({ state }) => state)).to.deep.equal(['closed', 'closed']);
  });

  for (const [what, error] of [
    ['any other error', new Error('busy')],
    ['fatal: false', { fatal: false }],
    ['fatal that is not true', { fatal: 'yes' }],
    ['null', null],
  ] as const) {
    it(`CON-2: ${what} ends the attempt only`, () => {
      const { log, dials } = play({ handshake: () => throwError(() => error), redial: () => 100, until: 350 });
      expect(changesOf(log)).to.deep.equal(['0 connecting CONNECTING', '350 disconnected LEAVE_CHANNEL']);
      expect(dials.map(({ state }) => state)).to.deep.equal(['closed', 'closed', 'closed', 'closed']);
    });
  }

  for (const [what, handshake, why] of [
    ['completes without a value', () => EMPTY, 'the handshake ended without an answer'],
    [
      'throws',
      () => {
        throw new Error('broken');
      },
      'broken',
    ],
    ['gives what from() does not take', () => 5 as never, 'You provided'],
  ] as const) {
    it(`CON-2: one that ${what} ends the attempt only`, () => {
      const { attempts } = play({ handshake, redial: () => null, until: 10 });
      expect(attempts[2]).to.match(/^0 (failed|closed) 1/);
      expect(attempts[2]).to.include(why);
    });
  }

  it('CON-2: is over at the accept deadline: 6 000 ms after opening', () => {
    const { attempts } = play({ handshake: () => NEVER, redial: () => null, until: 7_000 });
    expect(attempts[2]).to.equal('6000 closed 1 with 1006 not accepted within 6000 ms');
  });

  it('CON-2: with an answer at 6 000 ms is in time', () => {
    const { log } = play({ ...slowly, handshake: () => timer(6_000), until: 7_000 });
    expect(changesOf(log)[1]).to.equal('6000 connected JOIN_SUCCESS');
  });

  it('CON-3: its frames come in frames$ after the change, in order', () => {
    const { log } = play({
      ...slowly,
      handshake: welcome,
      at: {
        100: ({ last }) => last().say('motd'),
        200: ({ last }) => last().say('welcome'),
        300: ({ last }) => last().say('live'),
      },
      until: 400,
    });
    expect(log.slice(1, -1)).to.deep.equal([
      '200 connected JOIN_SUCCESS',
      '200 frame motd',
      '200 frame welcome',
      '300 frame live',
    ]);
  });

  it('CON-3: frames of a link that is never accepted reach nobody, and are no life', () => {
    const { log } = play({
      handshake: welcome,
      at: { 5_000: ({ last }) => last().say('motd') },
      redial: () => null,
      until: 11_000,
    });
    expect(changesOf(log)).to.deep.equal([
      '0 connecting CONNECTING',
      '10000 lost after 10000',
      '11000 disconnected LEAVE_CHANNEL',
    ]);
  });

  it('CON-2: without a handshake and with a heartbeat: accepted at the first frame, its own is sent at open', () => {
    const { log, dials } = play({
      heartbeat,
      answer: answers,
      server: (dial) => void timer(700).subscribe(() => dial.open()),
      until: 800,
    });
    expect(changesOf(log)[1]).to.equal('700 connected JOIN_SUCCESS');
    expect(dials[0]?.sent).to.deep.equal(['ping']);
  });

  it('CON-2: without both: accepted at open', () => {
    const { log } = play({ server: (dial) => void timer(700).subscribe(() => dial.open()), until: 800 });
    expect(changesOf(log)[1]).to.equal('700 connected JOIN_SUCCESS');
  });

  it("CON-4: with a heartbeat: the first frame of a link is the handshake's, beats begin after the acceptance", () => {
    const { dials } = play({
      heartbeat,
      handshake: (link) => {
        link.send('login');
        return timer(1_500);
      },
      until: 3_600,
    });
    expect(dials[0]?.sent).to.deep.equal(['login', 'ping', 'ping']);
  });

  describe('that accepts, on a server that then stays mute', () => {
    const changes = (scene: Omit<Scene, 'until'>, until = 1_300_000) => changesOf(play({ ...scene, until }).log);
    /** Accepted without a frame from the server. */
    const blind: Omit<Scene, 'until'> = { handshake: () => of('yes'), heartbeat };

    it('CON-3: links that are accepted and stay mute start neither clock again', () => {
      const told = changes(blind);
      expect(told.filter((line) => line.includes('lost'))).to.deep.equal(['10000 lost after 10000']);
      expect(told.slice(0, 5)).to.deep.equal([
        '0 connecting CONNECTING',
        '0 connected JOIN_SUCCESS',
        '4000 reconnecting INTERRUPTED',
        '4000 connected JOIN_SUCCESS',
        '8000 reconnecting INTERRUPTED',
      ]);
      const failed = told.filter((line) => line.includes('JOIN_FAILED'));
      expect(failed).to.deep.equal(['1200000 failed JOIN_FAILED']);
    });

    it('CON-3: one frame on an accepted link ends the outage, and both clocks start with the next silence: failed at the first entry past it', () => {
      const told = changes(
        { ...blind, thresholds: { giveUp: 30_000 }, at: { 15_000: ({ last }) => last().say('alive') } },
        60_000,
      );
      expect(told.filter((line) => /lost|FAILED/.test(line))).to.deep.equal([
        '10000 lost after 10000',
        '25000 lost after 10000',
        '51000 failed JOIN_FAILED',
      ]);
    });

    it('CON-3: without heartbeat and handshake an acceptance is all there is: it ends the outage', () => {
      const told = changes({}, 30_000);
      expect(told.filter((line) => line.includes('lost'))).to.deep.equal([]);
    });

    it('CON-3: a change after a mute acceptance counts silence from the last frame', () => {
      const silences: unknown[] = [];
      play({
        ...blind,
        first: ({ connection }) => connection.changes$.subscribe(({ at, silentFor }) => silences.push([at, silentFor])),
        until: 8_500,
      });
      expect(silences.slice(2)).to.deep.equal([
        [4_000, 4_000],
        [4_000, 4_000],
        [8_000, 8_000],
        [8_000, 8_000],
        [8_500, 8_500],
      ]);
    });
  });
});
