import { expect } from 'chai';
import { interop } from '../../lib/rtm/interop.js';
import { rtmReasons } from '../../lib/rtm/rtmTable.js';

describe('interop of messaging', () => {
  const reasons: Record<string, { number: number; reason: string | null }> = interop.reasons['1.x'];

  it("API-8: gives each of our reasons the number that Agora's 1.x gives it", () => {
    for (const [name, number] of Object.entries(rtmReasons)) {
      expect(reasons[name]).to.deep.equal({ number, reason: name });
    }
  });

  it('API-8, RTM-4: a token that expires has a number there, and is no reason here', () => {
    expect(reasons['TOKEN_EXPIRED']).to.deep.equal({ number: 9, reason: null });
    expect(Object.values(reasons).map(({ number }) => number)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('API-8: numbers the states from 1 to 5', () => {
    expect(interop.states).to.deep.equal({ disconnected: 1, connecting: 2, connected: 3, reconnecting: 4, aborted: 5 });
  });
});
