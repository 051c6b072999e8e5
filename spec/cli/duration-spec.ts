import { expect } from 'chai';
import { duration } from '../../lib/cli/duration.js';

describe('duration', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 s'],
    [4_000, '4 s'],
    [3_240, '3.2 s'],
    [59_900, '59.9 s'],
    [60_000, '1 min'],
    [1_100_400, '18 min 20 s'],
    [1_200_000, '20 min'],
  ];
  for (const [ms, text] of cases) it(`writes ${ms} ms as ${text}`, () => expect(duration(ms)).to.equal(text));
});
