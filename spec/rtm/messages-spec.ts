import { expect } from 'chai';
import { timer } from 'rxjs';
import { run } from '../../lib/testing/run.js';
import type { MessagingHubFrame } from '../../lib/protocol/messagingFrames.js';
import { other, scriptedHub, watched, type ScriptedHub } from '../support/scriptedHub.js';

const own = 'a'.repeat(32);
const ids = () => own;

const peerMessage = (seq: number, payload: unknown = seq, backfilled = false, number = seq): MessagingHubFrame => ({
  t: 'peerMessage',
  seq,
  message: `${other}.${number}`,
  from: 'bob',
  payload,
  sentAt: 1,
  backfilled,
});
const received = (number: number): MessagingHubFrame => ({
  t: 'receipt',
  message: `${own}.${number}`,
  outcome: 'received',
});
const inboxDone = (seq: number, replayed: number, missed: number | null = 0): MessagingHubFrame => ({
  t: 'continuity',
  channel: null,
  continuity: 'complete',
  replayed,
  missed,
  seq,
});

/** A client that is logged in, and a hub that knows it. */
function scene(config: Parameters<typeof watched>[1] = {}) {
  const hub = scriptedHub();
  const watch = watched(hub, { ids, ...config });
  watch.client.login();
  watch.log.length = 0;
  return { hub, ...watch };
}

/** The link breaks, and none can be had; after 4 s of silence the client is reconnecting. */
function outage(hub: ScriptedHub, advance: (ms: number) => void, ms = 6_000): void {
  hub.network = 'down';
  hub.dials.at(-1)?.end();
  advance(ms);
}

