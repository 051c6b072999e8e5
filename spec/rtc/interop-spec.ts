import { expect } from 'chai';
import { interop } from '../../lib/rtc/interop.js';
import { rtcReasons } from '../../lib/rtc/rtcTable.js';

describe('interop', () => {
  for (const version of ['3.x', '4.x'] as const) {
    it(`API-8: gives each of our reasons the number that Agora's ${version} gives it`, () => {
      const reasons: Record<string, { number: number; reason: string | null }> = interop.reasons[version];
      for (const [name, number] of Object.entries(rtcReasons)) {
        expect(reasons[name]).to.deep.equal({ number, reason: name });
      }
    });

    it(`API-8: gives no number of ${version} twice`, () => {
      const numbers = Object.values(interop.reasons[version]).map(({ number }) => number);
      expect(new Set(numbers).size).to.equal(numbers.length);
    });
  }

  it('API-8: numbers the states from 1 to 5', () => {
    expect(interop.states).to.deep.equal({ disconnected: 1, connecting: 2, connected: 3, reconnecting: 4, failed: 5 });
  });
});
