import { expect } from 'chai';
import * as fc from 'fast-check';
import { createRate, createRates } from '../../lib/hub/rate.js';

describe('rate', () => {
  it('RTM-15: lets so many through within any window: at its end one more for each that is out of it', () => {
    let at = 0;
    const rate = createRate(2, 1_000, () => at);
    const taken = [0, 500, 999, 1_000, 1_001, 1_499, 1_500].map((time) => {
      at = time;
      return rate.take();
    });
    expect(taken).to.deep.equal([true, true, false, true, false, false, true]);
  });

  it('RTM-15: what was not let through does not count', () => {
    let at = 0;
    const rate = createRate(1, 1_000, () => at);
    for (; at < 1_000; at += 100) rate.take();
    expect(rate.take()).to.equal(true);
  });

  it('RTM-15: however often it is asked, it lets through what it would if it remembered all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(400), { maxLength: 80 }), (most, pauses) => {
        let at = 0;
        const rate = createRate(most, 1_000, () => at);
        const through: number[] = [];
        for (const pause of pauses) {
          at += pause;
          const allowed = through.filter((time) => at - time < 1_000).length < most;
          expect(rate.take()).to.equal(allowed);
          if (allowed) through.push(at);
        }
      }),
    );
  });

  it('RTM-15: keys have a rate each, also for who asks again and again', () => {
    let at = 0;
    const of = createRates(2, 1_000, () => at);
    const taken = [0, 600, 700, 1_100, 1_500, 1_600].map((time) => {
      at = time;
      of('other').take();
      return of('ann').take();
    });
    expect(taken).to.deep.equal([true, true, false, true, false, true]);
  });
});