describe('sending to a user', () => {
  it('RTM-5: sent at once, and received when the receiver’s client has acknowledged it', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      track('send', client.send('bob', { text: 'hello' }));
      expect(hub.heard('sendTo')).to.deep.equal([
        { t: 'sendTo', message: `${own}.1`, to: 'bob', payload: { text: 'hello' } },
      ]);
      advance(50);
      hub.say(received(1));
      hub.say(received(1));
      expect(results).to.deep.equal([`send: {"outcome":"received","id":"${own}.1"}`]);
    }));

  it('RTM-5: cached until so long from the receipt', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      track('send', client.send('bob', 1));
      advance(5_000);
      hub.say({ t: 'receipt', message: `${own}.1`, outcome: 'cached', keptFor: 1_000 });
      expect(results).to.deep.equal([`send: {"outcome":"cached","id":"${own}.1","until":6000}`]);
    }));

  it('RTM-5: the outcome is replayed to who comes late', () =>
    run(({ advance }) => {
      const { client, hub } = scene();
      const sent = client.send('bob', 1);
      hub.say(received(1));
      advance(60_000);
      const outcomes: string[] = [];
      sent.subscribe(({ outcome }) => outcomes.push(outcome));
      expect(outcomes).to.deep.equal(['received']);
    }));

  for (const [reason, failure] of [
    ['UNREACHABLE', 'unreachable'],
    ['TOO_OFTEN', 'too-often'],
    ['TOO_LARGE', 'too-large'],
    ['FULL', 'full'],
  ] as const) {
    it(`RTM-5, RTM-15: ${failure}, when the hub says so`, () =>
      run(() => {
        const { client, hub, results, track } = scene();
        track('send', client.send('bob', 1));
        hub.say({ t: 'undelivered', message: `${own}.1`, reason, detail: 'no' });
        expect(results).to.deep.equal([`send: SendError ${failure}`]);
      }));
  }

  it('RTM-5: timeout at 10 000 ms without a receipt, not at 9 999', () =>
    run(({ advance }) => {
      const { client, results, track } = scene();
      advance(500);
      track('send', client.send('bob', 1));
      advance(9_999);
      expect(results).to.deep.equal([]);
      advance(1);
      expect(results).to.deep.equal(['send: SendError timeout']);
    }));

  it('RTM-5: a receipt in the instant of the timeout counts', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      track('send', client.send('bob', 1));
      timer(10_000).subscribe(() => hub.say(received(1)));
      advance(10_000);
      expect(results).to.deep.equal([`send: {"outcome":"received","id":"${own}.1"}`]);
    }));

  it('RTM-5: while reconnecting it waits, and goes out on reconnect', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      advance(10_000);
      outage(hub, advance);
      track('one', client.send('bob', 1));
      track('two', client.send('cid', 2));
      expect(hub.heard('sendTo')).to.deep.equal([]);
      hub.network = 'up';
      client.reconnect();
      expect(hub.heard('sendTo').map(({ to, message }) => `${to} ${message}`)).to.deep.equal([
        `bob ${own}.1`,
        `cid ${own}.2`,
      ]);
      hub.say(received(1));
      hub.say(received(2));
      expect(results).to.have.length(2);
    }));

  it('RTM-5: the 10 s count from the call: a resend does not start them again', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      track('send', client.send('bob', 1));
      outage(hub, advance, 7_000);
      hub.network = 'up';
      client.reconnect();
      expect(hub.heard('sendTo')).to.have.length(2);
      advance(2_999);
      expect(results).to.deep.equal([]);
      advance(1);
      expect(results).to.deep.equal(['send: SendError timeout']);
    }));

  it('RTM-5: what has timed out while reconnecting is not sent any more', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      advance(10_000);
      outage(hub, advance);
      track('send', client.send('bob', 1));
      advance(10_000);
      expect(results).to.deep.equal(['send: SendError timeout']);
      hub.network = 'up';
      client.reconnect();
      expect(hub.heard('sendTo')).to.deep.equal([]);
    }));

  it('RTM-5, RTM-16: all without an outcome go out again on a new link, in order, under the same ids, and no others', () =>
    run(({ advance }) => {
      const { client, hub } = scene();
      for (const payload of [1, 2, 3, 4]) client.send('bob', payload).subscribe({ error: () => {} });
      hub.say(received(2));
      hub.dials[0]?.end();
      advance(500);
      expect(hub.heard('sendTo').map(({ message, payload }) => [message.split('.')[1], payload])).to.deep.equal([
        ...[1, 2, 3, 4].map((n) => [`${n}`, n]),
        ...[1, 3, 4].map((n) => [`${n}`, n]),
      ]);
    }));

  it('RTM-5: a payload is what it was at the call, whatever becomes of the object', () =>
    run(({ advance }) => {
      const { client, hub } = scene();
      outage(hub, advance);
      const payload = { text: 'before' };
      client.send('bob', payload).subscribe({ error: () => {} });
      payload.text = 'after';
      hub.network = 'up';
      client.reconnect();
      expect(hub.heard('sendTo').map((frame) => frame.payload)).to.deep.equal([{ text: 'before' }]);
    }));

  it('RTM-5, RTM-15: full at the outbox limit, and room again after an outcome', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene({ outboxLimit: 2 });
      outage(hub, advance);
      for (const name of ['one', 'two', 'three']) track(name, client.send('bob', name));
      expect(results).to.deep.equal(['three: SendError full']);
      hub.network = 'up';
      client.reconnect();
      hub.say(received(1));
      track('four', client.send('bob', 'four'));
      expect(results).to.have.length(2);
    }));

  it('RTM-15, HUB-7: a message over what a hub takes as a frame is refused here, and the link lives', () =>
    run(() => {
      const { client, hub, results, track } = scene();
      track('send', client.send('bob', 'x'.repeat(65_536)));
      expect(results).to.deep.equal(['send: SendError too-large']);
      expect(hub.heard('sendTo')).to.deep.equal([]);
    }));

  it('RTM-5: before a login, and after a logout, it is a StateError', () =>
    run(() => {
      const hub = scriptedHub();
      const { client, results, track } = watched(hub);
      track('before', client.send('bob', 1));
      client.login();
      client.logout();
      track('after', client.send('bob', 1));
      expect(results).to.deep.equal([
        'before: StateError send() is not possible while disconnected',
        'after: StateError send() is not possible while disconnected',
      ]);
    }));

  it('RTM-5: a send while connecting goes out with the login’s acceptance; when that fails it has ended', () =>
    run(() => {
      const hub = scriptedHub();
      hub.onLogin = () => null;
      const { client, results, track } = watched(hub, { ids });
      client.login();
      track('send', client.send('bob', 1));
      expect(hub.heard('sendTo')).to.deep.equal([]);
      hub.say({ t: 'refused', reason: 'REJECTED', message: 'no' });
      expect(results).to.deep.equal(['send: SendError ended']);
    }));

  for (const [how, end] of [
    ['a logout', ({ client }: ReturnType<typeof scene>) => client.logout()],
    ['a dispose', ({ client }: ReturnType<typeof scene>) => client.dispose()],
    ['an abort', ({ hub }: ReturnType<typeof scene>) => hub.say({ t: 'removed', reason: 'REMOTE_LOGIN', message: '' })],
  ] as const) {
    it(`RTM-5: at ${how} every message without an outcome has one: ended`, () =>
      run(() => {
        const it = scene();
        it.track('one', it.client.send('bob', 1));
        it.track('two', it.client.send('bob', 2));
        end(it);
        expect(it.results).to.deep.equal(['one: SendError ended', 'two: SendError ended']);
      }));
  }
});

