import { expect } from 'chai';
import { randomId } from '../../lib/link/randomId.js';

describe('randomId', () => {
  it('API-6: is 128 bits as 32 hexadecimal digits', () => {
    expect(randomId()).to.match(/^[0-9a-f]{32}$/);
  });

  it('API-6: is never the same, and every digit varies', () => {
    const ids = Array.from({ length: 1_000 }, randomId);
    expect(new Set(ids).size).to.equal(1_000);
    for (let place = 0; place < 32; place++) expect(new Set(ids.map((id) => id[place])).size).to.equal(16);
  });
});
