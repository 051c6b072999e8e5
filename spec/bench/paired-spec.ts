import { expect } from 'chai';
import { paired } from '../../bench/harness/paired.mjs';
import { seeded } from '../../bench/harness/statistics.mjs';

/** A machine on which only candidates pass time, and whose speed changes as `slowness` says. */
function machine(slowness: (ms: number) => number = () => 1) {
  let ms = 0;
  const log: { name: string; times: number }[] = [];
  return {
    now: () => ms,
    log,
    candidate: (name: string, cost: number) => (times: number) => {
      log.push({ name, times });
      ms += times * cost * slowness(ms);
    },
  };
}

describe('bench: the paired measurement', () => {
  it('finds a planted ratio exactly on a calm machine, with the cost of each in ns', () => {
    const { now, candidate } = machine();
    const { ratio, low, high, ours, theirs } = paired(
      candidate('ours', 0.000_15),
      candidate('theirs', 0.000_1),
      false,
      now,
    );
    expect([ratio, low, high].map((value) => value.toFixed(9))).to.deep.equal(Array(3).fill('1.500000000'));
    expect(ours).to.be.closeTo(150, 1e-6);
    expect(theirs).to.be.closeTo(100, 1e-6);
  });

  it('finds it within 1 % on a machine that is up to twice as slow for 20 ms at a time, and knows how sure it is', () => {
    const random = seeded(11);
    const slow = Array.from({ length: 1_000 }, () => 1 + random());
    const { now, candidate } = machine((ms) => slow[Math.floor(ms / 20) % slow.length]!);
    const { ratio, low, high } = paired(candidate('ours', 0.000_15), candidate('theirs', 0.000_1), false, now);
    expect(ratio).to.be.closeTo(1.5, 0.015);
    expect(low).to.be.within(1.4, ratio);
    expect(high).to.be.within(ratio, 1.6);
  });

  it('no order is favoured when the machine slows down steadily', () => {
    const { now, candidate } = machine((ms) => 1 + ms / 200);
    const { ratio } = paired(candidate('ours', 0.000_1), candidate('theirs', 0.000_1), false, now);
    expect(ratio).to.be.closeTo(1, 0.002);
  });

  it('runs both alternately, each pair in the other order, in slices of 2 ms', () => {
    const { now, candidate, log } = machine();
    paired(candidate('ours', 0.001), candidate('theirs', 0.5), false, now);
    const counted = log.slice(2 * 40);
    expect(counted).to.have.length(2 * 150);
    expect(counted.map(({ name }) => name.charAt(0)).join('')).to.equal('otto'.repeat(75));
    for (const { name, times } of counted) expect(times).to.equal(name === 'ours' ? 2_000 : 4);
  });

  it('what takes longer than a slice runs once in each', () => {
    const { now, candidate, log } = machine();
    expect(paired(candidate('ours', 60), candidate('theirs', 30), false, now).ratio).to.equal(2);
    expect(log.every(({ times }) => times === 1)).to.be.true;
  });

  it('a short round only sees that both run', () => {
    const { now, candidate, log } = machine();
    const { ratio } = paired(candidate('ours', 0.001), candidate('theirs', 0.000_5), true, now);
    expect(ratio).to.be.closeTo(2, 1e-9);
    expect(log).to.have.length.below(30);
    expect(now()).to.be.below(3);
  });

  it('a clock that stood still for a slice stops nothing', () => {
    const { now, candidate } = machine();
    const { ratio } = paired(candidate('ours', 0.001), (times) => times, false, now);
    expect(ratio).to.equal(Infinity);
  });
});
