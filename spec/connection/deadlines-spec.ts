import { expect } from 'chai';
import { deadlinesOf } from '../../lib/connection/deadlines.js';

describe('deadlines', () => {
  it('NET-11: are 4 s for dialling and 6 s for acceptance', () => {
    expect(deadlinesOf(undefined, 'x')).to.deep.equal({ dial: 4_000, accept: 6_000 });
  });

  it("NET-11: take a user's own, Infinity for never included", () => {
    expect(deadlinesOf({ dial: 1 }, 'x')).to.deep.equal({ dial: 1, accept: 6_000 });
    expect(deadlinesOf({ accept: Infinity }, 'x')).to.deep.equal({ dial: 4_000, accept: Infinity });
  });

  for (const [given, message] of [
    [{ dial: 0 }, 'x: deadlines.dial must be above 0 ms, got 0'],
    [{ accept: NaN }, 'x: deadlines.accept must be above 0 ms, got NaN'],
    [{ accept: '6s' as never }, "x: deadlines.accept must be a number of ms, got '6s'"],
  ] as const) {
    it(`NET-11: ${message}`, () => {
      expect(() => deadlinesOf(given, 'x')).to.throw(message);
    });
  }
});
