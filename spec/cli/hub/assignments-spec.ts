import { expect } from 'chai';
import { assignments } from '../../../lib/cli/hub/assignments.js';

describe('assignments', () => {
  it('reads pairs; of two for one name the last', () => {
    expect(assignments('--limit', [])).to.deep.equal({});
    expect(assignments('--limit', ['members=5', 'id=32', 'members=6'])).to.deep.equal({ members: 6, id: 32 });
  });

  it('takes any name as a key of its own, __proto__ too', () => {
    expect(Object.keys(assignments('--limit', ['__proto__=5']))).to.deep.equal(['__proto__']);
  });

  for (const pair of ['members', '=5', 'members 5', 'mem-bers=5', ' members=5']) {
    it(`refuses '${pair}'`, () => {
      expect(() => assignments('--limit', [pair]))
        .to.throw(`--limit: expected name=value, got '${pair}'`)
        .with.property('name', 'UsageError');
    });
  }

  for (const value of ['', 'many', '-5', '5=6', '5\n']) {
    it(`refuses the value '${value}', naming option and name`, () => {
      expect(() => assignments('--limit', [`members=${value}`]))
        .to.throw(/^--limit members: expected a whole number/)
        .with.property('name', 'UsageError');
    });
  }
});
