import { expect } from 'chai';
import { alone } from '../../bench/harness/alone.mjs';

/** A machine on which a reading of the clock takes 40 ns, and where a new turn comes after 1 ms. */
function machine() {
  let ns = 0;
  const log: string[] = [];
  return {
    log,
    now: () => (ns += 40) / 1e6,
    turn: async () => void ((ns += 1e6), log.push('turn')),
    candidate: (name: string, cost: number) => (times: number) => {
      log.push(name);
      ns += times * cost;
    },
  };
}

describe('bench: the measurement alone', () => {
  it('finds a planted ratio without what the clock and the turns take', async () => {
    const { now, turn, candidate } = machine();
    const measured = await alone(candidate('ours', 75), candidate('theirs', 30), true, now, turn);
    expect(measured.ratio).to.be.closeTo(2.5, 1e-6);
    expect(measured.ours).to.be.closeTo(75, 1e-3);
    expect(measured.theirs).to.be.closeTo(30, 1e-3);
  });

  it('each time has a turn of its own, once both are warm', async () => {
    const { now, turn, candidate, log } = machine();
    await alone(candidate('ours', 75), candidate('theirs', 30), true, now, turn);
    const counted = log.slice(log.indexOf('turn'));
    expect(counted.join(' ')).to.match(/^(turn( (ours|theirs))? ?)+$/);
    expect(counted.filter((name) => name === 'ours')).to.have.length(9);
    expect(counted.filter((name) => name === 'theirs')).to.have.length(9);
    expect(log.indexOf('turn')).to.equal(20);
  });
});
