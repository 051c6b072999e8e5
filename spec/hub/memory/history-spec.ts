import { expect } from 'chai';
import { createHistory } from '../../../lib/hub/memory/history.js';

/** A history of messages, one letter per sender, all at once. */
function historyOf(senders: string) {
  const history = createHistory(() => 0);
  [...senders].forEach((from, n) => history.add({ seq: n + 1, message: `m${n + 1}`, payload: '1', from, sentAt: 0 }));
  return history;
}
const backfill = (senders: string, reader: string, position = 0) =>
  historyOf(senders)
    .backfill(reader, position)
    .map(({ seq }) => seq);
const last = (n: number, to: number) => Array.from({ length: n }, (_, i) => to - n + 1 + i);

describe('history', () => {
  it('RTM-11: has the newest 32 for every reader, however much one sender says', () => {
    const senders = 'b'.repeat(40) + 'a'.repeat(5_000);
    expect(backfill(senders, 'c')).to.deep.equal(last(32, 5_040));
    expect(backfill(senders, 'a')).to.deep.equal(last(32, 40));
    expect(backfill(senders, 'b')).to.deep.equal(last(32, 5_040));
    expect(backfill(senders, 'a', 38)).to.deep.equal([39, 40]);
  });

  it('RTM-11: has what each of two that talk to each other needs', () => {
    const senders = 'c'.repeat(10) + 'ab'.repeat(1_000);
    expect(backfill(senders, 'a')).to.deep.equal(last(32, 1_000).map((n) => 10 + 2 * n));
    expect(backfill(senders, 'c')).to.deep.equal(last(32, 2_010));
  });

  it('HUB-6: keeps no more than some reader can need, however many messages there are', () => {
    expect(historyOf('a'.repeat(100_000)).after(0)).to.have.length.below(130);
    const many = Array.from({ length: 20_000 }, (_, n) => String.fromCharCode(97 + (n % 26))).join('');
    expect(historyOf(many).after(0)).to.have.length.below(130);
  });

  it('HUB-6: drops what is too old when new ones come', () => {
    let at = 0;
    const history = createHistory(() => at);
    for (let n = 1; n <= 200; n++) {
      at = n * 1_000;
      history.add({ seq: n, message: `m${n}`, payload: '1', from: 'a', sentAt: at });
    }
    expect(history.after(0)).to.have.length.below(100);
    expect(history.backfill('b', 0)).to.have.length(31);
  });
});
