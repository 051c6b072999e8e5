import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { apiFile, describeApi, publicNames, type PublicName } from '../../scripts/api.js';

describe('the public names', () => {
  let names: readonly PublicName[];

  before(function () {
    this.timeout(30_000);
    names = publicNames();
  });

  it(`are those of ${apiFile}, which \`npm run api\` writes`, () => {
    expect(describeApi(names)).to.equal(readFileSync(apiFile, 'utf8'));
  });

  it('each have a doc comment', () => {
    expect(names.filter(({ doc }) => doc === '').map(({ entry, name }) => `${entry} ${name}`)).to.deep.equal([]);
  });
});
