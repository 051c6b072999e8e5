import { expect } from 'chai';
import { Refusal } from '../../lib/hub/refusal.js';
import { Subject } from 'rxjs';
import type { Claims } from '../../lib/hub/authentication.js';
import { secretOf, stage } from './stage.js';

const words = (peer: { heard: readonly { t: string }[] }) => peer.heard.map(({ t }) => t);
const foreign = secretOf('f');

describe('resume and takeover', () => {
  it('HUB-2: a lost reply is no takeover of oneself: the same instance joins again and nobody sees anything', () => {
    const { hub, peer } = stage();
    const [bob, first, second] = [peer(), peer(), peer()];
    bob.joins({ uid: 'bob' });
    first.joins();
    second.joins();
    expect(second.heard[0]).to.deep.include({ t: 'joined', generation: 1, peers: ['bob'] });
    expect(first.closed).to.deep.include({ code: 4006 });
    expect(words(first)).to.deep.equal(['joined']);
    expect(words(bob)).to.deep.equal(['joined', 'peerJoined']);
    expect(hub.metrics.accepted).to.deep.equal({ fresh: 2, resumed: 1 });
  });

  it('NET-4: at acceptance the hub switches links: each frame goes on one only', () => {
    const decided = new Subject<Claims>();
    let asked = 0;
    const { peer } = stage({ authenticate: ({ user }) => (user === 'ann' && ++asked === 2 ? decided : [{}]) });
    const [bob, old, young] = [peer(), peer(), peer()];
    bob.joins({ uid: 'bob' });
    old.joins();
    young.joins({ generation: 1 });
    bob.says({ t: 'send', data: 1 });
    old.says({ t: 'send', data: 'from the old link' });
    decided.next({});
    bob.says({ t: 'send', data: 2 });
    expect(old.heard.slice(1)).to.deep.equal([{ t: 'message', from: 'bob', data: 1, at: 0 }]);
    expect(young.heard.slice(1)).to.deep.equal([{ t: 'message', from: 'bob', data: 2, at: 0 }]);
    expect(bob.heard.slice(2)).to.deep.equal([{ t: 'message', from: 'ann', data: 'from the old link', at: 0 }]);
    expect(old.closed).to.deep.include({ code: 4006 });
  });

  it('NET-5: a hello that is decided after a later one of the same instance wins nothing', () => {
    const decisions: Subject<Claims>[] = [];
    const authenticate = () => {
      const decision = new Subject<Claims>();
      decisions.push(decision);
      return decision;
    };
    const { hub, peer } = stage({ authenticate });
    const [early, late] = [peer(), peer()];
    early.joins();
    late.joins();
    decisions[1]!.next({});
    decisions[0]!.next({});
    expect(words(late)).to.deep.equal(['joined']);
    expect(late.closed).to.equal(undefined);
    expect(early.closed).to.deep.include({ code: 4006 });
    expect(hub.sessions[0]).to.deep.include({ link: 2 });
  });

  it('HUB-3: a takeover tells the old instance SAME_UID_LOGIN and closes its link; peers see nothing', () => {
    const { peer } = stage();
    const [bob, old, young] = [peer(), peer(), peer()];
    bob.joins({ uid: 'bob' });
    old.joins();
    young.joins({ secret: foreign });
    expect(old.heard[1]).to.deep.include({ t: 'removed', reason: 'SAME_UID_LOGIN' });
    expect(old.closed).to.deep.include({ code: 4008 });
    expect(young.heard[0]).to.deep.include({ t: 'joined', generation: 2, peers: ['bob'] });
    expect(words(bob)).to.deep.equal(['joined', 'peerJoined']);
  });

  it('HUB-3: what an old link still says, a late leave included, touches nothing of the newer session', () => {
    const { hub, peer, until } = stage();
    const [bob, old, resumed, taken] = [peer(), peer(), peer(), peer()];
    bob.joins({ uid: 'bob' });
    old.joins();
    resumed.joins();
    old.says({ t: 'send', data: 'late' });
    old.says({ t: 'leave' });
    taken.joins({ secret: foreign });
    resumed.says({ t: 'role', id: 1, role: 'audience' });
    resumed.says({ t: 'leave' });
    resumed.saysRaw('not JSON');
    old.cut();
    until(3_000);
    expect(words(bob)).to.deep.equal(['joined', 'peerJoined']);
    expect(hub.sessions.map(({ user, link }) => [user, link])).to.deep.equal([
      ['bob', 1],
      ['ann', 4],
    ]);
  });

  it('HUB-3: what an old link still says is no life of the newer session', () => {
    const { peer, until } = stage();
    const [old, young] = [peer(), peer()];
    old.joins();
    young.joins({ secret: foreign });
    until(3_000);
    old.says({ t: 'beat' });
    until(4_000);
    expect(words(young)).to.deep.equal(['joined', 'unheard']);
  });

  it('HUB-3: a phone that was away and rejoins by itself does not kick the laptop that took over', () => {
    const { peer } = stage();
    const [phone, laptop, again] = [peer(), peer(), peer()];
    phone.joins();
    phone.cut();
    laptop.joins({ secret: foreign });
    again.joins({ generation: 1 });
    expect(again.heard[0]).to.deep.include({ t: 'refused', reason: 'SAME_UID_LOGIN' });
    expect(again.closed).to.deep.include({ code: 4007 });
    expect(laptop.closed).to.equal(undefined);
  });

  it('HUB-2: a foreign secret never resumes, whatever generation it claims', () => {
    const { peer } = stage();
    const [ann, foe] = [peer(), peer()];
    ann.joins();
    foe.joins({ secret: foreign, generation: 1 });
    expect(foe.heard[0]).to.deep.include({ t: 'refused', reason: 'SAME_UID_LOGIN' });
    expect(ann.closed).to.equal(undefined);
  });

  it("HUB-3: 'reject-new' refuses while the old session was heard within 4 s: at 3 999 ms, at 4 000 no more", () => {
    for (const [at, verdict] of [
      [3_999, 'refused'],
      [4_000, 'joined'],
      [4_001, 'joined'],
    ] as const) {
      const { peer, until } = stage({ takeover: 'reject-new' });
      const [page, reloaded] = [peer(), peer()];
      page.joins();
      page.cut();
      until(at);
      reloaded.joins({ secret: foreign });
      expect(reloaded.heard[0]).to.deep.include({ t: verdict });
      if (verdict === 'refused') {
        expect(reloaded.heard[0]).to.deep.include({ reason: 'REJECTED_BY_SERVER', message: 'user id in use' });
      }
    }
  });

  it('HUB-3: a takeover may change the role, and a resume too: the others are told', () => {
    const { peer } = stage();
    const [bob, ann] = [peer(), peer()];
    bob.joins({ uid: 'bob' });
    ann.joins();
    peer().joins({ role: 'audience' });
    peer().joins({ secret: foreign });
    expect(words(bob)).to.deep.equal(['joined', 'peerJoined', 'peerLeft', 'peerJoined']);
    expect(bob.heard[2]).to.deep.include({ reason: 'became-audience' });
  });

  it('HUB-2: every resume checks the token', () => {
    const { peer } = stage({
      authenticate: ({ token }) => {
        if (token !== 'good') throw new Refusal('INVALID_TOKEN', 'no');
        return [{}];
      },
    });
    const [ann, again] = [peer(), peer()];
    ann.joins({ token: 'good' });
    again.joins({ token: 'bad' });
    expect(again.heard[0]).to.deep.include({ t: 'refused' });
    expect(ann.closed).to.equal(undefined);
  });
});
