import { expect } from 'chai';
import { chatWaited, waited } from '../../../lib/cli/demo/waiting.js';

describe('waited', () => {
  const marks = { 'ada hears': 3_000, 'hub hears ada': 2_000, 'T4 of cyd': 7_000 };
  const at = (now: number, more = {}) => {
    const waits = waited({ ...marks, ...more }, 25_000, now);
    return waits && `${waits.title} ${waits.elapsed}`;
  };

  it("watches ada's silence until she is lost, then the hub's silence on her", () => {
    expect(at(12_999)).to.equal('ada has heard nothing for 9999');
    expect(at(13_000)).to.equal('the hub has heard nothing of ada for 11000');
  });

  it("watches cyd's outage once ada's network is back", () => {
    expect(at(24_000, { heal: 24_000 })).to.equal('cyd has been reconnecting for 17000');
  });

  it('starts at nothing before anybody was heard', () => {
    expect(waited({}, 25_000, 99)?.elapsed).to.equal(0);
  });

  it('waits for nothing when the act is over', () => {
    expect(at(32_000, { heal: 24_000, 'channel ends': 31_999 })).to.equal(undefined);
  });
});

describe('chatWaited', () => {
  const at = (now: number, more = {}) => {
    const waits = chatWaited({ 'eve hears': 3_000, 'hub hears eve': 2_500, ...more }, now);
    return waits && `${waits.title} ${waits.elapsed}`;
  };

  it("watches eve's silence until she is interrupted, then the hub's silence on her", () => {
    expect(at(6_999)).to.equal('eve has heard nothing for 3999');
    expect(at(7_000)).to.equal('the hub has heard nothing of eve for 4500');
  });

  it('waits for nothing before eve was heard, and when the act is over', () => {
    expect(chatWaited({}, 99)).to.equal(undefined);
    expect(at(7_000, { 'chat ends': 6_999 })).to.equal(undefined);
  });
});
