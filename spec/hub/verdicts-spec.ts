import { expect } from 'chai';
import { stage } from './stage.js';

const words = (peer: { heard: readonly { t: string }[] }) => peer.heard.map(({ t }) => t);

/** Ann, who joined at 0 and says nothing, and bob, who beats. */
function annIsSilent() {
  const scene = stage();
  const [ann, bob] = [scene.peer(), scene.peer()];
  ann.joins();
  bob.joins({ uid: 'bob' });
  for (let at = 1_000; at < 60_000; at += 1_000) scene.time.schedule(() => bob.says({ t: 'beat' }), at);
  return { ...scene, ann, bob };
}

describe('verdicts', () => {
  it('HUB-1: tells a link at 4 000 ms of silence that it is not heard, not at 3 999, and once', () => {
    const { ann, bob, until } = annIsSilent();
    until(3_999);
    expect(words(ann)).to.deep.equal(['joined', 'peerJoined']);
    until(4_000);
    expect(ann.heard[2]).to.deep.equal({ t: 'unheard', silentFor: 4_000, at: 4_000 });
    until(9_999);
    expect(ann.heard).to.have.length(3);
    expect(words(bob)).to.deep.equal(['joined']);
  });

  it('HUB-1: tells a link that it is heard again as soon as it speaks', () => {
    const { ann, until } = annIsSilent();
    until(7_000);
    ann.says({ t: 'beat' });
    expect(ann.heard.slice(2)).to.deep.equal([
      { t: 'unheard', silentFor: 4_000, at: 4_000 },
      { t: 'heard', at: 7_000 },
    ]);
    ann.says({ t: 'beat' });
    expect(ann.heard).to.have.length(4);
  });

  it('HUB-1: a link that is heard at 3 999 ms is told nothing', () => {
    const { ann, until } = annIsSilent();
    until(3_999);
    ann.says({ t: 'beat' });
    until(7_998);
    expect(words(ann)).to.deep.equal(['joined', 'peerJoined']);
    until(7_999);
    expect(words(ann)).to.deep.equal(['joined', 'peerJoined', 'unheard']);
  });

  it('HUB-1: a session is unreachable at 6 000 ms, not at 5 999', () => {
    const { hub, until } = annIsSilent();
    until(5_999);
    expect(hub.sessions[0]?.status).to.equal('unheard');
    until(6_000);
    expect(hub.sessions[0]?.status).to.equal('unreachable');
  });

  it('HUB-1: closes a link at 10 000 ms of silence, not at 9 999, and keeps its session', () => {
    const { hub, ann, bob, until } = annIsSilent();
    until(9_999);
    expect(ann.closed).to.equal(undefined);
    until(10_000);
    expect(ann.closed).to.deep.equal({ code: 4004, reason: 'nothing heard for 10000 ms', at: 10_000 });
    expect(hub.sessions[0]).to.deep.include({ user: 'ann', status: 'idle' }).and.not.to.have.property('link');
    expect(words(bob)).to.deep.equal(['joined']);
  });

  it('HUB-1: closes a link that was not accepted at 6 000 ms, not at 5 999, however many there are', () => {
    const { hub, peer, until } = stage();
    const peers = Array.from({ length: 200 }, peer);
    until(5_999);
    expect(peers.filter(({ closed }) => closed)).to.have.length(0);
    until(6_000);
    for (const { closed } of peers) expect(closed).to.deep.include({ code: 4003, at: 6_000 });
    expect(hub.metrics).to.deep.include({ openLinks: 0, closed: { notAccepted: 200 } });
  });

  it('HUB-1: an accepted link is not closed at 6 000 ms', () => {
    const { ann, until } = annIsSilent();
    until(6_001);
    expect(ann.closed).to.equal(undefined);
  });

  it('RTC-6: peers are told dropped at 20 000 ms after the last frame, not at 19 999, and once', () => {
    const { hub, ann, bob, until } = annIsSilent();
    until(500);
    ann.says({ t: 'beat' });
    until(20_499);
    expect(words(bob)).to.deep.equal(['joined']);
    until(20_500);
    expect(bob.heard[1]).to.deep.equal({ t: 'peerLeft', uid: 'ann', reason: 'dropped', at: 20_500 });
    until(60_000);
    expect(bob.heard).to.have.length(2);
    expect(hub.sessions.map(({ user }) => user)).to.deep.equal(['bob']);
  });

  it('RTC-6: a session whose link ended keeps its clock', () => {
    const { ann, bob, until } = annIsSilent();
    until(3_000);
    ann.cut();
    until(19_999);
    expect(words(bob)).to.deep.equal(['joined']);
    until(20_000);
    expect(bob.heard[1]).to.deep.equal({ t: 'peerLeft', uid: 'ann', reason: 'dropped', at: 20_000 });
  });

  it('RTC-6: a peer that returns at 19 999 ms is never reported', () => {
    const { ann, bob, peer, until } = annIsSilent();
    until(1);
    ann.cut();
    until(19_999);
    peer().joins({ generation: 1 });
    until(20_001);
    expect(words(bob)).to.deep.equal(['joined']);
  });

  it('RTC-6: a peer that returns after 20 000 ms has left, and joins once', () => {
    const { ann, bob, peer, until } = annIsSilent();
    ann.cut();
    until(20_001);
    peer().joins({ generation: 1 });
    expect(bob.heard.slice(1)).to.deep.equal([
      { t: 'peerLeft', uid: 'ann', reason: 'dropped', at: 20_000 },
      { t: 'peerJoined', uid: 'ann', at: 20_001 },
    ]);
  });

  it('HUB-1: a session that has ended is not judged', () => {
    const { ann, events, until } = annIsSilent();
    ann.says({ t: 'leave' });
    until(40_000);
    const judged = events.flatMap((event) => (event.type === 'judged' ? [`${event.who.user} ${event.status}`] : []));
    expect(judged).to.deep.equal(['ann alive', 'bob alive']);
  });

  it('HUB-1: judges by thresholds of its own', () => {
    const { peer, until } = stage({
      thresholds: { unheard: 1_500, unreachable: 1_600, idle: 2_000, peerOffline: 2_500 },
    });
    const ann = peer();
    ann.joins();
    until(1_499);
    expect(words(ann)).to.deep.equal(['joined']);
    until(1_500);
    expect(words(ann)).to.deep.equal(['joined', 'unheard']);
    until(1_999);
    expect(ann.closed).to.equal(undefined);
    until(2_000);
    expect(ann.closed).to.deep.include({ code: 4004 });
  });

  it('HUB-1: a new link of a session that was not heard is not told heard: its acceptance says so', () => {
    const { peer, until } = annIsSilent();
    until(5_000);
    const again = peer();
    again.joins({ generation: 1 });
    again.says({ t: 'beat' });
    expect(words(again)).to.deep.equal(['joined']);
  });
});
