import { expect } from 'chai';
import { Subject, config, throwError } from 'rxjs';
import type { Claims } from '../../lib/hub/authentication.js';
import { createHub } from '../../lib/hub/createHub.js';
import type { HubOptions } from '../../lib/hub/hub.js';
import type { Link } from '../../lib/link/link.js';
import { secretOf, stage } from './stage.js';

const words = (peer: { heard: readonly { t: string }[] }) => peer.heard.map(({ t }) => t);

/** Ann in two channels, bob in one of them. */
function three(options?: HubOptions) {
  const scene = stage(options);
  const [ann, annToo, bob] = [scene.peer(), scene.peer(), scene.peer()];
  ann.joins();
  annToo.joins({ channel: 'other' });
  bob.joins({ uid: 'bob' });
  return { ...scene, ann, annToo, bob };
}

describe('createHub', () => {
  it('HUB-5: kick removes a user from every channel at once; the others are told removed', () => {
    const { hub, ann, annToo, bob } = three();
    hub.kick('ann');
    for (const { heard, closed } of [ann, annToo]) {
      expect(heard.at(-1)).to.deep.include({ t: 'removed', reason: 'BANNED_BY_SERVER' });
      expect(closed).to.deep.include({ code: 4008 });
    }
    expect(bob.heard.at(-1)).to.deep.include({ t: 'peerLeft', uid: 'ann', reason: 'removed' });
    expect(hub.sessions.map(({ user }) => user)).to.deep.equal(['bob']);
  });

  it('HUB-5: a kicked user may join again; an automatic rejoin is told what happened', () => {
    const { hub, peer } = three();
    hub.kick('ann');
    const [byItself, byHand] = [peer(), peer()];
    byItself.joins({ generation: 1 });
    expect(byItself.heard[0]).to.deep.include({ t: 'refused', reason: 'BANNED_BY_SERVER' });
    byHand.joins();
    expect(byHand.heard[0]).to.deep.include({ t: 'joined', generation: 2 });
  });

  it('HUB-5: ban removes and refuses, for as long as it was given: at 4 999 ms yes, at 5 000 no more', () => {
    const { hub, ann, peer, until } = three();
    hub.ban('ann', { for: 5_000 });
    expect(ann.heard.at(-1)).to.deep.include({ t: 'removed', reason: 'BANNED_BY_SERVER' });
    until(4_999);
    const early = peer();
    early.joins();
    expect(early.heard[0]).to.deep.include({ t: 'refused', reason: 'BANNED_BY_SERVER' });
    until(5_000);
    const late = peer();
    late.joins();
    expect(late.heard[0]).to.deep.include({ t: 'joined' });
  });

  it('HUB-5: a ban without an end lasts, and holds for who is being checked just then', () => {
    const decision = new Subject<Claims>();
    const { hub, peer, until } = stage({ authenticate: () => decision });
    const ann = peer();
    ann.joins();
    hub.ban('ann');
    decision.next({});
    expect(ann.heard[0]).to.deep.include({ t: 'refused', reason: 'BANNED_BY_SERVER' });
    until(1_000_000);
    const later = peer();
    later.joins();
    expect(later.heard[0]).to.deep.include({ reason: 'BANNED_BY_SERVER' });
    expect(() => hub.ban('ann', { for: 0 })).to.throw(RangeError, 'ban: for must be above 0 ms, got 0');
  });

  it('HUB-5: drain tells retryAfter and ends the links, spread by random', () => {
    const draws = [0, 0.5, 0.999];
    const { hub, ann, annToo, bob, until } = three({ random: () => draws.shift() ?? 0 });
    hub.drain({ retryAfter: 5_000, spread: 2_000 });
    until(0);
    expect(ann.heard.at(-1)).to.deep.equal({ t: 'drain', retryAfter: 5_000, at: 0 });
    expect(ann.closed).to.deep.include({ code: 1012, at: 0 });
    until(999);
    expect(annToo.closed).to.equal(undefined);
    until(2_000);
    expect(annToo.closed).to.deep.include({ code: 1012, at: 1_000 });
    expect(bob.closed).to.deep.include({ code: 1012, at: 1_998 });
    expect(bob.heard.at(-1)).to.deep.include({ t: 'drain' });
    expect(hub.metrics).to.deep.include({ openLinks: 0, sessions: 3 });
  });

  it('HUB-5: a second drain replaces the first for the links that are left', () => {
    const { hub, ann, until } = three();
    hub.drain({ retryAfter: 1, spread: 2_000 });
    hub.drain({ retryAfter: 2, spread: 8_000 });
    until(9_000);
    expect(ann.heard.at(-1)).to.deep.equal({ t: 'drain', retryAfter: 2, at: 4_000 });
  });

  it('HUB-5: a draining hub sends new links away the same way', () => {
    const { hub, peer } = stage();
    hub.drain({ retryAfter: 5_000, spread: 0 });
    const ann = peer();
    expect(ann.heard).to.deep.equal([{ t: 'drain', retryAfter: 5_000, at: 0 }]);
    expect(ann.closed).to.deep.include({ code: 1012 });
    expect(hub.metrics).to.deep.include({ links: 1, openLinks: 0 });
    for (const bad of [NaN, -1, Infinity, 2 ** 31, '5']) {
      expect(() => hub.drain({ retryAfter: bad as number, spread: 0 })).to.throw(RangeError, 'drain: retryAfter');
      expect(() => hub.drain({ retryAfter: 0, spread: bad as number })).to.throw(RangeError, 'drain: spread');
    }
  });

  it('HUB-5: sessions show who is there, without secrets and tokens', () => {
    const { hub, ann, until } = three();
    ann.cut();
    until(4_500);
    expect(hub.sessions).to.deep.equal([
      { profile: 'rtc', channel: 'room', user: 'ann', role: 'broadcaster', generation: 1, status: 'unheard' },
      { profile: 'rtc', channel: 'other', user: 'ann', role: 'broadcaster', generation: 1, status: 'unheard', link: 2 },
      { profile: 'rtc', channel: 'room', user: 'bob', role: 'broadcaster', generation: 1, status: 'unheard', link: 3 },
    ]);
  });

  it('HUB-7: secrets and tokens appear in no event, error or snapshot', () => {
    const hidden = { secret: secretOf('d'), token: 'hush-hush' };
    const { hub, events, peer, until } = stage({ authenticate: () => [{ expiresIn: 30_000 }] });
    const [ann, typo, wrongSecret, notJson] = [peer(), peer(), peer(), peer()];
    ann.joins(hidden);
    ann.says({ t: 'renew', id: 1, token: hidden.token });
    typo.saysRaw(JSON.stringify({ t: hidden.token, secret: hidden.secret }));
    wrongSecret.joins({ secret: `${hidden.secret}0`, token: hidden.token });
    notJson.saysRaw(`{"secret":"${hidden.secret}","token":"${hidden.token}"`);
    until(60_000);
    expect(hub.metrics.badFrames).to.deep.equal({ notInSchema: 2, notJson: 1 });
    const shown = JSON.stringify([events, hub.sessions, hub.metrics, typo.closed, wrongSecret.closed, notJson.closed]);
    expect(shown).not.to.include(hidden.secret).and.not.to.include(hidden.token);
  });

  it('HUB-5: metrics count links, frames, what was accepted, refused and closed', () => {
    const { hub, ann, bob, peer } = three();
    peer().joins({ channel: '' });
    ann.says({ t: 'leave' });
    bob.cut();
    expect(hub.metrics).to.deep.equal({
      links: 4,
      openLinks: 1,
      sessions: 2,
      framesIn: 5,
      framesOut: 6,
      accepted: { fresh: 3 },
      refused: { INVALID_CHANNEL_NAME: 1 },
      closed: { refused: 1, left: 1, peer: 1 },
      badFrames: {},
      faults: 0,
    });
  });

  it('HUB-5: events tell what happens, in order', () => {
    const { events, peer } = stage();
    const who = { profile: 'rtc', channel: 'room', user: 'ann' };
    const ann = peer();
    ann.joins();
    ann.says({ t: 'leave' });
    expect(events).to.deep.equal([
      { type: 'opened', link: 1 },
      { type: 'accepted', link: 1, who, how: 'fresh' },
      { type: 'judged', who, status: 'alive', silentFor: 0 },
      { type: 'closed', link: 1, name: 'left', code: 1000, reason: 'quit' },
      { type: 'departed', who, reason: 'quit' },
    ]);
  });

  it('HUB-7: a subscriber of events$ that throws, or acts on the hub, stops nothing', () => {
    const unhandled: unknown[] = [];
    config.onUnhandledError = (error) => unhandled.push(error);
    const { hub, peer, until, events } = stage();
    hub.events$.subscribe((event) => {
      if (event.type === 'opened' && event.link === 1) throw new Error('from a subscriber');
    });
    hub.events$.subscribe((event) => {
      if (event.type === 'accepted') hub.kick('ann');
    });
    const ann = peer();
    ann.joins();
    expect(ann.closed).to.deep.include({ code: 4008 });
    until(10);
    expect(events.map(({ type }) => type)).to.include('departed');
    const bob = peer();
    bob.joins({ uid: 'bob' });
    expect(words(bob)).to.deep.equal(['joined']);
    return new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
      config.onUnhandledError = null;
      expect(unhandled).to.have.length(1);
    });
  });

  it('HUB-7: a link that throws is lost, and nothing else', () => {
    const { hub, peer, events } = three();
    const links$ = new Subject<Link>();
    const frames$ = new Subject<string>();
    hub.accept(links$);
    const fail = () => {
      throw new Error('broken link');
    };
    links$.next({ frames$, buffered: 0, send: fail, close: fail });
    frames$.next(
      JSON.stringify({
        t: 'join',
        channel: 'room',
        uid: 'eve',
        secret: secretOf('e'),
        generation: 0,
        role: 'audience',
        beat: 1_000,
      }),
    );
    expect(events).to.deep.include({ type: 'fault', during: 'link', error: 'Error: broken link' });
    const cid = peer();
    cid.joins({ uid: 'cid' });
    expect(words(cid)).to.deep.equal(['joined']);
  });

  it('HUB-5: when nobody listens to events$, an error of the links is an unhandled error', () => {
    const unhandled: unknown[] = [];
    const { onUnhandledError } = config;
    config.onUnhandledError = (error) => unhandled.push(error);
    return new Promise<void>((resolve) => {
      createHub({ allowAnonymous: true }).accept(throwError(() => new Error('EADDRINUSE')));
      setTimeout(resolve);
    }).then(() => {
      config.onUnhandledError = onUnhandledError;
      expect(unhandled.map(String)).to.deep.equal(['Error: EADDRINUSE']);
    });
  });

  it('HUB-7: a stream of links that fails is told; the links there are go on', () => {
    const { hub, ann, events, until } = three();
    hub.accept(throwError(() => new Error('EADDRINUSE')));
    expect(events.at(-1)).to.deep.equal({ type: 'fault', during: 'accept', error: 'Error: EADDRINUSE' });
    until(1_000);
    expect(ann.beats).to.have.length(1);
  });

  it('HUB-5: close ends links, sessions, events and every timer', () => {
    const { hub, ann, time, until } = three({ authenticate: () => [{ expiresIn: 50_000 }] });
    let completed = false;
    hub.events$.subscribe({ complete: () => (completed = true) });
    until(500);
    ann.buffered = 500_000;
    hub.drain({ retryAfter: 1, spread: 10_000 });
    hub.close();
    hub.close();
    expect(ann.closed).to.deep.include({ code: 1012, at: 500 });
    expect(hub.metrics).to.deep.include({ openLinks: 0, sessions: 0 });
    expect(completed).to.equal(true);
    until(500);
    expect(time.actions.filter(({ closed }) => !closed)).to.deep.equal([]);
    expect(() => hub.accept(new Subject())).to.throw('closed');
  });

  it('HUB-1: names the threshold, limit or policy that is wrong, and its value', () => {
    const wrong: [HubOptions, string][] = [
      [{ thresholds: { accept: 0 } }, 'thresholds.accept must be 1 to 2147483647 ms, got 0'],
      [{ thresholds: { accept: Infinity } }, 'thresholds.accept must be 1 to 2147483647 ms, got Infinity'],
      [{ thresholds: { beat: NaN } }, 'thresholds.beat must be 1 to 2147483647 ms, got NaN'],
      [{ thresholds: { idle: '9' as unknown as number } }, 'thresholds.idle must be 1 to 2147483647 ms, got 9'],
      [{ thresholds: { beat: 4_000 } }, 'thresholds.unheard must be above thresholds.beat, got 4000 and 4000'],
      [{ thresholds: { idle: 5_000 } }, 'thresholds.idle must be above thresholds.unreachable, got 5000 and 6000'],
      [
        { thresholds: { peerOffline: 10_000 } },
        'thresholds.peerOffline must be above thresholds.idle, got 10000 and 10000',
      ],
      [{ thresholds: { grace: 6_000 } }, 'thresholds.grace must be above thresholds.unreachable, got 6000 and 6000'],
      [{ thresholds: { offline: 1 } as object }, 'thresholds.offline is not known'],
      [{ limits: { members: 0 } }, 'limits.members must be a whole number above 0, got 0'],
      [{ limits: { frame: 1.5 } }, 'limits.frame must be a whole number above 0, got 1.5'],
      [{ limits: { held: Infinity } }, 'limits.held must be a whole number above 0, got Infinity'],
      [{ limits: { bytes: 5 } as object }, 'limits.bytes is not known'],
      [{ takeover: 'kick' as 'kick-old' }, "createHub: takeover must be 'kick-old' or 'reject-new', got kick"],
    ];
    for (const [options, message] of wrong) {
      expect(() => createHub({ allowAnonymous: true, ...options }), message).to.throw(message);
    }
  });
});
