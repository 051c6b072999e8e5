import { expect } from 'chai';
import { backoff } from '../../lib/link/backoff.js';

const delays = (random: number, attempts: readonly number[], elapsed = 0) => {
  const policy = backoff({ random: () => random });
  return attempts.map((attempt) => policy({ attempt, elapsed, failure: null }));
};

describe('backoff', () => {
  it('NET-3: the first redial of a link that had proved itself is at 0 ms, whatever chance says', () => {
    for (const random of [0, 0.5, 0.999]) expect(delays(random, [0])).to.deep.equal([0]);
  });

  it('NET-3: the ceiling doubles from 250 ms to the cap of 2 s: a staircase', () => {
    expect(delays(0.5, [1, 2, 3, 4, 5, 6, 60])).to.deep.equal([125, 250, 500, 1_000, 1_000, 1_000, 1_000]);
  });

  it('NET-3: the jitter is full and comes after the cap: from 0 up to the ceiling, which it never reaches', () => {
    expect(delays(0, [1, 4, 9])).to.deep.equal([0, 0, 0]);
    expect(delays(0.999, [1, 4, 9])).to.deep.equal([249.75, 1_998, 1_998]);
  });

  it('NET-3: the cap is 2 s before 60 s of outage, 10 s from then on', () => {
    expect(delays(0.5, [9], 59_999)).to.deep.equal([1_000]);
    expect(delays(0.5, [9], 60_000)).to.deep.equal([5_000]);
    expect(delays(0.5, [1, 2, 3, 4, 5, 6, 7], 60_000)).to.deep.equal([125, 250, 500, 1_000, 2_000, 4_000, 5_000]);
  });

  it('NET-3: is below the cap after 100 000 failures too', () => {
    expect(delays(0.5, [100_000])).to.deep.equal([1_000]);
  });

  it('NET-3: is pure: it draws one number per answer and keeps nothing', () => {
    let draws = 0;
    const policy = backoff({ random: () => (draws++, 0.5) });
    const ask = () => policy({ attempt: 3, elapsed: 900, failure: null });
    expect([ask(), ask()]).to.deep.equal([500, 500]);
    expect(draws).to.equal(2);
  });

  it("NET-3: takes steps and caps of a user's own", () => {
    const policy = backoff({ base: 100, cap: 300, lateCap: 1_000, lateAfter: 5_000, random: () => 0.5 });
    const at = (attempt: number, elapsed: number) => policy({ attempt, elapsed, failure: null });
    expect([at(1, 0), at(2, 0), at(3, 4_999), at(3, 5_000), at(9, 5_000)]).to.deep.equal([50, 100, 150, 200, 500]);
  });

  it('API-6: without `random` two policies differ', () => {
    const draw = () => backoff()({ attempt: 9, elapsed: 0, failure: null });
    expect(new Set(Array.from({ length: 8 }, draw)).size).to.be.above(1);
  });

  for (const [name, value, message] of [
    ['base', 0, 'backoff: base must be above 0 ms, got 0'],
    ['cap', -1, 'backoff: cap must be above 0 ms, got -1'],
    ['lateCap', NaN, 'backoff: lateCap must be above 0 ms, got NaN'],
    ['lateAfter', '60', "backoff: lateAfter must be a number of ms, got '60'"],
  ] as const) {
    it(`NET-3: ${message}`, () => {
      expect(() => backoff({ [name]: value })).to.throw(message);
    });
  }
});
