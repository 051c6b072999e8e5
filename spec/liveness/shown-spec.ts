import { expect } from 'chai';
import { shown } from '../../lib/liveness/shown.js';

describe('shown', () => {
  for (const [value, text] of [
    ['4s', "'4s'"],
    [NaN, 'NaN'],
    [1n, '1'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[4_000], 'an array'],
    [{}, 'an object'],
    [Object.create(null), 'an object'],
    [Symbol('s'), 'Symbol(s)'],
    [() => 1, 'a function'],
  ] as const) {
    it(`LIV-9: shows ${text}`, () => {
      expect(shown(value)).to.equal(text);
    });
  }
});
