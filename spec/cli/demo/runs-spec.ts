import { expect } from 'chai';
import { runs } from '../../../lib/cli/demo/runs.js';

describe('runs', () => {
  const cases: readonly (readonly [readonly number[], string])[] = [
    [[], ''],
    [[2], '2'],
    [[3, 4, 5, 6], '3-6'],
    [[3, 4, 6, 8, 9], '3-4 6 8-9'],
    [[3, 3, 4], '3 3-4'],
    [[4, 3], '4 3'],
  ];
  for (const [numbers, text] of cases) {
    it(`hides neither a hole nor a repetition nor the order: [${numbers.join()}] is '${text}'`, () =>
      expect(runs(numbers)).to.equal(text));
  }
});
