import { expect } from 'chai';
import { faultsOf, type Outcome, type Sent, type Stream } from './check.js';

const sent = (payload: string, outcome: Outcome | null = 'accepted', from = 'ann', to = 'bob'): Sent => ({
  from,
  to,
  payload,
  outcome,
});
const stream = (payloads: readonly string[], missed: number | null = 0): Stream => ({
  reader: 'bob',
  to: 'bob',
  read: payloads.map((payload) => ({ from: 'ann', payload })),
  missed,
});
const three = ['1', '2', '3'].map((payload) => sent(payload));

describe('the delivery check', () => {
  it('RTM-16: finds nothing where all accepted were read once, in order', () => {
    expect(faultsOf(three, [stream(['1', '2', '3'])])).to.deep.equal([]);
  });

  for (const [what, read, missed, fault] of [
    ['lost', ['1', '3'], 0, '0 reported missing, but 1 accepted were not read: 2'],
    ['read twice', ['1', '2', '2', '3'], 0, 'read 2 twice'],
    ['swapped', ['1', '3', '2'], 0, 'read 2 after a later one of ann'],
    ['invented', ['1', '2', '3', '4'], 0, 'read 4 of ann, which was not sent'],
    ['counted as missing, and read', ['1', '2', '3'], 1, '1 reported missing, but 0 accepted were not read: '],
    ['missing, and counted one too few', ['1'], 1, '1 reported missing, but 2 accepted were not read: 2, 3'],
    ['missing, and counted one too many', ['1'], 3, '3 reported missing, but 2 accepted were not read: 2, 3'],
  ] as const) {
    it(`RTM-12 RTM-16: finds a message ${what}`, () => {
      expect(faultsOf(three, [stream(read, missed)])).to.deep.equal([`bob, bob: ${fault}`]);
    });
  }

  it('RTM-12: what is reported missing may be missing', () => {
    expect(faultsOf(three, [stream(['3'], 2)])).to.deep.equal([]);
  });

  it('RTM-5: finds a sender that was told nothing', () => {
    expect(faultsOf([sent('1', null)], [stream(['1'])])).to.deep.equal(['ann was told nothing of 1']);
  });

  it('RTM-5: finds a message that was refused, and read', () => {
    expect(faultsOf([sent('1', 'refused')], [stream(['1'])])).to.deep.equal(['bob, bob: read 1, which was refused']);
  });

  it('RTM-5: a message of unknown outcome may be read, missing, or neither, but not twice', () => {
    const doubtful = [sent('1', 'unknown')];
    expect(faultsOf(doubtful, [stream(['1'])])).to.deep.equal([]);
    expect(faultsOf(doubtful, [stream([])])).to.deep.equal([]);
    expect(faultsOf(doubtful, [stream([], 1)])).to.deep.equal([]);
    expect(faultsOf(doubtful, [stream([], 2)])).to.have.length(1);
    expect(faultsOf(doubtful, [stream(['1', '1'])])).to.have.length(1);
  });

  it('RTM-12: where nobody knows what is missing, all may be; twice, swapped and invented are faults all the same', () => {
    expect(faultsOf(three, [stream(['2'], null)])).to.deep.equal([]);
    expect(faultsOf(three, [stream(['2', '1', '1', '4'], null)])).to.have.length(3);
  });

  it('RTM-6: finds a message of oneself, of another destination, or under another name', () => {
    const foreign = [sent('1', 'accepted', 'bob'), sent('2', 'accepted', 'ann', 'cid')];
    expect(faultsOf(foreign, [stream(['1', '2'])])).to.have.length(2);
    expect(faultsOf([sent('1', 'accepted', 'cid')], [stream(['1'])])).to.have.length(1);
  });

  it('RTM-16: senders have no order among each other', () => {
    const two = [sent('1'), sent('2', 'accepted', 'cid')];
    const read = [
      { from: 'cid', payload: '2' },
      { from: 'ann', payload: '1' },
    ];
    expect(faultsOf(two, [{ ...stream([]), read }])).to.deep.equal([]);
  });
});
