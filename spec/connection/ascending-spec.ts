import { expect } from 'chai';
import { ascending } from '../../lib/connection/ascending.js';
import { idleAfter } from '../../lib/connection/idleAfter.js';
import { timerLength } from '../../lib/connection/timerLength.js';

describe('ascending, and what follows from it', () => {
  const defaults = { interrupted: 4_000, lost: 10_000, giveUp: 1_200_000 };
  type Given = { readonly [name in keyof typeof defaults]?: number | false };
  const checked = (given: Given | undefined) => ascending(given, defaults, 'createConnection');

  it('CON-5: those left out are the defaults', () => {
    expect(checked(undefined)).to.deep.equal(defaults);
    expect(checked({ lost: 20_000 })).to.deep.equal({ ...defaults, lost: 20_000 });
  });

  it('CON-5: false and Infinity both switch one off', () => {
    expect(checked({ interrupted: false, lost: Infinity })).to.deep.equal({
      interrupted: Infinity,
      lost: Infinity,
      giveUp: 1_200_000,
    });
    expect(checked({ giveUp: false }).giveUp).to.equal(Infinity);
  });

  for (const [given, message] of [
    [{ interrupted: 10_000 }, 'thresholds.lost (10000 ms) must be above thresholds.interrupted (10000 ms)'],
    [{ interrupted: 10_001 }, 'thresholds.lost (10000 ms) must be above thresholds.interrupted (10001 ms)'],
    [{ giveUp: 9_999 }, 'thresholds.giveUp (9999 ms) must be above thresholds.lost (10000 ms)'],
    [{ lost: false, giveUp: 4_000 }, 'thresholds.giveUp (4000 ms) must be above thresholds.interrupted (4000 ms)'],
    [{ interrupted: 0 }, 'thresholds.interrupted must be above 0 ms, got 0'],
    [{ lost: -1 }, 'thresholds.lost must be above 0 ms, got -1'],
    [{ giveUp: NaN }, 'thresholds.giveUp must be above 0 ms, got NaN'],
  ] as const) {
    it(`CON-5: RangeError: ${message}`, () => {
      expect(() => checked(given)).to.throw(RangeError, `createConnection: ${message}`);
    });
  }

  for (const value of ['4s', true, {}]) {
    it(`CON-5: TypeError for ${JSON.stringify(value)}`, () => {
      expect(() => checked({ interrupted: value as never })).to.throw(
        TypeError,
        'thresholds.interrupted must be a number',
      );
    });
  }

  it('NET-4: a silent link is given up at lost, without lost at 2.5 times interrupted, without both never', () => {
    expect(idleAfter(4_000, 10_000)).to.equal(10_000);
    expect(idleAfter(Infinity, 10_000)).to.equal(10_000);
    expect(idleAfter(4_000, Infinity)).to.equal(10_000);
    expect(idleAfter(Infinity, Infinity)).to.equal(Infinity);
  });

  it('CON-4: a length that one timer can wait for is above 0 and below 2^31 ms', () => {
    expect(timerLength(2 ** 31 - 1, 'every')).to.equal(2 ** 31 - 1);
    expect(() => timerLength(2 ** 31, 'every')).to.throw(
      RangeError,
      'every must be below 2 147 483 648 ms, got 2147483648',
    );
    expect(() => timerLength(Infinity, 'every')).to.throw(RangeError, 'got Infinity');
    expect(() => timerLength(0, 'every')).to.throw(RangeError, 'every must be above 0 ms, got 0');
    expect(() => timerLength('1s', 'every')).to.throw(TypeError, "every must be a number of ms, got '1s'");
  });
});
