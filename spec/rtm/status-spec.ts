import { expect } from 'chai';
import type { Subscription } from 'rxjs';
import type { PeerStatus } from '../../lib/protocol/messagingFrames.js';
import { run } from '../../lib/testing/run.js';
import { scriptedHub, watched } from '../support/scriptedHub.js';

/** A hub that knows some statuses, and says `offline` of everybody else. */
function scene() {
  const hub = scriptedHub();
  const statuses: Record<string, PeerStatus> = { bob: 'online' };
  hub.onFrame = (frame) =>
    frame.t === 'watch' || frame.t === 'query'
      ? {
          t: 'done',
          id: frame.id,
          result: { statuses: frame.users.map((user) => [user, statuses[user] ?? 'offline']) },
        }
      : null;
  const watch = watched(hub);
  watch.client.login();
  const seen: string[] = [];
  const subscribe = (name: string, ...users: string[]): Subscription =>
    watch.client.peerStatus(users).subscribe({
      next: ({ userId, status }) => seen.push(`${name} ${userId} ${status}`),
      error: (error: Error) => seen.push(`${name} ${error.name}`),
      complete: () => seen.push(`${name} complete`),
    });
  return { hub, statuses, seen, subscribe, ...watch };
}

describe('the status of others', () => {
  it('RTM-13: one event for each id at first, then per change', () =>
    run(() => {
      const { hub, seen, subscribe } = scene();
      subscribe('one', 'bob', 'cid', 'bob');
      expect(seen).to.deep.equal(['one bob online', 'one cid offline']);
      hub.say({ t: 'status', user: 'bob', status: 'unreachable' });
      hub.say({ t: 'status', user: 'bob', status: 'unreachable' });
      hub.say({ t: 'status', user: 'dan', status: 'online' });
      expect(seen.slice(2)).to.deep.equal(['one bob unreachable']);
      expect(hub.heard('watch').map(({ users }) => users)).to.deep.equal([['bob', 'cid']]);
    }));

  it('RTM-13: subscriptions that overlap share an id, and each has its first event', () =>
    run(() => {
      const { hub, seen, subscribe } = scene();
      const one = subscribe('one', 'bob');
      const two = subscribe('two', 'bob', 'cid');
      expect(seen).to.deep.equal(['one bob online', 'two bob online', 'two cid offline']);
      expect(hub.heard('watch').map(({ users }) => users)).to.deep.equal([['bob'], ['cid']]);
      one.unsubscribe();
      expect(hub.heard('unwatch')).to.deep.equal([]);
      hub.say({ t: 'status', user: 'bob', status: 'offline' });
      two.unsubscribe();
      expect(seen.slice(3)).to.deep.equal(['two bob offline']);
      expect(hub.heard('unwatch').map(({ users }) => users)).to.deep.equal([['bob', 'cid']]);
    }));

  it('RTM-13: a subscription to an id whose status is on its way has one event', () =>
    run(() => {
      const { hub, seen, subscribe } = scene();
      hub.onFrame = () => null;
      subscribe('one', 'bob');
      subscribe('two', 'bob');
      const [asked] = hub.heard('watch');
      hub.say({ t: 'done', id: asked!.id, result: { statuses: [['bob', 'online']] } });
      expect(seen).to.deep.equal(['one bob online', 'two bob online']);
    }));

  it('RTM-13: survives a reconnect; what changed meanwhile is told, and nothing else', () =>
    run(({ advance }) => {
      const { client, hub, seen, statuses, subscribe } = scene();
      subscribe('one', 'bob', 'cid');
      hub.network = 'down';
      hub.dials[0]?.end();
      advance(60_000);
      statuses['cid'] = 'online';
      hub.network = 'up';
      client.reconnect();
      expect(seen.slice(2)).to.deep.equal(['one cid online']);
    }));

  it('RTM-13: completes at logout, and is over for the next login', () =>
    run(() => {
      const { client, hub, seen, subscribe } = scene();
      subscribe('one', 'bob');
      client.logout();
      expect(seen.slice(1)).to.deep.equal(['one complete']);
      client.login();
      expect(hub.heard('watch')).to.have.length(1);
    }));

  it('RTM-13: a StateError when not logged in, and when disposed', () =>
    run(() => {
      const { client, seen, subscribe } = scene();
      client.logout();
      subscribe('one', 'bob');
      client.dispose();
      subscribe('two', 'bob');
      expect(seen).to.deep.equal(['one StateError', 'two StateError']);
    }));

  it('RTM-13: 512 ids at once, and not one more', () =>
    run(() => {
      const { hub, seen, subscribe } = scene();
      subscribe('one', ...Array.from({ length: 512 }, (_, n) => `u${n}`));
      expect(seen).to.have.length(512);
      subscribe('two', 'u1', 'bob');
      expect(seen.slice(512)).to.deep.equal(['two RequestError']);
      expect(hub.heard('watch').map(({ users }) => users.length)).to.deep.equal([256, 256]);
    }));

  it('RTM-13: when the hub does not tell, the subscription errors', () =>
    run(() => {
      const { hub, seen, subscribe } = scene();
      hub.onFrame = (frame) =>
        frame.t === 'watch' ? { t: 'denied', id: frame.id, reason: 'TOO_OFTEN', message: '' } : null;
      subscribe('one', 'bob');
      expect(seen).to.deep.equal(['one RequestError']);
    }));

  it('RTM-13: nothing is asked before there is a subscription', () =>
    run(() => {
      const { client, hub } = scene();
      client.peerStatus(['bob']);
      expect(hub.heard('watch')).to.deep.equal([]);
    }));

  it('RTM-13: query tells once', () =>
    run(() => {
      const { client, results, track } = scene();
      track('query', client.query(['bob', 'cid']));
      expect(results).to.deep.equal([
        'query: [{"userId":"bob","status":"online"},{"userId":"cid","status":"offline"}]',
      ]);
    }));

  it('RTM-13: a query without an answer is over at 10 000 ms, not at 9 999; a wrong answer is an error', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      hub.onFrame = () => null;
      track('query', client.query(['bob']));
      advance(9_999);
      expect(results).to.deep.equal([]);
      advance(1);
      hub.onFrame = (frame) => (frame.t === 'query' ? { t: 'done', id: frame.id, result: { statuses: 1 } } : null);
      track('query', client.query(['bob']));
      expect(results).to.deep.equal(['query: RequestError timeout', 'query: RequestError invalid-answer']);
    }));

  for (const end of ['logout', 'dispose'] as const) {
    it(`RTM-13, API-7: whatever has no answer at a ${end} has ended; a new token waits for the next login`, () =>
      run(() => {
        const { client, hub, results, track } = scene();
        hub.onFrame = () => null;
        track('query', client.query(['bob']));
        track('join', client.channel('lobby').join());
        track('set', client.attributes.set({ mood: 'glad' }));
        track('renew', client.renewToken('newer'));
        client[end]();
        expect(results).to.deep.equal([
          'query: RequestError ended',
          'join: RequestError ended',
          'set: RequestError ended',
          'renew: undefined',
        ]);
      }));
  }

  it('RTM-13: a query while reconnecting waits for the link', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      hub.network = 'down';
      hub.dials[0]?.end();
      advance(6_000);
      track('query', client.query(['bob']));
      expect(results).to.deep.equal([]);
      hub.network = 'up';
      client.reconnect();
      expect(results).to.deep.equal(['query: [{"userId":"bob","status":"online"}]']);
    }));
});
