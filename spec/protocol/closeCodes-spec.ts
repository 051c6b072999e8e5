import { expect } from 'chai';
import { closeCodes } from '../../lib/protocol/closeCodes.js';

describe('closeCodes', () => {
  const all = Object.entries(closeCodes);

  it('HUB-8: each code has one name, each name one sentence', () => {
    expect(new Set(all.map(([, { code }]) => code)).size).to.equal(all.length);
    for (const [, { meaning }] of all) expect(meaning).to.match(/\.$/);
  });

  it('HUB-8: every code is one that a WebSocket may send', () => {
    for (const [name, { code }] of all) {
      expect([1000, 1003, 1009, 1011, 1012].includes(code) || (code >= 4000 && code <= 4999), name).to.equal(true);
    }
  });
});
