import { expect } from 'chai';
import { random } from '../../lib/link/random.js';

describe('random', () => {
  it('API-6: draws from [0, 1), over the whole of it', () => {
    const draws = Array.from({ length: 10_000 }, random);
    expect(Math.min(...draws)).to.be.within(0, 0.01);
    expect(Math.max(...draws)).to.be.within(0.99, 1 - 2 ** -32);
  });
});
