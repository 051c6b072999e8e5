import { expect } from 'chai';
import { stage } from './stage.js';

const words = (peer: { heard: readonly { t: string }[] }) => peer.heard.map(({ t }) => t);

/** Ann and bob in one channel. */
function two() {
  const scene = stage();
  const [ann, bob] = [scene.peer(), scene.peer()];
  ann.joins();
  bob.joins({ uid: 'bob' });
  return { ...scene, ann, bob };
}

describe('channelService', () => {
  it('RTC-3: those already there are announced to the newcomer, and the newcomer to them, without waiting', () => {
    const { ann, bob } = two();
    expect(ann.heard).to.deep.equal([
      { t: 'joined', generation: 1, beat: 1_000, peers: [], departed: [], settling: 20_000, at: 0 },
      { t: 'peerJoined', uid: 'bob', at: 0 },
    ]);
    expect(bob.heard).to.deep.equal([
      { t: 'joined', generation: 1, beat: 1_000, peers: ['ann'], departed: [], settling: 20_000, at: 0 },
    ]);
  });

  it('RTC-6: a hub is settling for 20 s, in which those it does not know may come back', () => {
    const { peer, until } = stage();
    const settlingAt = [0, 19_999, 20_000].map((ms) => {
      until(ms);
      const one = peer();
      one.joins({ uid: `at ${ms}` });
      return (one.heard[0] as { settling?: number }).settling;
    });
    expect(settlingAt).to.deep.equal([20_000, 1, undefined]);
  });

  it('RTC-3: channels and ids do not touch each other, whatever they are called', () => {
    const { hub, peer } = stage();
    const ids = ['__proto__', 'constructor', 'a:b', 'a,b'];
    const peers = ids.map(() => [peer(), peer()] as const);
    peers.forEach(([one], i) => one.joins({ uid: ids[i]!, channel: '__proto__' }));
    peers.forEach(([, other], i) => other.joins({ uid: ids[i]!, channel: 'toString' }));
    expect(peers[3]![0].heard[0]).to.deep.include({ peers: ids.slice(0, 3) });
    expect(peers[0]![1].heard[0]).to.deep.include({ peers: [] });
    expect(hub.sessions).to.have.length(8);
    peer().joins({ channel: 'ab', uid: 'c' });
    peer().joins({ channel: 'a', uid: 'bc' });
    expect(hub.sessions).to.have.length(10);
  });

  it('RTC-6: a peer that leaves is told as quit at once, its link is closed', () => {
    const { hub, ann, bob, until } = two();
    until(1_500);
    ann.says({ t: 'leave' });
    expect(bob.heard[1]).to.deep.equal({ t: 'peerLeft', uid: 'ann', reason: 'quit', at: 1_500 });
    expect(ann.closed).to.deep.include({ code: 1000, at: 1_500 });
    expect(hub.sessions.map(({ user }) => user)).to.deep.equal(['bob']);
    until(40_000);
    expect(words(bob).filter((word) => word === 'peerLeft')).to.have.length(1);
  });

  it('RTC-6: who comes back is told why others left in the last 60 s', () => {
    const { hub, ann, bob, peer, until } = two();
    const [cid, dan] = [peer(), peer()];
    cid.joins({ uid: 'cid' });
    dan.joins({ uid: 'dan' });
    ann.cut();
    bob.says({ t: 'leave' });
    hub.kick('cid');
    until(20_000);
    const again = peer();
    again.joins({ generation: 1 });
    expect(again.heard[0]).to.deep.include({
      peers: [],
      departed: [
        ['bob', 'quit'],
        ['cid', 'removed'],
        ['ann', 'dropped'],
        ['dan', 'dropped'],
      ],
    });
  });

  it('RTC-6: who is back is not among the departed', () => {
    const { ann, peer } = two();
    ann.says({ t: 'leave' });
    peer().joins();
    const cid = peer();
    cid.joins({ uid: 'cid' });
    expect(cid.heard[0]).to.deep.include({ peers: ['bob', 'ann'], departed: [] });
  });

  it('RTC-10: an audience member sees the channel and is not announced', () => {
    const { ann, bob, peer } = two();
    const cid = peer();
    cid.joins({ uid: 'cid', role: 'audience' });
    expect(cid.heard[0]).to.deep.include({ t: 'joined', peers: ['ann', 'bob'] });
    const dan = peer();
    dan.joins({ uid: 'dan' });
    expect(dan.heard[0]).to.deep.include({ peers: ['ann', 'bob'] });
    expect(cid.heard[1]).to.deep.include({ t: 'peerJoined', uid: 'dan' });
    cid.says({ t: 'leave' });
    expect(words(ann)).to.deep.equal(['joined', 'peerJoined', 'peerJoined']);
    expect(words(bob)).to.deep.equal(['joined', 'peerJoined']);
  });

  it('RTC-10: a change of role is answered, and told to the others: became-audience, peerJoined', () => {
    const { ann, bob } = two();
    ann.says({ t: 'role', id: 1, role: 'audience' });
    ann.says({ t: 'role', id: 2, role: 'audience' });
    ann.says({ t: 'role', id: 3, role: 'broadcaster' });
    expect(ann.heard.slice(2)).to.deep.equal([
      { t: 'done', id: 1, at: 0 },
      { t: 'done', id: 2, at: 0 },
      { t: 'done', id: 3, at: 0 },
    ]);
    expect(bob.heard.slice(1)).to.deep.equal([
      { t: 'peerLeft', uid: 'ann', reason: 'became-audience', at: 0 },
      { t: 'peerJoined', uid: 'ann', at: 0 },
    ]);
  });

  it('RTC-11: what a member sends goes to all others, not to itself, and to no other channel', () => {
    const { ann, bob, peer } = two();
    const [listener, elsewhere] = [peer(), peer()];
    listener.joins({ uid: 'cid', role: 'audience' });
    elsewhere.joins({ uid: 'dan', channel: 'other' });
    ann.says({ t: 'send', data: { x: [1, null] } });
    const message = { t: 'message', from: 'ann', data: { x: [1, null] }, at: 0 };
    expect(bob.heard.slice(1)).to.deep.equal([message]);
    expect(listener.heard.slice(1)).to.deep.equal([message]);
    expect(words(ann)).to.deep.equal(['joined', 'peerJoined']);
    expect(words(elsewhere)).to.deep.equal(['joined']);
  });

  it('NET-6: a ping is answered at once', () => {
    const { ann, until } = two();
    until(300);
    ann.says({ t: 'ping' });
    expect(ann.beats).to.deep.equal([300]);
  });

  it('RTC-1: refuses the member that is one too many, but not one that resumes or takes over', () => {
    const { hub, peer } = stage({ limits: { members: 2 } });
    const [ann, bob, cid, elsewhere] = [peer(), peer(), peer(), peer()];
    ann.joins();
    bob.joins({ uid: 'bob', role: 'audience' });
    cid.joins({ uid: 'cid' });
    expect(cid.heard[0]).to.deep.include({ t: 'refused', reason: 'TOO_MANY_BROADCASTERS' });
    elsewhere.joins({ uid: 'cid', channel: 'other' });
    const [again, other] = [peer(), peer()];
    again.joins();
    other.joins({ secret: 'f'.repeat(32) });
    expect([elsewhere, again, other].map(({ heard }) => heard[0]?.t)).to.deep.equal(['joined', 'joined', 'joined']);
    expect(hub.metrics.refused).to.deep.equal({ TOO_MANY_BROADCASTERS: 1 });
  });

  it('CON-5: grants the beat that is asked for, up to its own; refuses less than 100 ms clearly', () => {
    for (const [asked, granted] of [
      [100, 100],
      [999, 999],
      [1_001, 1_000],
      [1e300, 1_000],
    ] as const) {
      const { peer } = stage();
      const ann = peer();
      ann.joins({ beat: asked });
      expect(ann.heard[0]).to.deep.include({ t: 'joined', beat: granted });
    }
    const { peer } = stage();
    const ann = peer();
    ann.joins({ beat: 99 });
    expect(ann.heard[0]).to.deep.include({
      t: 'refused',
      reason: 'REJECTED_BY_SERVER',
      message: 'a beat of 99 ms is too short: at least 100 ms',
    });
  });
});
