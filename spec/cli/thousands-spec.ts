import { expect } from 'chai';
import { thousands } from '../../lib/cli/thousands.js';

describe('thousands', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [999, '999'],
    [1_000, '1 000'],
    [-20_001, '-20 001'],
    [1_200_000, '1 200 000'],
  ];
  for (const [value, text] of cases) it(`groups ${text}`, () => expect(thousands(value)).to.equal(text));
});
