import { expect } from 'chai';
import { wholeNumber } from '../../../lib/cli/hub/wholeNumber.js';

describe('wholeNumber', () => {
  it('reads digits, from the least to the most', () => {
    expect(wholeNumber('--port', '0', [0, 65_535])).to.equal(0);
    expect(wholeNumber('--port', '65535', [0, 65_535])).to.equal(65_535);
    expect(wholeNumber('--limit members', '500')).to.equal(500);
  });

  for (const text of ['65536', '-1', '1.5', '1e3', '0x10', ' 8', '8080 ', 'all', '', 'Infinity', 'NaN', '१']) {
    it(`refuses '${text}', naming the option and the range`, () => {
      expect(() => wholeNumber('--port', text, [0, 65_535]))
        .to.throw(`--port: expected a whole number from 0 to 65535, got '${text}'`)
        .with.property('name', 'UsageError');
    });
  }
});
