import { expect } from 'chai';
import { chatScript } from '../../../lib/cli/demo/chatScript.js';

describe('chatScript', () => {
  const dues = (who: string, what: string) =>
    chatScript()
      .filter((step) => step.who === who && step.what === what)
      .map(({ due }) => due && [due.after, due.ms({})]);

  it('RTM-1: counts 4 s from the last frame, in each outage', () => {
    const interrupted = ['eve hears', 4_000];
    expect(dues('eve', 'reconnecting INTERRUPTED')).to.deep.equal([interrupted, interrupted]);
  });

  it('RTM-7, RTM-8, RTM-9: lets eve leave once, 30 s after the hub heard her, and return once', () => {
    expect(dues('dan', 'memberLeft eve')).to.deep.equal([['hub hears eve', 30_000]]);
    expect(dues('dan', 'memberJoined eve')).to.deep.equal([
      ['eve logs in', 0],
      ['heal of eve', 0],
    ]);
  });

  it('RTM-5: has a message cached after 5 s without an answer, or at once', () => {
    expect(dues('dan', 'receipt 3-5, cached')).to.deep.equal([['dan says', 5_000]]);
    expect(dues('dan', 'receipt 6-8, cached')).to.deep.equal([['dan says', 0]]);
  });

  it('fits beside the lanes', () => {
    for (const { who, what } of chatScript()) expect(`${who}  ${what}`.length, what).to.be.at.most(29);
  });
});
