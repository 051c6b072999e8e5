import { expect } from 'chai';
import { epoch, secretOf, type Peer } from '../stage.js';
import { heard, id, users, words, type Users } from './users.js';

const foreign = secretOf('f');
const week = 604_800_000;

const mail = (peer: Peer) => heard(peer, 'peerMessage').map(({ payload }) => payload);
const send = (from: Peer, to: string, n: number, payload: unknown = n) =>
  from.says({ t: 'sendTo', message: id(n), to, payload });
const receipts = (peer: Peer) =>
  heard(peer, 'receipt').map(({ message, outcome, at }) => [message.split('.')[1], outcome, at]);

/** Ann and bob, both logged in; both beat until `until`. */
function annAndBob(options?: Parameters<typeof users>[0], until = 60_000): Users & { ann: Peer; bob: Peer } {
  const scene = users(options);
  const [ann, bob] = [scene.user('ann'), scene.user('bob')];
  for (const peer of [ann, bob]) scene.beatsOf(peer, until);
  return { ...scene, ann, bob };
}

describe('mail', () => {
  it('RTM-5: a message arrives with its sender, id, time and number', () => {
    const { ann, bob, until } = annAndBob();
    until(1_500);
    send(ann, 'bob', 1, { text: 'hi' });
    expect(heard(bob, 'peerMessage')).to.deep.equal([
      {
        t: 'peerMessage',
        seq: 1,
        message: id(1),
        from: 'ann',
        payload: { text: 'hi' },
        sentAt: 1_500,
        backfilled: false,
        at: 1_500,
      },
    ]);
  });

  it('RTM-5: received, as soon as the receiver acknowledges, up to the number that it names', () => {
    const { ann, bob, until } = annAndBob();
    for (const n of [1, 2, 3]) send(ann, 'bob', n);
    until(700);
    bob.says({ t: 'received', seq: 2 });
    expect(receipts(ann)).to.deep.equal([
      ['1', 'received', 700],
      ['2', 'received', 700],
    ]);
  });

  it('RTM-5: cached after 5 000 ms without an acknowledgement, not at 4 999; a later one says nothing more', () => {
    const { ann, bob, until } = annAndBob();
    send(ann, 'bob', 1);
    until(4_999);
    expect(receipts(ann)).to.deep.equal([]);
    until(5_000);
    expect(heard(ann, 'receipt')).to.deep.equal([
      { t: 'receipt', message: id(1), outcome: 'cached', keptFor: week, at: 5_000 },
    ]);
    until(6_000);
    bob.says({ t: 'received', seq: 1 });
    expect(receipts(ann)).to.have.length(1);
  });

  it('RTM-5: an acknowledgement at 4 999 ms is received, and each message has its own 5 s', () => {
    const { ann, bob, until } = annAndBob();
    send(ann, 'bob', 1);
    until(3_000);
    send(ann, 'bob', 2);
    until(4_999);
    bob.says({ t: 'received', seq: 1 });
    until(7_999);
    expect(receipts(ann)).to.deep.equal([['1', 'received', 4_999]]);
    until(8_000);
    expect(receipts(ann).at(-1)).to.deep.equal(['2', 'cached', 8_000]);
  });

  it('RTM-5: cached at once when the receiver has no link', () => {
    const { ann, bob, until } = annAndBob();
    bob.cut();
    until(100);
    send(ann, 'bob', 1);
    expect(receipts(ann)).to.deep.equal([['1', 'cached', 100]]);
  });

  it('RTM-5: unreachable who never logged in, or has logged out', () => {
    const { ann, bob } = annAndBob();
    send(ann, 'nobody', 1);
    bob.says({ t: 'logout' });
    send(ann, 'bob', 2);
    expect(heard(ann, 'undelivered').map(({ message, reason }) => [message, reason])).to.deep.equal([
      [id(1), 'UNREACHABLE'],
      [id(2), 'UNREACHABLE'],
    ]);
  });

  it('RTM-5: a message whose receiver logs out before it acknowledged is unreachable, and gets no receipt', () => {
    const { ann, bob, until } = annAndBob();
    send(ann, 'bob', 1);
    until(1_000);
    bob.says({ t: 'logout' });
    until(20_000);
    expect(heard(ann, 'undelivered')).to.deep.include({
      t: 'undelivered',
      message: id(1),
      reason: 'UNREACHABLE',
      detail: 'the user has logged out',
      at: 1_000,
    });
    expect(receipts(ann)).to.deep.equal([]);
  });

  it('RTM-5: sent again, a message arrives once and has the same outcome', () => {
    const { ann, bob, user, until } = annAndBob();
    send(ann, 'bob', 1);
    send(ann, 'bob', 1);
    expect(mail(bob)).to.deep.equal([1]);
    expect(receipts(ann)).to.deep.equal([]);
    bob.says({ t: 'received', seq: 1 });
    const again = user('ann', { generation: 1 });
    send(again, 'bob', 1);
    expect(receipts(ann)).to.deep.equal([['1', 'received', 0]]);
    expect(receipts(again)).to.deep.equal([['1', 'received', 0]]);
    until(6_000);
    expect(mail(bob)).to.deep.equal([1]);
    expect(receipts(again)).to.have.length(1);
  });

  it('RTM-5: a message that was refused stays refused when it is sent again', () => {
    const { ann, user } = annAndBob();
    send(ann, 'cid', 1);
    user('cid');
    send(ann, 'cid', 1);
    expect(heard(ann, 'undelivered').map(({ reason }) => reason)).to.deep.equal(['UNREACHABLE', 'UNREACHABLE']);
  });

  it('RTM-5: a receipt goes to the link on which the sender is by then', () => {
    const { ann, bob, user, until } = annAndBob();
    send(ann, 'bob', 1);
    ann.cut();
    until(500);
    const again = user('ann', { generation: 1 });
    bob.says({ t: 'received', seq: 1 });
    expect(receipts(ann)).to.deep.equal([]);
    expect(receipts(again)).to.deep.equal([['1', 'received', 500]]);
  });

  it('NET-4: a link that was replaced delivers nothing more, and what it says is not read', () => {
    const { ann, bob, user } = annAndBob();
    const again = user('bob', { generation: 1, epoch });
    send(ann, 'bob', 1);
    bob.says({ t: 'received', seq: 1 });
    bob.says({ t: 'sendTo', message: id(1, '2'), to: 'ann', payload: 'late' });
    expect(mail(bob)).to.deep.equal([]);
    expect(mail(again)).to.deep.equal([1]);
    expect(receipts(ann)).to.deep.equal([]);
    expect(mail(ann)).to.deep.equal([]);
  });

  it('RTM-10: all that was sent during an outage is back-filled in order, then the report, then live ones', () => {
    const { ann, bob, user, until } = annAndBob(undefined, 3_600_000);
    send(ann, 'bob', 1);
    bob.says({ t: 'received', seq: 1 });
    bob.cut();
    for (let n = 2; n <= 100; n++) send(ann, 'bob', n);
    until(3_600_000);
    const again = user('bob', { generation: 1, epoch, inbox: 1 });
    send(ann, 'bob', 101);
    expect(mail(again)).to.deep.equal(Array.from({ length: 100 }, (_, n) => n + 2));
    expect(words(again).slice(0, 2)).to.deep.equal(['loggedIn', 'peerMessage']);
    expect(words(again).slice(-2)).to.deep.equal(['continuity', 'peerMessage']);
    expect(heard(again, 'peerMessage').map(({ backfilled }) => backfilled)).to.deep.equal([
      ...Array.from({ length: 99 }, () => true),
      false,
    ]);
    expect(heard(again, 'continuity')[0]).to.deep.equal({
      t: 'continuity',
      channel: null,
      continuity: 'complete',
      replayed: 99,
      missed: 0,
      seq: 100,
      at: 3_600_000,
    });
  });

  it('RTM-10: a login acknowledges what it names: nothing comes twice, and the sender hears received', () => {
    const { ann, bob, user } = annAndBob();
    send(ann, 'bob', 1);
    send(ann, 'bob', 2);
    bob.cut();
    const again = user('bob', { generation: 1, epoch, inbox: 1 });
    expect(mail(again)).to.deep.equal([2]);
    expect(receipts(ann)).to.deep.equal([['1', 'received', 0]]);
  });

  it('RTM-10: a takeover gets what no instance acknowledged', () => {
    const { ann, bob, user } = annAndBob();
    for (const n of [1, 2, 3]) send(ann, 'bob', n);
    bob.says({ t: 'received', seq: 1 });
    const laptop = user('bob', { secret: foreign });
    expect(mail(laptop)).to.deep.equal([2, 3]);
    expect(heard(laptop, 'peerMessage').every(({ backfilled }) => backfilled)).to.equal(true);
  });

  it('RTM-10: a logout empties the mailbox', () => {
    const { ann, bob, user } = annAndBob();
    send(ann, 'bob', 1);
    bob.says({ t: 'logout' });
    const again = user('bob');
    expect(mail(again)).to.deep.equal([]);
    expect(again.heard[0]).to.deep.include({ t: 'loggedIn', session: 'fresh' });
  });

  it('RTM-10: the mailbox outlives the grace', () => {
    const { ann, bob, user, until } = annAndBob(undefined, 100_000);
    bob.cut();
    send(ann, 'bob', 1);
    until(90_000);
    const again = user('bob', { generation: 1, epoch });
    expect(again.heard[0]).to.deep.include({ session: 'fresh' });
    expect(mail(again)).to.deep.equal([1]);
  });

  it('RTM-10: at most 262 144 bytes are under way unacknowledged; what is acknowledged makes room', () => {
    const { hub, ann, user, beatsOf } = annAndBob({ limits: { messages: 10_000 } });
    const cid = user('cid');
    cid.cut();
    for (let n = 1; n <= 600; n++) send(ann, 'cid', n, 'x'.repeat(32_000));
    const again = user('cid', { generation: 1, epoch });
    beatsOf(again, 10_000);
    let read = 0;
    while (read < 524) {
      const letters = heard(again, 'peerMessage').slice(read);
      const bytes = letters.reduce((sum, letter) => sum + JSON.stringify({ ...letter, at: undefined }).length, 0);
      expect(bytes).to.be.within(Math.min(225_000, (524 - read) * 32_000), 262_144);
      read += letters.length;
      again.says({ t: 'received', seq: read });
    }
    expect(heard(ann, 'undelivered')[0]).to.deep.include({ message: id(525), reason: 'FULL' });
    expect(heard(again, 'continuity')).to.have.length(1);
    expect(hub.metrics.closed).to.deep.equal({ peer: 1 });
    send(ann, 'cid', 601, 'live');
    expect(mail(again).at(-1)).to.equal('live');
  });

  it('RTM-10: a mailbox holds 10 000 messages: one more is refused with FULL, an acknowledgement makes room', () => {
    const { ann, bob } = annAndBob({ limits: { messages: 20_000 } });
    bob.cut();
    for (let n = 1; n <= 10_000; n++) send(ann, 'bob', n);
    expect(heard(ann, 'undelivered')).to.deep.equal([]);
    send(ann, 'bob', 10_001);
    expect(heard(ann, 'undelivered')[0]).to.deep.include({ message: id(10_001), reason: 'FULL' });
  });

  it('RTM-10: a message is kept 7 days, at the instant no more, and then counts as missed', () => {
    const { ann, bob, user, until } = annAndBob(undefined, 0);
    bob.cut();
    send(ann, 'bob', 1);
    until(1);
    send(ann, 'bob', 2);
    until(week);
    const again = user('bob', { generation: 1, epoch });
    expect(mail(again)).to.deep.equal([2]);
    expect(heard(again, 'continuity')[0]).to.deep.include({ continuity: 'gap', replayed: 1, missed: 1, seq: 2 });
  });

  it('RTM-12: what was missed before a position is told until a login names a later one', () => {
    const { ann, bob, user, until } = annAndBob(undefined, 0);
    bob.cut();
    send(ann, 'bob', 1);
    until(1);
    send(ann, 'bob', 2);
    until(week);
    const first = user('bob', { generation: 1, epoch });
    first.says({ t: 'received', seq: 2 });
    first.cut();
    const second = user('bob', { generation: 1, epoch });
    expect(heard(second, 'continuity')[0]).to.deep.include({ continuity: 'gap', replayed: 0, missed: 1, seq: 2 });
    until(week + 1_000);
    const third = user('bob', { generation: 1, epoch, inbox: 2 });
    expect(heard(third, 'continuity')[0]).to.deep.include({ continuity: 'complete', missed: 0 });
  });

  it('RTM-12: positions of another memory: all there is, and nobody knows what was missed', () => {
    const { ann, user } = annAndBob();
    const cid = user('cid');
    cid.cut();
    send(ann, 'cid', 1);
    const again = user('cid', { generation: 1, epoch: 'of an earlier hub', inbox: 17 });
    expect(mail(again)).to.deep.equal([1]);
    expect(heard(again, 'continuity')[0]).to.deep.include({ continuity: 'unknown', replayed: 1, missed: null, seq: 1 });
  });

  it('RTM-12: the report waits until the back-fill is all out, also when that takes several windows', () => {
    const { ann, bob, user } = annAndBob({ limits: { unacknowledged: 320 } });
    bob.cut();
    for (let n = 1; n <= 5; n++) send(ann, 'bob', n);
    const again = user('bob', { generation: 1, epoch });
    expect(mail(again)).to.deep.equal([1, 2]);
    send(ann, 'bob', 6);
    again.says({ t: 'received', seq: 2 });
    expect(heard(again, 'continuity')).to.deep.equal([]);
    again.says({ t: 'received', seq: 4 });
    expect(words(again).slice(-3)).to.deep.equal(['peerMessage', 'continuity', 'peerMessage']);
    expect(heard(again, 'continuity')[0]).to.deep.include({ replayed: 5, seq: 5 });
    expect(heard(again, 'peerMessage').at(-1)).to.deep.include({ seq: 6, backfilled: false });
  });

  it('RTM-15: a message is at most 32 768 bytes', () => {
    const { ann, bob } = annAndBob();
    send(ann, 'bob', 1, 'x'.repeat(32_766));
    send(ann, 'bob', 2, 'x'.repeat(32_767));
    expect(mail(bob)).to.have.length(1);
    expect(heard(ann, 'undelivered')[0]).to.deep.include({ message: id(2), reason: 'TOO_LARGE' });
  });

  it('RTM-15: the 181st message within 3 000 ms is refused, at 3 000 ms no more; the same one sent again does not count', () => {
    const { ann, bob, until } = annAndBob();
    for (let n = 1; n <= 180; n++) send(ann, 'bob', n);
    for (let n = 1; n <= 180; n++) send(ann, 'bob', n);
    expect(heard(ann, 'undelivered')).to.deep.equal([]);
    until(2_999);
    send(ann, 'bob', 181);
    expect(heard(ann, 'undelivered')[0]).to.deep.include({ message: id(181), reason: 'TOO_OFTEN' });
    until(3_000);
    send(ann, 'bob', 182);
    expect(mail(bob)).to.have.length(181);
  });

  it('RTM-15: an id that is none is refused', () => {
    const { ann } = annAndBob();
    for (const [n, to] of ['', 'x'.repeat(65), 'a\nb', '\u200b'].entries()) send(ann, to, n + 1);
    expect(heard(ann, 'undelivered').map(({ reason }) => reason)).to.deep.equal(Array(4).fill('INVALID_ARGUMENT'));
  });

  it('RTM-16: who acknowledges what was never sent to it is out of place', () => {
    const { ann, bob } = annAndBob();
    send(ann, 'bob', 1);
    bob.says({ t: 'received', seq: 2 });
    expect(bob.closed).to.deep.include({ code: 4002, reason: "'received' of 2, not sent yet" });
    expect(ann.closed).to.equal(undefined);
  });

  it('RTM-5: a user can write to itself', () => {
    const { ann } = annAndBob();
    send(ann, 'ann', 1);
    expect(mail(ann)).to.deep.equal([1]);
  });
});
