import { expect } from 'chai';
import { liveness } from '../../lib/liveness/liveness.js';
import { livenessBy } from '../../lib/liveness/livenessBy.js';
import { duration, inOrder } from '../../lib/liveness/thresholds.js';

const refused: [unknown, ErrorConstructor, string][] = [
  [{ lost: 0 }, RangeError, "threshold 'lost' must be above 0 ms, got 0"],
  [{ lost: -0 }, RangeError, "threshold 'lost' must be above 0 ms, got 0"],
  [{ ok: 1, lost: -1 }, RangeError, "threshold 'lost' must be above 0 ms, got -1"],
  [{ lost: NaN }, RangeError, "threshold 'lost' must be above 0 ms, got NaN"],
  [{ lost: -Infinity }, RangeError, "threshold 'lost' must be above 0 ms, got -Infinity"],
  [{ lost: '10' }, TypeError, "threshold 'lost' must be a number of ms, got '10'"],
  [{ lost: undefined }, TypeError, "threshold 'lost' must be a number of ms, got undefined"],
  [{ lost: null }, TypeError, "threshold 'lost' must be a number of ms, got null"],
  [{ lost: 10n }, TypeError, "threshold 'lost' must be a number of ms, got 10"],
  [{ lost: [10] }, TypeError, "threshold 'lost' must be a number of ms, got an array"],
  [{ alive: 10 }, RangeError, "no threshold can be named 'alive', the status of what is heard"],
  [{}, RangeError, 'thresholds must name at least one silence, got {}'],
  [undefined, TypeError, 'thresholds must be an object of names and milliseconds, got undefined'],
  [null, TypeError, 'thresholds must be an object of names and milliseconds, got null'],
  [4_000, TypeError, 'thresholds must be an object of names and milliseconds, got 4000'],
  [[4_000], TypeError, 'thresholds must be an object of names and milliseconds, got an array'],
];

describe('thresholds', () => {
  for (const [thresholds, kind, message] of refused) {
    it(`LIV-9: ${message}`, () => {
      expect(() => liveness(thresholds as never)).to.throw(kind, `liveness: ${message}`);
      expect(() => livenessBy(String, thresholds as never)).to.throw(kind, `livenessBy: ${message}`);
    });
  }

  it('LIV-9: livenessBy refuses a key that is no function', () => {
    expect(() => livenessBy('uid' as never, { lost: 1 })).to.throw(
      TypeError,
      'livenessBy: key must be a function, got uid',
    );
  });

  it('LIV-9: the least number above 0 and Infinity are durations', () => {
    expect(duration(Number.MIN_VALUE, 'x')).to.equal(Number.MIN_VALUE);
    expect(duration(Infinity, 'x')).to.equal(Infinity);
  });

  it('are sorted, equal ones in the order written, without those that are never crossed', () => {
    expect(inOrder({ c: 3, b: 1, never: Infinity, a: 1 }, 'x')).to.deep.equal([
      { name: 'b', after: 1 },
      { name: 'a', after: 1 },
      { name: 'c', after: 3 },
    ]);
  });
});
