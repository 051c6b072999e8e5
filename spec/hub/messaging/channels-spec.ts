import { expect } from 'chai';
import { epoch, secretOf, type Peer } from '../stage.js';
import { heard, id, users, words, type Users } from './users.js';

const foreign = secretOf('f');
const digits: Record<string, string> = { ann: '1', bob: '2', cid: '3' };

const texts = (peer: Peer) => heard(peer, 'channelMessage').map(({ payload }) => payload);
const moves = (peer: Peer) =>
  peer.heard.flatMap((frame) =>
    frame.t === 'memberJoined' || frame.t === 'memberLeft' ? [`${frame.t} ${frame.user} ${frame.at}`] : [],
  );
const counts = (peer: Peer) => heard(peer, 'memberCount').map(({ count, at }) => [count, at]);
interface PublishOptions {
  readonly from?: string;
  readonly channel?: string;
  readonly seen?: number;
  readonly payload?: unknown;
}
const publish = (peer: Peer, n: number, options: PublishOptions = {}) => {
  const { from = 'ann', channel = 'room', seen = 0, payload = n } = options;
  peer.says({ t: 'publish', message: id(n, digits[from]), channel, payload, seen });
};
const report = (peer: Peer, channel: string | null = 'room') =>
  heard(peer, 'continuity').find((frame) => frame.channel === channel);

interface Room extends Users {
  readonly ann: Peer;
  readonly bob: Peer;
}

/** Ann and bob, logged in, beating until `until`, both in 'room'. */
function room(options?: Parameters<typeof users>[0], until = 60_000): Room {
  const scene = users(options);
  const [ann, bob] = [scene.user('ann'), scene.user('bob')];
  for (const peer of [ann, bob]) {
    scene.beatsOf(peer, until);
    peer.says({ t: 'enter', id: 1, channel: 'room' });
    peer.heard.length = 0;
  }
  ann.heard.length = 0;
  return { ...scene, ann, bob };
}

/** Bob is away from 1 000 ms on; he had come as far as `seq`. */
const away = (seq: number) => ({ user: 'bob', generation: 1, epoch, channels: [['room', seq] as [string, number]] });

