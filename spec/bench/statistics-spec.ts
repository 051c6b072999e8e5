import { expect } from 'chai';
import { intervalOfMedian, median, quantile, seeded } from '../../bench/harness/statistics.mjs';

describe('bench: statistics', () => {
  it('the median is the middle value, of an even number the mean of two, and orders numbers as numbers', () => {
    expect(median([10, 9, 100])).to.equal(10);
    expect(median([4, 1, 2, 10])).to.equal(3);
    expect(median([])).to.be.NaN;
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    median(values);
    quantile(values, 0.5);
    expect(values).to.deep.equal([3, 1, 2]);
  });

  it('a quantile is one of the values, by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([0, 0.01, 0.025, 0.5, 0.975, 1].map((share) => quantile(hundred, share))).to.deep.equal([
      1, 1, 3, 50, 98, 100,
    ]);
  });

  it('chance is uniform, and the same for the same seed', () => {
    const random = seeded(7);
    const drawn = Array.from({ length: 10_000 }, random);
    const again = seeded(7);
    expect(drawn.slice(0, 3)).to.deep.equal([again(), again(), again()]);
    expect(drawn.every((value) => value >= 0 && value < 1)).to.be.true;
    for (const share of [0.1, 0.5, 0.9]) expect(quantile(drawn, share)).to.be.closeTo(share, 0.02);
  });

  it('equal values have an interval without width', () => {
    expect(intervalOfMedian([5, 5, 5, 5])).to.deep.equal([5, 5]);
  });

  it('the interval holds the true median in about 95 of 100 samples', () => {
    const random = seeded(3);
    const held = Array.from({ length: 200 }, () => {
      const [low, high] = intervalOfMedian(Array.from({ length: 50 }, random), random, 200);
      return low <= 0.5 && 0.5 <= high;
    }).filter(Boolean).length;
    expect(held).to.be.within(182, 198);
  });
});
