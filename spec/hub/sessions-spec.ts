import { expect } from 'chai';
import { VirtualTimeScheduler } from 'rxjs';
import { defaultLimits } from '../../lib/hub/limits.js';
import type { Line } from '../../lib/hub/line.js';
import { memoryEngine } from '../../lib/hub/memory.js';
import { createSessions, type Claim, type Claimed, type Session } from '../../lib/hub/sessions.js';

const line = (id: number) => ({ id }) as Line;
const [mine, theirs] = ['a'.repeat(32), 'b'.repeat(32)];
const credentials = { profile: 'rtc', channel: 'room', user: 'ann', role: 'broadcaster' } as const;

/** Claims one key again and again. */
function claims(takeover: 'kick-old' | 'reject-new' = 'kick-old') {
  const scheduler = new VirtualTimeScheduler();
  const engine = memoryEngine({ scheduler, ids: () => 'epoch', limits: defaultLimits });
  const sessions = createSessions({ engine, takeover, perform: (operation) => operation.subscribe() });
  let hello = 0;
  const claim = (secret: string, generation = 0, given: Partial<Claim> = {}) => {
    const number = ++hello;
    const claimed: Claimed[] = [];
    const claim = { key: 'k', secret, generation, credentials, line: line(number), hello: number, ...given };
    sessions.claim(claim).subscribe((one) => claimed.push(one));
    return claimed[0]!;
  };
  const granted = (secret: string, generation = 0): Session => {
    const claimed = claim(secret, generation);
    if (!('session' in claimed)) throw new Error(claimed.outcome);
    return claimed.session;
  };
  return { sessions, claim, granted };
}

describe('sessions', () => {
  it('HUB-2: the same secret resumes, also when it never learned its generation', () => {
    const { claim, granted } = claims();
    const session = granted(mine);
    expect(claim(mine, 0)).to.deep.include({ outcome: 'resumed', session });
    expect(claim(mine, 1)).to.deep.include({ outcome: 'resumed', session });
    expect(claim(mine, 7)).to.deep.include({ outcome: 'resumed', session });
    expect(session.generation).to.equal(1);
  });

  it('HUB-2: a resume names the line that it leaves, and switches at once', () => {
    const { claim, granted } = claims();
    const session = granted(mine);
    expect(claim(mine)).to.have.nested.property('oldLine.id', 1);
    expect(session.line?.id).to.equal(2);
    session.line = undefined;
    expect(claim(mine)).to.have.property('oldLine', undefined);
  });

  it('NET-5: of two hellos of one instance the later one wins, whichever is decided first', () => {
    const { claim, granted } = claims();
    const session = granted(mine);
    claim(mine, 0, { hello: 9 });
    expect(claim(mine, 0, { hello: 8 })).to.deep.equal({ outcome: 'superseded' });
    expect(session.line?.id).to.equal(2);
  });

  it("HUB-3: the application's own join takes over, and each takeover raises the generation", () => {
    const { claim, granted } = claims();
    const old = granted(mine);
    expect(old.generation).to.equal(1);
    const taken = claim(theirs);
    expect(taken).to.deep.include({ outcome: 'takeover', old });
    expect(granted(theirs).generation).to.equal(2);
    expect(granted(mine).generation).to.equal(3);
  });

  it('HUB-3: an automatic rejoin is refused while a session of its generation or a higher one lives', () => {
    const { claim, granted } = claims();
    granted(mine);
    granted(theirs);
    for (const generation of [1, 2]) {
      expect(claim(mine, generation)).to.deep.include({ outcome: 'refused', reason: 'SAME_UID_LOGIN' });
    }
    expect(claim(mine, 3)).to.have.property('outcome', 'takeover');
  });

  it('HUB-3: an automatic rejoin is refused when a higher generation has been there', () => {
    const { sessions, claim, granted } = claims();
    granted(mine);
    sessions.forget(granted(theirs), { forget: false });
    expect(claim(mine, 1)).to.deep.include({ outcome: 'refused', reason: 'SAME_UID_LOGIN' });
    expect(claim(theirs, 2)).to.deep.include({ outcome: 'fresh' });
  });

  it('HUB-3: an ended session goes on in its generation, and a join counts on from it', () => {
    const { sessions, granted } = claims();
    sessions.forget(granted(mine), { forget: false });
    const again = granted(mine, 1);
    expect(again.generation).to.equal(1);
    sessions.forget(again, { forget: false });
    expect(granted(theirs).generation).to.equal(2);
  });

  it('HUB-3: after a restart of the hub the higher generation wins, whoever comes first', () => {
    const phoneFirst = claims();
    phoneFirst.granted(mine, 1);
    expect(phoneFirst.claim(theirs, 2)).to.have.property('outcome', 'takeover');
    const laptopFirst = claims();
    expect(laptopFirst.granted(theirs, 2).generation).to.equal(2);
    expect(laptopFirst.claim(mine, 1)).to.deep.include({ outcome: 'refused', reason: 'SAME_UID_LOGIN' });
  });

  it("HUB-3: 'reject-new' refuses only while the old session is heard", () => {
    const { sessions, claim, granted } = claims('reject-new');
    const session = granted(mine);
    expect(claim(theirs)).to.deep.equal({
      outcome: 'refused',
      reason: 'REJECTED_BY_SERVER',
      message: 'user id in use',
    });
    expect(claim(mine)).to.have.property('outcome', 'resumed');
    sessions.judge(session, 'unheard');
    expect(claim(theirs)).to.have.property('outcome', 'takeover');
  });

  it('HUB-3: a session is forgotten once, and not by one that it was taken from', () => {
    const { sessions, granted } = claims();
    const [old, young] = [granted(mine), granted(theirs)];
    expect(sessions.forget(old, { forget: false })).to.equal(false);
    expect(sessions.has(young)).to.equal(true);
    expect(sessions.forget(young, { forget: false })).to.equal(true);
    expect(sessions.forget(young, { forget: false })).to.equal(false);
    expect(sessions.all()).to.deep.equal([]);
  });

  it('HUB-5: who was removed is told so when it rejoins by itself, and may join again', () => {
    const { sessions, claim, granted } = claims();
    const removal = { reason: 'BANNED_BY_SERVER', message: 'removed' } as const;
    sessions.forget(granted(mine), { forget: false, removal });
    const told = { outcome: 'refused', reason: 'BANNED_BY_SERVER', message: 'removed' };
    expect(claim(mine, 1)).to.deep.include(told);
    expect(claim(mine, 1)).to.deep.include(told);
    expect(claim(mine)).to.have.property('outcome', 'fresh');
  });

  it('HUB-3: keys do not touch each other', () => {
    const { claim, granted } = claims();
    granted(mine);
    expect(claim(theirs, 0, { key: '__proto__' })).to.have.property('outcome', 'fresh');
    expect(claim(theirs, 0, { key: 'constructor' })).to.have.nested.property('session.generation', 1);
  });
});
