import { expect } from 'chai';
import { EMPTY, NEVER, Subject, of } from 'rxjs';
import type { Authenticate, Claims } from '../../lib/hub/authentication.js';
import { Refusal } from '../../lib/hub/refusal.js';
import { createHub } from '../../lib/hub/createHub.js';
import { stage } from './stage.js';

const words = (peer: { heard: readonly { t: string }[] }) => peer.heard.map(({ t }) => t);

/** A token says how long it is good; `no` is refused; `wait` is decided by `decisions`. */
function tokens() {
  const decisions = new Subject<Claims>();
  const asked: unknown[] = [];
  const authenticate: Authenticate = (credentials) => {
    const { token } = credentials;
    asked.push(credentials);
    if (token === 'wait') return decisions;
    if (token === undefined || token === 'no') throw new Refusal('INVALID_TOKEN', 'not this one');
    return of({ expiresIn: Number(token) });
  };
  const scene = stage({ authenticate });
  const [ann, bob] = [scene.peer(), scene.peer()];
  bob.joins({ uid: 'bob', token: 'Infinity' });
  for (let at = 1_000; at < 100_000; at += 1_000) {
    scene.time.schedule(() => {
      ann.says({ t: 'beat' });
      bob.says({ t: 'beat' });
    }, at);
  }
  return { ...scene, ann, bob, asked, decisions };
}

