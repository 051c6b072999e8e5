import { expect } from 'chai';
import { throwError } from 'rxjs';
import type { Outage } from '../../lib/link/backoff.js';
import { createConnection } from '../../lib/connection/createConnection.js';
import { stock } from '../liveness/virtual.js';
import { answers, changesOf, heartbeat, play, type Scene } from './scene.js';

describe('redialling', () => {
  const refusing: Partial<Scene> = { server: (dial) => dial.refuse() };
  const dialled = (attempts: readonly string[]) =>
    attempts.filter((line) => line.includes('dialling')).map((line) => Number(line.split(' ')[0]));
  const gaps = (instants: readonly number[]) => instants.slice(1).map((at, index) => at - instants[index]!);

  it('NET-3: a refused dial is tried again up the staircase of the back-off', () => {
    const { attempts } = play({ ...refusing, until: 5_000 });
    expect(gaps(dialled(attempts))).to.deep.equal([125, 250, 500, 1_000, 1_000, 1_000, 1_000]);
  });

  it('NET-3: with chance near 1 the waits are near the ceilings, in whole ms', () => {
    const { attempts } = play({ ...refusing, random: () => 0.999, until: 6_000 });
    expect(gaps(dialled(attempts))).to.deep.equal([250, 500, 999, 1_998, 1_998]);
  });

  it('NET-3: with chance at 0 there are no waits', () => {
    const server: Scene['server'] = (dial, n) => void (n < 5 && dial.refuse());
    expect(dialled(play({ server, random: () => 0, until: 1 }).attempts)).to.deep.equal([0, 0, 0, 0, 0]);
  });

  it('NET-3: waits stay below 2 s in the first minute of an outage, then below 10 s', () => {
    const instants = dialled(play({ ...refusing, random: () => 0.9, until: 200_000 }).attempts);
    const waits = gaps(instants).map((wait, index) => [instants[index]!, wait] as const);
    expect(Math.max(...waits.filter(([at]) => at < 60_000).map(([, wait]) => wait))).to.equal(1_800);
    expect(Math.max(...waits.filter(([at]) => at >= 60_000).map(([, wait]) => wait))).to.equal(9_000);
  });

  it('NET-2 NET-3: attempts$ tells of each wait, and of each attempt what became of it', () => {
    const { attempts } = play({
      heartbeat,
      server: (dial, n) => {
        if (n === 1) dial.refuse();
        else if (n === 3) dial.open().say('hello');
      },
      deadlines: { dial: 300 },
      at: { 2_000: ({ last }) => last().end(4_000) },
      until: 2_001,
    });
    expect(attempts).to.deep.equal([
      '0 dialling 1',
      '0 failed 1: link ended: 1006 refused',
      '0 waiting 2 for 125',
      '125 dialling 2',
      '425 failed 2: link ended: 1006 not open within 300 ms',
      '425 waiting 3 for 250',
      '675 dialling 3',
      '675 opened 3',
      '675 accepted 3',
      '2000 closed 3 with 4000 gone',
      '2000 waiting 4 for 500',
    ]);
  });

  for (const [lived, next] of [
    [4_999, 'waiting 2 for 125'],
    [5_000, 'dialling 2'],
  ] as const) {
    it(`NET-3: a link that ends ${lived} ms after its acceptance: ${next}`, () => {
      const { attempts } = play({
        heartbeat,
        answer: answers,
        server: (dial, n) => void (n === 1 && dial.open()),
        at: { [lived]: ({ dials }) => dials[0]?.end() },
        until: lived + 1,
      });
      expect(attempts.slice(4, 5)).to.deep.equal([`${lived} ${next}`]);
    });
  }

  it('NET-3: links that are accepted and die young climb the same staircase', () => {
    const { attempts } = play({
      server: (dial) => {
        dial.open();
        dial.end();
      },
      until: 2_000,
    });
    expect(gaps(dialled(attempts))).to.deep.equal([125, 250, 500, 1_000]);
  });

  it("NET-3: a policy of a user's own is asked with attempt, elapsed and failure", () => {
    const asked: Outage[] = [];
    play({ ...refusing, redial: (outage) => (asked.push(outage), 100), until: 250 });
    expect(asked.map(({ attempt, elapsed, failure }) => [attempt, elapsed, String(failure)])).to.deep.equal([
      [1, 0, 'LinkError: link ended: 1006 refused'],
      [2, 100, 'LinkError: link ended: 1006 refused'],
      [3, 200, 'LinkError: link ended: 1006 refused'],
    ]);
  });

  it('NET-3: null: no dialling by itself, the state stays until giveUp', () => {
    const { log, attempts } = play({ ...refusing, redial: () => null, until: 1_200_001 });
    expect(attempts).to.deep.equal(['0 dialling 1', '0 failed 1: link ended: 1006 refused']);
    expect(changesOf(log)[2]).to.equal('1200000 failed JOIN_FAILED');
  });

  it('NET-3 NET-7: null: reconnect() still dials', () => {
    const { attempts } = play({
      ...refusing,
      redial: () => null,
      at: { 500: ({ connection }) => connection.reconnect() },
      until: 600,
    });
    expect(dialled(attempts)).to.deep.equal([0, 500]);
  });

  it('NET-3: a wait of over 24 days is no wait of 1 ms', () => {
    const { attempts } = play({
      ...refusing,
      thresholds: { giveUp: false },
      redial: () => 2 ** 32,
      until: 2 ** 32 + 1,
    });
    expect(dialled(attempts)).to.deep.equal([0, 2 ** 32]);
  });

  it('NET-3: a policy of 0 ms with a transport that fails on the spot does not hold the loop', () => {
    stock(({ flush }) => {
      let dials = 0;
      const connection = createConnection({
        transport: throwError(() => {
          dials++;
          if (dials === 200) connection.dispose();
          return new Error('refused');
        }),
        redial: () => 0,
      });
      connection.open();
      expect(dials).to.equal(1);
      flush();
      expect(dials).to.equal(200);
    });
  });

  it('NET-11: an attempt that is not open within 4 s makes way for the next', () => {
    const { attempts } = play({ server: () => {}, redial: () => 0, until: 8_500 });
    expect(dialled(attempts)).to.deep.equal([0, 4_000, 8_000]);
  });

  it('NET-11: so does a link that is not accepted within 6 s', () => {
    const { attempts, dials } = play({ heartbeat, redial: () => 0, until: 6_500 });
    expect(dialled(attempts)).to.deep.equal([0, 6_000]);
    expect(dials[0]?.state).to.equal('closed');
  });
});
