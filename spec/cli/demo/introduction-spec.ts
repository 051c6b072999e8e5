import { expect } from 'chai';
import { introduction } from '../../../lib/cli/demo/introduction.js';

describe('introduction', () => {
  it('says what is shortened, from what to what', () => {
    expect(introduction(25_000).join(' ')).to.contain('gives up after 25 s here, shortened from 20 min');
  });

  it('says that nothing is, at true length', () => {
    expect(introduction(1_200_000).join(' ')).to.contain('gives up after 20 min').and.not.to.contain('shortened');
  });

  it('keeps to 80 columns', () => {
    for (const line of [...introduction(25_000), ...introduction(1_200_000)]) expect(line.length).to.be.at.most(80);
  });
});
