import { expect } from 'chai';
import { inTurns } from '../../bench/harness/inTurns.mjs';

describe('bench: candidates in turns', () => {
  it('each does its thing once a round, and every next round begins with another one', async () => {
    const log: string[] = [];
    await inTurns(['a', 'b', 'c'], 3, async (name) => void log.push(name));
    expect(log.join('')).to.equal('abcbcacab');
  });

  it('the cost of a candidate stands at its own place of each round', async () => {
    let turn = 0;
    const costs = await inTurns(['a', 'b'], 2, async (name) => `${name}${turn++}`);
    expect(costs).to.deep.equal([
      ['a0', 'b1'],
      ['a3', 'b2'],
    ]);
  });
});