describe('receiving peer messages', () => {
  it('RTM-5: each is told, then acknowledged', () =>
    run(() => {
      const { client, hub, log } = scene();
      const acknowledged: number[] = [];
      client.messages$.subscribe(() => acknowledged.push(hub.heard('received').length));
      hub.say(peerMessage(1, 'hi'));
      expect(log).to.deep.equal(['message bob "hi"']);
      expect(acknowledged).to.deep.equal([0]);
      expect(hub.heard('received')).to.deep.equal([{ t: 'received', seq: 1 }]);
    }));

  it('RTM-5: a duplicate is not told, and acknowledged all the same', () =>
    run(() => {
      const { hub, log } = scene();
      hub.say(peerMessage(1));
      hub.say(peerMessage(1));
      hub.say(peerMessage(2, 'resent', false, 1));
      expect(log).to.deep.equal(['message bob 1']);
      expect(hub.heard('received').map(({ seq }) => seq)).to.deep.equal([1, 1, 2]);
    }));

  it('RTM-5: a message that was told is not told again after a logout that did not reach the hub', () =>
    run(({ advance }) => {
      const { client, hub, log } = scene();
      hub.say(peerMessage(1));
      outage(hub, advance, 0);
      client.logout();
      hub.network = 'up';
      client.login();
      hub.say(peerMessage(1, 1, true));
      hub.say(peerMessage(2, 2, true));
      hub.say(inboxDone(2, 2));
      expect(log.filter((line) => line.startsWith('message'))).to.deep.equal([
        'message bob 1',
        'message bob 2 backfilled',
      ]);
      expect(hub.heard('received').map(({ seq }) => seq)).to.deep.equal([1, 1, 2]);
      client.logout();
    }));

  it('RTM-10, RTM-12, RTM-16: the change, then what was missed, then the report, then live messages', () =>
    run(({ advance }) => {
      const { client, hub, log } = scene();
      hub.say(peerMessage(1));
      outage(hub, advance);
      hub.network = 'up';
      client.reconnect();
      hub.say(peerMessage(2, 2, true));
      hub.say(peerMessage(3, 3, true));
      hub.say(inboxDone(3, 2));
      hub.say(peerMessage(4));
      expect(log).to.deep.equal([
        'message bob 1',
        '4000 reconnecting INTERRUPTED',
        '6000 connected LOGIN_SUCCESS',
        'message bob 2 backfilled',
        'message bob 3 backfilled',
        'continuity inbox complete replayed 2 missed 0',
        'message bob 4',
      ]);
    }));

  it('RTM-10, RTM-12: a login says what was delivered, and of which memory of the hub', () =>
    run(({ advance }) => {
      const { hub } = scene();
      hub.say(peerMessage(1));
      hub.say(peerMessage(2));
      hub.dials[0]?.end();
      advance(500);
      const [first, second] = hub.heard('login');
      expect([first?.epoch, first?.inbox]).to.deep.equal([undefined, 0]);
      expect([second?.epoch, second?.inbox, second?.generation]).to.deep.equal(['e1', 2, 1]);
    }));

  it('RTM-16: what the old link still brought after the login went out is not told again', () =>
    run(({ advance }) => {
      const { hub, log } = scene();
      hub.onLogin = () => null;
      hub.voice = 'mute';
      advance(4_000);
      expect(hub.heard('login').at(-1)?.inbox).to.equal(0);
      hub.say(peerMessage(1), 0);
      hub.say({ t: 'loggedIn', generation: 1, beat: 1_000, epoch: 'e1', session: 'resumed' });
      hub.say(peerMessage(1, 1, true));
      hub.say(peerMessage(2, 2, true));
      hub.say(inboxDone(2, 2));
      expect(log).to.deep.equal([
        '4000 reconnecting INTERRUPTED',
        '4000 connected LOGIN_SUCCESS',
        'continuity inbox complete replayed 0 missed 0',
        'message bob 1',
        'message bob 2 backfilled',
      ]);
    }));

  it('RTM-12: a return on the old link is complete: it delivers all, in order', () =>
    run(({ advance }) => {
      const { hub, log } = scene();
      hub.voice = 'mute';
      hub.network = 'down';
      advance(5_000);
      hub.say(peerMessage(1), 0);
      expect(log).to.deep.equal([
        '4000 reconnecting INTERRUPTED',
        '5000 connected LOGIN_SUCCESS',
        'continuity inbox complete replayed 0 missed 0',
        'message bob 1',
      ]);
    }));

  it('RTM-12: after the first login there is no report', () =>
    run(() => {
      const { hub, log } = scene();
      hub.say(inboxDone(0, 0));
      hub.say(inboxDone(0, 0, null));
      expect(log).to.deep.equal([]);
    }));

  it('RTM-12, NET-4: a link that is replaced unseen is reported only if it has cost something', () =>
    run(({ advance }) => {
      const { hub, log } = scene();
      advance(6_000);
      hub.dials[0]?.end();
      advance(0);
      hub.say(peerMessage(1, 1, true));
      hub.say(inboxDone(1, 1));
      expect(log).to.deep.equal(['message bob 1 backfilled']);
      hub.dials[1]?.end();
      advance(500);
      hub.say({ t: 'continuity', channel: null, continuity: 'gap', replayed: 0, missed: 3, seq: 4 });
      expect(log.slice(1)).to.deep.equal(['continuity inbox gap replayed 0 missed 3']);
    }));

  it('RTM-12: a report that is owed comes with the next link when the first one breaks before it', () =>
    run(({ advance }) => {
      const { client, hub, log } = scene();
      outage(hub, advance);
      hub.network = 'up';
      client.reconnect();
      hub.say(peerMessage(1, 1, true));
      hub.dials.at(-1)?.end();
      advance(500);
      hub.say(peerMessage(1, 1, true));
      hub.say(peerMessage(2, 2, true));
      hub.say(inboxDone(2, 2));
      expect(log.slice(1)).to.deep.equal([
        '6000 connected LOGIN_SUCCESS',
        'message bob 1 backfilled',
        'message bob 2 backfilled',
        'continuity inbox complete replayed 1 missed 0',
      ]);
    }));

  it('RTM-12: unknown, when the hub itself has lost its memory; its numbers begin anew, ids are still known', () =>
    run(({ advance }) => {
      const { client, hub, log } = scene();
      hub.say(peerMessage(1, 'old'));
      hub.epoch = 'e2';
      outage(hub, advance);
      hub.network = 'up';
      client.reconnect();
      hub.say({ t: 'continuity', channel: null, continuity: 'unknown', replayed: 0, missed: null, seq: 0 });
      hub.say(peerMessage(1, 'resent', false, 1));
      hub.say(peerMessage(2, 'new', false, 2));
      expect(log.slice(2)).to.deep.equal([
        '6000 connected LOGIN_SUCCESS',
        'continuity inbox unknown replayed 0 missed null',
        'message bob "new"',
      ]);
      hub.dials.at(-1)?.end();
      advance(500);
      expect([hub.heard('login').at(-1)?.epoch, hub.heard('login').at(-1)?.inbox]).to.deep.equal(['e2', 2]);
    }));
});
