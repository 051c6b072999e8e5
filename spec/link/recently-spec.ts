import { expect } from 'chai';
import { recently } from '../../lib/link/recently.js';

describe('recently', () => {
  it('knows whether it happened in a window of the past, both ends included', () => {
    let now = 0;
    const seen = recently(1_000, () => now);
    seen.note();
    now = 4_000;
    expect([
      seen.within(3_999, 1_000),
      seen.within(4_000, 1_000),
      seen.within(9_000, 4_000),
      seen.within(9_000, 4_001),
    ]).to.deep.equal([false, true, true, false]);
  });

  it('takes what follows within the distance for the same, and remembers five', () => {
    let now = 0;
    const seen = recently(1_000, () => now);
    for (; now <= 5_000; now += 500) seen.note();
    now = 5_000;
    expect([0, 1_000, 4_000, 5_000].map((ago) => seen.within(ago, ago))).to.deep.equal([true, true, true, false]);
    expect(seen.within(4_500, 4_500)).to.equal(false);
  });
});