describe('channels', () => {
  it('RTM-6: who enters hears its position and how many there are; the others hear that it joined', () => {
    const { user, asks } = users();
    const [ann, bob] = [user('ann'), user('bob')];
    expect(asks(ann, { t: 'enter', id: 1, channel: 'room' })).to.deep.equal({ seq: 0, count: 1 });
    publish(ann, 1);
    expect(asks(bob, { t: 'enter', id: 1, channel: 'room' })).to.deep.equal({ seq: 1, count: 2 });
    expect(moves(ann)).to.deep.equal(['memberJoined bob 0']);
    expect(moves(bob)).to.deep.equal([]);
    expect(asks(bob, { t: 'members', id: 2, channel: 'room' })).to.deep.equal({ users: ['ann', 'bob'] });
  });

  it('RTM-6: entering again changes nothing, and the others hear nothing', () => {
    const { ann, bob, asks } = room();
    publish(ann, 1);
    expect(asks(bob, { t: 'enter', id: 2, channel: 'room' })).to.deep.equal({ seq: 1, count: 2 });
    expect(moves(ann)).to.deep.equal([]);
  });

  it('RTM-6: who leaves hears that it is done, the others that it left, once', () => {
    const { ann, bob, asks } = room();
    expect(asks(bob, { t: 'exit', id: 2, channel: 'room' })).to.equal('done');
    expect(asks(bob, { t: 'exit', id: 3, channel: 'room' })).to.equal('done');
    expect(moves(ann)).to.deep.equal(['memberLeft bob 0']);
    publish(ann, 1);
    expect(texts(bob)).to.deep.equal([]);
  });

  it('RTM-6: a message reaches the others, not its sender, who hears received', () => {
    const { ann, bob, user, asks } = room();
    const cid = user('cid');
    asks(cid, { t: 'enter', id: 1, channel: 'room' });
    publish(ann, 1, { payload: { a: 1 } });
    for (const peer of [bob, cid]) {
      expect(heard(peer, 'channelMessage')).to.deep.equal([
        {
          t: 'channelMessage',
          channel: 'room',
          seq: 1,
          message: id(1),
          from: 'ann',
          payload: { a: 1 },
          sentAt: 0,
          backfilled: false,
          at: 0,
        },
      ]);
    }
    expect(texts(ann)).to.deep.equal([]);
    expect(heard(ann, 'receipt')).to.deep.equal([{ t: 'receipt', message: id(1), outcome: 'received', at: 0 }]);
  });

  it('RTM-6: sent again, a message is there once and its sender hears received again', () => {
    const { ann, bob } = room();
    publish(ann, 1);
    publish(ann, 1);
    expect(texts(bob)).to.deep.equal([1]);
    expect(heard(ann, 'receipt')).to.have.length(2);
  });

  it('RTM-6: only members write and read', () => {
    const { user, asks } = room();
    const cid = user('cid');
    publish(cid, 1, { from: 'cid' });
    expect(heard(cid, 'undelivered')[0]).to.deep.include({ message: id(1, '3'), reason: 'NOT_A_MEMBER' });
    expect(asks(cid, { t: 'members', id: 1, channel: 'room' })).to.equal('NOT_A_MEMBER');
  });

  it('RTM-6: the first change of a count is told at once', () => {
    const { user, asks } = users();
    const [ann, bob] = [user('ann'), user('bob')];
    for (const peer of [ann, bob]) asks(peer, { t: 'enter', id: 1, channel: 'room' });
    expect(counts(ann)).to.deep.equal([[2, 0]]);
    expect(counts(bob)).to.deep.equal([]);
  });

  it('RTM-6: counts are told on change, at most once a second, and only what the member does not know', () => {
    const { ann, bob, user, asks, until } = room();
    until(2_000);
    const cid = user('cid');
    asks(cid, { t: 'enter', id: 1, channel: 'room' });
    expect(counts(ann)).to.deep.equal([[3, 2_000]]);
    until(2_500);
    asks(cid, { t: 'exit', id: 2, channel: 'room' });
    asks(bob, { t: 'exit', id: 3, channel: 'room' });
    until(2_999);
    expect(counts(ann)).to.have.length(1);
    until(3_000);
    expect(counts(ann)).to.deep.equal([
      [3, 2_000],
      [1, 3_000],
    ]);
    expect(counts(cid)).to.deep.equal([]);
    until(10_000);
    expect(counts(ann)).to.have.length(2);
  });

  it('RTM-6: over 512 members nobody is told who comes and goes, and counts come every 3 000 ms', () => {
    const { ann, user, asks, until } = room({ limits: { joins: 1_000 } });
    const crowd = Array.from({ length: 510 }, (_, n) => {
      const peer = user(`u${n}`, { secret: n.toString(16).padStart(32, '0') });
      asks(peer, { t: 'enter', id: 1, channel: 'room' });
      return peer;
    });
    expect(moves(ann)).to.have.length(510);
    until(3_500);
    const last = user('last', { secret: foreign });
    asks(last, { t: 'enter', id: 1, channel: 'room' });
    expect(moves(ann)).to.have.length(510);
    expect(counts(ann).at(-1)).to.deep.equal([513, 3_500]);
    asks(last, { t: 'exit', id: 2, channel: 'room' });
    expect(moves(ann)).to.have.length(510);
    until(6_499);
    expect(counts(ann).at(-1)).to.deep.equal([513, 3_500]);
    until(6_500);
    expect(counts(ann).at(-1)).to.deep.equal([512, 6_500]);
    asks(crowd[0]!, { t: 'exit', id: 2, channel: 'room' });
    expect(moves(ann).at(-1)).to.equal('memberLeft u0 6500');
  });

  it('RTM-15: the 21st channel is refused, and one that was left makes room', () => {
    const { user, asks } = users();
    const ann = user('ann');
    for (let n = 0; n < 20; n++) expect(asks(ann, { t: 'enter', id: n, channel: `c${n}` })).to.be.an('object');
    expect(asks(ann, { t: 'enter', id: 20, channel: 'c20' })).to.equal('TOO_MANY');
    expect(asks(ann, { t: 'enter', id: 21, channel: 'c0' })).to.be.an('object');
    asks(ann, { t: 'exit', id: 22, channel: 'c0' });
    expect(asks(ann, { t: 'enter', id: 23, channel: 'c20' })).to.be.an('object');
  });

  it('RTM-15: the 51st entry within 3 000 ms is refused, at 3 000 ms no more', () => {
    const { user, asks, until } = users();
    const ann = user('ann');
    for (let n = 0; n < 50; n++) asks(ann, { t: 'enter', id: n, channel: 'room' });
    until(2_999);
    expect(asks(ann, { t: 'enter', id: 50, channel: 'room' })).to.equal('TOO_OFTEN');
    until(3_000);
    expect(asks(ann, { t: 'enter', id: 51, channel: 'room' })).to.be.an('object');
  });

  it('RTM-7: a user that resumes within its grace was never gone, and misses nothing', () => {
    const { ann, bob, user, until } = room();
    until(1_000);
    bob.cut();
    publish(ann, 1);
    publish(ann, 2);
    until(3_000);
    const again = user('bob', away(0));
    publish(ann, 3);
    expect(moves(ann)).to.deep.equal([]);
    expect(again.heard[0]).to.deep.include({ session: 'resumed' });
    expect(texts(again)).to.deep.equal([1, 2, 3]);
    expect(words(again)).to.deep.equal([
      'loggedIn',
      'channelMessage',
      'channelMessage',
      'continuity',
      'memberCount',
      'continuity',
      'channelMessage',
    ]);
    expect(report(again)).to.deep.include({ continuity: 'complete', replayed: 2, missed: 0, seq: 2 });
  });

  it('RTM-8: at 30 000 ms after its last frame, not at 29 999, members hear that a user left, once', () => {
    const { hub, ann, user, asks, until } = room();
    until(500);
    const cid = user('cid');
    asks(cid, { t: 'enter', id: 1, channel: 'room' });
    until(1_000);
    cid.says({ t: 'beat' });
    until(5_000);
    cid.cut();
    ann.heard.length = 0;
    until(30_999);
    expect(moves(ann)).to.deep.equal([]);
    expect(hub.sessions).to.have.length(3);
    until(31_000);
    expect(moves(ann)).to.deep.equal(['memberLeft cid 31000']);
    expect(counts(ann)).to.deep.equal([[2, 31_000]]);
    until(59_000);
    expect(moves(ann)).to.have.length(1);
    expect(hub.sessions).to.have.length(2);
  });

  for (const [at, moved, session] of [
    [29_999, [], 'resumed'],
    [30_000, ['memberLeft cid 30000', 'memberJoined cid 30000'], 'fresh'],
    [30_001, ['memberLeft cid 30000', 'memberJoined cid 30001'], 'fresh'],
  ] as const) {
    it(`RTM-9: back at ${at} ms after its last frame, its session is ${session}; the others hear ${moved.length} moves`, () => {
      const { ann, user, asks, until } = room();
      const cid = user('cid');
      asks(cid, { t: 'enter', id: 1, channel: 'room' });
      cid.cut();
      ann.heard.length = 0;
      until(at);
      const again = user('cid', { generation: 1, epoch, channels: [['room', 0]] });
      expect(again.heard[0]).to.deep.include({ t: 'loggedIn', session });
      expect(moves(ann)).to.deep.equal(moved);
      publish(ann, 1);
      expect(texts(again)).to.deep.equal([1]);
    });
  }

  it('RTM-9: after the grace the back-fill goes on from the position: nothing that was counted is counted twice', () => {
    const { ann, bob, user, until } = room(undefined, 100_000);
    bob.cut();
    publish(ann, 1);
    until(35_000);
    publish(ann, 2);
    until(50_000);
    const again = user('bob', away(0));
    expect(again.heard[0]).to.deep.include({ session: 'fresh' });
    expect(texts(again)).to.deep.equal([2]);
    expect(report(again)).to.deep.include({ continuity: 'gap', replayed: 1, missed: 1, seq: 2 });
  });

  for (const [age, replayed] of [
    [29_999, 1],
    [30_000, 1],
    [30_001, 0],
  ] as const) {
    it(`RTM-11: a message of ${age} ms ago is ${replayed ? 'back-filled' : 'missed'}`, () => {
      const { ann, bob, user, until } = room(undefined, 100_000);
      until(1_000);
      bob.cut();
      publish(ann, 1);
      until(1_000 + age);
      const again = user('bob', away(0));
      expect(texts(again)).to.have.length(replayed);
      expect(report(again)).to.deep.include({ replayed, missed: 1 - replayed });
    });
  }

  for (const sent of [31, 32, 33, 500]) {
    it(`RTM-11: of ${sent} messages the newest 32 at most are back-filled, the others are counted`, () => {
      const { ann, bob, user } = room({ limits: { messages: 1_000 } });
      bob.cut();
      for (let n = 1; n <= sent; n++) publish(ann, n);
      const again = user('bob', away(0));
      const replayed = Math.min(sent, 32);
      expect(texts(again)).to.deep.equal(Array.from({ length: replayed }, (_, n) => sent - replayed + n + 1));
      expect(heard(again, 'channelMessage').every(({ backfilled }) => backfilled)).to.equal(true);
      expect(report(again)).to.deep.include({
        continuity: sent > 32 ? 'gap' : 'complete',
        replayed,
        missed: sent - replayed,
        seq: sent,
      });
    });
  }

  it('RTM-11: what was delivered already is left out', () => {
    const { ann, bob, user } = room();
    publish(ann, 1);
    bob.cut();
    publish(ann, 2);
    const again = user('bob', away(1));
    expect(texts(again)).to.deep.equal([2]);
  });

  it("RTM-11: a user's own messages are no back-fill, and push nothing out of it", () => {
    const { ann, bob, user } = room({ limits: { messages: 1_000 } });
    for (let n = 1; n <= 40; n++) publish(ann, n);
    for (let n = 1; n <= 200; n++) publish(bob, n, { from: 'bob' });
    bob.cut();
    const again = user('bob', away(0));
    expect(texts(again)).to.deep.equal(Array.from({ length: 32 }, (_, n) => n + 9));
    expect(report(again)).to.deep.include({ replayed: 32, missed: 8, seq: 240 });
  });

  it('RTM-12: missed is exact: own messages among those of others are never counted', () => {
    const { ann, bob, user, until } = room({ limits: { messages: 1_000 } }, 100_000);
    for (let n = 1; n <= 30; n++) {
      publish(ann, 2 * n);
      publish(ann, 2 * n + 1);
      publish(bob, n, { from: 'bob', seen: 0 });
    }
    bob.cut();
    until(29_000);
    publish(ann, 100);
    until(50_000);
    const again = user('bob', away(45));
    expect(report(again)).to.deep.include({ continuity: 'gap', replayed: 1, missed: 30, seq: 91 });
  });

  it('RTM-12: what a publish says was seen is not asked for again, and changes no count', () => {
    const { ann, bob, user } = room({ limits: { messages: 1_000 } });
    publish(ann, 1);
    publish(bob, 1, { from: 'bob', seen: 1 });
    publish(ann, 2);
    publish(bob, 2, { from: 'bob', seen: 1 });
    publish(bob, 3, { from: 'bob', seen: 3 });
    publish(ann, 3);
    bob.cut();
    const again = user('bob', away(3));
    expect(texts(again)).to.deep.equal([3]);
    expect(report(again)).to.deep.include({ continuity: 'complete', replayed: 1, missed: 0, seq: 6 });
  });

  it('RTM-12: positions of another memory: all that is here, and nobody knows what was missed', () => {
    const { ann, user } = room();
    publish(ann, 1);
    const cid = user('cid', { generation: 4, epoch: 'of an earlier hub', channels: [['room', 900]] });
    expect(cid.heard[0]).to.deep.include({ t: 'loggedIn', generation: 4, session: 'fresh', epoch });
    expect(texts(cid)).to.deep.equal([1]);
    expect(report(cid)).to.deep.include({ continuity: 'unknown', replayed: 1, missed: null, seq: 1 });
    expect(moves(ann)).to.deep.equal(['memberJoined cid 0']);
  });

  it('RTM-16: a user is in the channels that its login names, and in no others', () => {
    const { ann, bob, user, asks } = room();
    asks(bob, { t: 'enter', id: 2, channel: 'other' });
    bob.cut();
    const again = user('bob', { generation: 1, epoch, channels: [['other', 0]] });
    expect(moves(ann)).to.deep.equal(['memberLeft bob 0']);
    publish(ann, 1);
    expect(texts(again)).to.deep.equal([]);
  });

  it('RTM-16: a channel whose entry has no answer yet is kept without a report, or not entered', () => {
    const { ann, user } = room();
    const again = user('bob', {
      generation: 1,
      epoch,
      channels: [
        ['room', null],
        ['other', null],
      ],
    });
    expect(moves(ann)).to.deep.equal([]);
    expect(heard(again, 'continuity').map(({ channel }) => channel)).to.deep.equal([null]);
    publish(ann, 1);
    expect(texts(again)).to.deep.equal([1]);
  });

  it('HUB-3: a takeover leaves the channels of the old instance; a late frame of it changes nothing', () => {
    const { ann, bob, user, asks } = room();
    const laptop = user('bob', { secret: foreign });
    publish(bob, 1, { from: 'bob' });
    bob.says({ t: 'exit', id: 9, channel: 'room' });
    expect(moves(ann)).to.deep.equal(['memberLeft bob 0']);
    asks(laptop, { t: 'enter', id: 1, channel: 'room' });
    expect(moves(ann)).to.deep.equal(['memberLeft bob 0', 'memberJoined bob 0']);
    publish(ann, 1);
    expect(texts(bob)).to.deep.equal([]);
    expect(texts(laptop)).to.deep.equal([1]);
    expect(texts(ann)).to.deep.equal([]);
  });

  it('RTM-6: a logout leaves all channels at once; the others hear it once', () => {
    const { ann, bob, until } = room();
    bob.says({ t: 'logout' });
    until(50_000);
    expect(moves(ann)).to.deep.equal(['memberLeft bob 0']);
  });

  it('HUB-5: who is kicked has left its channels', () => {
    const { hub, ann } = room();
    hub.kick('bob');
    expect(moves(ann)).to.deep.equal(['memberLeft bob 0']);
  });

  it('RTM-16: messages of one sender come in order, each once, across reconnects of both sides', () => {
    const { ann, bob, user } = room({ limits: { logins: 100 } });
    let [from, to] = [ann, bob];
    const read: unknown[] = [];
    for (let round = 0; round < 20; round++) {
      publish(from, round * 3 + 1);
      to.cut();
      publish(from, round * 3 + 2);
      from = user('ann', { generation: 1, epoch, channels: [['room', round * 3 + 2]] });
      publish(from, round * 3 + 2);
      read.push(...texts(to));
      to = user('bob', away(round * 3 + (read.length - round * 3)));
      publish(from, round * 3 + 3);
      read.push(...texts(to));
      to.heard.length = 0;
    }
    expect(read).to.deep.equal(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('NET-9: a back-fill of 20 MiB is no slow reader; live messages come after it', () => {
    const { hub, ann, bob, user, peer, asks, until } = room({ limits: { messages: 10_000 } });
    const channels = Array.from({ length: 19 }, (_, n) => `c${n}`);
    for (const [n, channel] of channels.entries()) {
      for (const one of [ann, bob]) asks(one, { t: 'enter', id: 100 + n, channel });
    }
    bob.cut();
    let n = 0;
    for (const channel of channels)
      for (let m = 0; m < 32; m++) publish(ann, ++n, { channel, payload: 'x'.repeat(32_000) });
    const slow = peer();
    slow.buffered = 262_144;
    slow.logsIn({ ...away(0), channels: [['room', 0], ...channels.map((c) => [c, 0] as [string, number])] });
    publish(ann, ++n, { payload: 'live' });
    expect(texts(slow)).to.have.length(0);
    until(1_000);
    slow.buffered = 0;
    until(2_000);
    expect(texts(slow)).to.have.length(19 * 32 + 1);
    expect(texts(slow).at(-1)).to.equal('live');
    expect(hub.metrics.closed).to.deep.equal({ peer: 1 });
    expect(user('cid').closed).to.equal(undefined);
  });
});