describe('tokens', () => {
  it('HUB-4: a hub without authenticate starts only with allowAnonymous: true', () => {
    expect(() => createHub()).to.throw(TypeError, 'allowAnonymous');
    expect(() => createHub({ allowAnonymous: false })).to.throw(TypeError, 'allowAnonymous');
    createHub({ allowAnonymous: true }).close();
  });

  it('HUB-4: authenticate is told who asks for what', () => {
    const { ann, asked } = tokens();
    ann.joins({ token: '1000', role: 'audience' });
    expect(asked[1]).to.deep.equal({ profile: 'rtc', user: 'ann', channel: 'room', role: 'audience', token: '1000' });
  });

  it('HUB-4: a Refusal reaches the client as it is', () => {
    const { ann } = tokens();
    ann.joins({ token: 'no' });
    expect(ann.heard).to.deep.equal([{ t: 'refused', reason: 'INVALID_TOKEN', message: 'not this one', at: 0 }]);
    expect(ann.closed).to.deep.include({ code: 4007 });
  });

  it('HUB-4: every other failure is no answer: the link is closed with 1011, and the operator sees why, without the token', () => {
    const failures: Authenticate[] = [
      ({ token }) => {
        throw new Error(`database down at ${token}`);
      },
      ({ token }) => Promise.reject(new Error(`late ${token}`)),
      () => EMPTY,
      () => [{ expiresIn: NaN }],
      () => undefined as unknown as Claims[],
      () => [undefined as unknown as Claims],
    ];
    const told = failures.map((authenticate) => {
      const scene = stage({ authenticate });
      const ann = scene.peer();
      ann.joins({ token: 'hush' });
      return { scene, ann };
    });
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      for (const { scene, ann } of told) {
        expect(ann.heard).to.deep.equal([]);
        expect(ann.closed).to.deep.include({ code: 1011, reason: 'the token could not be checked' });
        const faults = scene.events.filter(({ type }) => type === 'fault');
        expect(faults).to.have.length(1);
        expect(faults[0]).to.deep.include({ during: 'authenticate' });
        expect(JSON.stringify(scene.events)).not.to.include('hush');
      }
    });
  });

  it('HUB-4: an authenticate that never answers ends at the deadline of acceptance', () => {
    const { peer, until } = stage({ authenticate: () => NEVER });
    const ann = peer();
    ann.joins();
    until(5_999);
    expect(ann.closed).to.equal(undefined);
    until(6_000);
    expect(ann.closed).to.be.an('object');
  });

  it('RTC-9: the yes carries how long the token is still good', () => {
    const { ann, bob } = tokens();
    ann.joins({ token: '30000' });
    expect(ann.heard[0]).to.deep.include({ t: 'joined', expiresIn: 30_000 });
    expect(bob.heard[0]).not.to.have.property('expiresIn');
  });

  it('RTC-9: the hub ends a session when its token expires, at 30 000 ms, not at 29 999; peers are told removed', () => {
    const { hub, ann, bob, until } = tokens();
    ann.joins({ token: '30000' });
    until(29_999);
    expect(words(ann)).to.deep.equal(['joined']);
    until(30_000);
    expect(ann.heard[1]).to.deep.include({ t: 'removed', reason: 'TOKEN_EXPIRED', at: 30_000 });
    expect(ann.closed).to.deep.include({ code: 4008 });
    expect(bob.heard[2]).to.deep.equal({ t: 'peerLeft', uid: 'ann', reason: 'removed', at: 30_000 });
    expect(hub.sessions.map(({ user }) => user)).to.deep.equal(['bob']);
  });

  it('RTC-9: a token for over 24 days does not expire at once', () => {
    const { hub, ann, until } = tokens();
    ann.joins({ token: String(2 ** 31 + 5_000) });
    until(50_000);
    expect(hub.sessions).to.have.length(2);
  });

  it('RTC-9: a token that has expired already is refused', () => {
    const { ann } = tokens();
    ann.joins({ token: '0' });
    expect(ann.heard[0]).to.deep.include({ t: 'refused', reason: 'TOKEN_EXPIRED' });
  });

  it('RTC-9: a renewal is answered with the new time, and the old expiry is over', () => {
    const { ann, bob, until } = tokens();
    ann.joins({ token: '30000' });
    until(29_999);
    ann.says({ t: 'renew', id: 7, token: '40000' });
    expect(ann.heard[1]).to.deep.equal({ t: 'done', id: 7, expiresIn: 40_000, at: 29_999 });
    until(69_998);
    expect(words(ann)).to.deep.equal(['joined', 'done']);
    expect(words(bob)).to.deep.equal(['joined', 'peerJoined']);
    until(69_999);
    expect(words(ann)).to.deep.equal(['joined', 'done', 'removed']);
  });

  it('RTC-9: a refused renewal is answered and changes nothing', () => {
    const { ann, until } = tokens();
    ann.joins({ token: '30000' });
    until(10_000);
    ann.says({ t: 'renew', id: 1, token: 'no' });
    expect(ann.heard[1]).to.deep.include({ t: 'denied', id: 1, reason: 'INVALID_TOKEN', message: 'not this one' });
    until(29_999);
    expect(words(ann)).to.deep.equal(['joined', 'denied']);
    until(30_000);
    expect(words(ann)).to.deep.equal(['joined', 'denied', 'removed']);
  });

  it('RTC-10: a role must be allowed by the token, also later', () => {
    const listenersOnly: Authenticate = (credentials) => {
      if (credentials.profile === 'rtc' && credentials.role === 'broadcaster')
        throw new Refusal('INVALID_TOKEN', 'listeners only');
      return [{}];
    };
    const { peer } = stage({ authenticate: listenersOnly });
    const [ann, bob] = [peer(), peer()];
    ann.joins({ role: 'audience' });
    bob.joins({ uid: 'bob', role: 'audience' });
    ann.says({ t: 'role', id: 1, role: 'broadcaster' });
    expect(ann.heard[1]).to.deep.include({ t: 'denied', id: 1, message: 'listeners only' });
    expect(words(bob)).to.deep.equal(['joined']);
  });

  it('RTC-9: requests are answered in the order of asking, the present token counts for the next', () => {
    const { ann, asked, decisions } = tokens();
    ann.joins({ token: '30000' });
    ann.says({ t: 'renew', id: 1, token: 'wait' });
    ann.says({ t: 'renew', id: 2, token: '50000' });
    ann.says({ t: 'role', id: 3, role: 'audience' });
    expect(words(ann)).to.deep.equal(['joined']);
    decisions.next({ expiresIn: 40_000 });
    expect(ann.heard.slice(1)).to.deep.equal([
      { t: 'done', id: 1, expiresIn: 40_000, at: 0 },
      { t: 'done', id: 2, expiresIn: 50_000, at: 0 },
      { t: 'done', id: 3, expiresIn: 50_000, at: 0 },
    ]);
    expect(asked.at(-1)).to.deep.include({ token: '50000', role: 'audience' });
  });

  it('RTC-9: a session without a link expires too', () => {
    const { ann, bob, until } = tokens();
    ann.joins({ token: '5000' });
    ann.cut();
    until(5_000);
    expect(bob.heard.at(-1)).to.deep.equal({ t: 'peerLeft', uid: 'ann', reason: 'removed', at: 5_000 });
  });

  it('RTC-9: who expired comes back with another token by itself', () => {
    const { ann, peer, until } = tokens();
    ann.joins({ token: '5000' });
    until(6_000);
    const again = peer();
    again.joins({ generation: 1, token: '9000' });
    expect(again.heard[0]).to.deep.include({ t: 'joined', generation: 1 });
  });

  it('HUB-3: the expiry of a token of an old instance does not end the newer session', () => {
    const { hub, ann, peer, until } = tokens();
    ann.joins({ token: '5000' });
    peer().joins({ secret: 'f'.repeat(32), token: '50000' });
    until(6_000);
    expect(hub.sessions).to.have.length(2);
  });

  it('HUB-2: a leave before the answer ends the link, and no session comes of it', () => {
    const { hub, ann, decisions } = tokens();
    ann.joins({ token: 'wait' });
    ann.says({ t: 'leave' });
    decisions.next({});
    expect(ann.closed).to.deep.include({ code: 1000 });
    expect(hub.sessions.map(({ user }) => user)).to.deep.equal(['bob']);
  });
});
