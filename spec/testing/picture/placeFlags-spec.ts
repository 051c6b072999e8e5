import { expect } from 'chai';
import fc from 'fast-check';
import { placeFlags } from '../../../lib/testing/picture/placeFlags.js';

describe('placeFlags', () => {
  it('hangs texts that are far apart in one row, and each of those that are close below the one behind it', () => {
    const rows = (xs: number[]) =>
      placeFlags(
        xs.map((x) => ({ x, width: 50 })),
        500,
      ).map(({ row }) => row);
    expect(rows([0, 100, 200])).to.deep.equal([0, 0, 0]);
    expect(rows([0, 10, 20])).to.deep.equal([2, 1, 0]);
  });

  it('moves a text to the left rather than beyond the right', () => {
    expect(placeFlags([{ x: 480, width: 60 }], 500)).to.deep.equal([{ row: 0, left: 440 }]);
  });

  it('puts a text to the left of its stem where that keeps another stem out of it', () => {
    const [one, other] = placeFlags(
      [
        { x: 470, width: 90 },
        { x: 490, width: 90 },
      ],
      500,
    );
    expect(one).to.deep.equal({ row: 0, left: 383 });
    expect(other).to.deep.equal({ row: 1, left: 403 });
  });

  it('never puts a text on a text or beyond the right, however many there are', () => {
    const flags = fc.array(
      fc.record({ x: fc.integer({ min: 100, max: 499 }), width: fc.integer({ min: 5, max: 90 }) }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(flags, (all) => {
        const hung = placeFlags(all, 500).map((place, index) => ({ ...place, ...all[index]! }));
        for (const [index, one] of hung.entries()) {
          expect(one.left + one.width).to.be.at.most(500);
          for (const other of hung.slice(index + 1).filter(({ row }) => row === one.row)) {
            expect(one.left + one.width < other.left || other.left + other.width < one.left).to.be.true;
          }
        }
      }),
    );
  });
});
