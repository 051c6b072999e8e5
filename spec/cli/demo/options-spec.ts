import { expect } from 'chai';
import { demoOptions } from '../../../lib/cli/demo/options.js';

describe('demoOptions', () => {
  it('is short, coloured and at work by default', () => {
    expect({ ...demoOptions([]) }).to.deep.equal({ exact: false, plain: false, help: false });
  });

  for (const name of ['exact', 'plain', 'help']) {
    it(`knows --${name}`, () => expect(demoOptions([`--${name}`])).to.have.property(name, true));
  }

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['--fast', /^demo: Unknown option '--fast'$/],
    ['--exact=soon', /^demo: Option '--exact' does not take an argument$/],
    ['now', /^demo: Unexpected argument 'now'$/],
  ];
  for (const [arg, message] of wrong) {
    it(`names what is wrong with ${arg}`, () => {
      expect(() => demoOptions([arg]))
        .to.throw(message)
        .with.property('name', 'UsageError');
    });
  }
});
