import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { states, statesFile } from '../../scripts/states.js';

describe('docs/states.md', () => {
  it('is what the tables print; `npm run states` renews it', () => {
    expect(readFileSync(statesFile, 'utf8')).to.equal(states());
  });
});
