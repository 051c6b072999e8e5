import { expect } from 'chai';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { cast } from '../support/cast.js';
import { instant, type Entry } from '../support/eventLog.js';
import { tenth } from '../support/scale.js';
import { scenes, type SetStage } from '../support/scenes.js';
import { expectAfter } from '../support/within.js';

const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined'];
const causeOf = ({ event }: Entry) => (event as { cause: { reason: string; cause?: { code?: string } } }).cause;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('links that fail on real sockets, at a tenth of the times', function () {
  this.timeout(60_000);

  scenes({
    'NET-3 NET-4 RTC-8: a link that is cut by RST is replaced, and neither side of the channel sees anything': async (
      set,
    ) => {
      const { joined, log } = await set();
      const bob = await joined('bob');
      const ann = await joined('ann');
      await bob.log.until('peerJoined ann');
      ann.proxy.cut('rst');
      await log.until('accepted ann resumed');
      expect(bob.channel.send('after')).to.equal('sent');
      await ann.log.until('message bob "after"');
      expect(ann.channel.send('after')).to.equal('sent');
      await bob.log.until('message ann "after"');
      expect(ann.log.told).to.deep.equal([...entrance, 'peerJoined bob', 'message bob "after"']);
      expect(bob.log.told).to.deep.equal([...entrance, 'peerJoined ann', 'message ann "after"']);
      expect(ann.attempts.told.filter((what) => what !== 'waiting')).to.deep.equal([
        'dialling',
        'opened',
        'accepted',
        'closed 1006',
        'dialling',
        'opened',
        'accepted',
      ]);
    },

    'NET-3 NET-4 RTC-8: a link that is ended by FIN is replaced, and neither side of the channel sees anything': async (
      set,
    ) => {
      const { joined, log } = await set();
      const bob = await joined('bob');
      const ann = await joined('ann');
      await bob.log.until('peerJoined ann');
      for (const time of [1, 2, 3]) {
        ann.proxy.cut('fin');
        await ann.attempts.until('accepted', {
          after: await ann.attempts.until('closed 1006', { after: ann.attempts.entries.at(-1) }),
        });
        bob.channel.send(time);
        ann.channel.send(time);
        await Promise.all([ann.log.until(`message bob ${time}`), bob.log.until(`message ann ${time}`)]);
      }
      expect(log.told.filter((what) => what === 'accepted ann resumed')).to.have.length(3);
      expect(ann.log.told).to.deep.equal([...entrance, 'peerJoined bob', ...[1, 2, 3].map((n) => `message bob ${n}`)]);
      expect(bob.log.told).to.deep.equal([...entrance, 'peerJoined ann', ...[1, 2, 3].map((n) => `message ann ${n}`)]);
    },

    'NET-11 RTC-5: a server that accepts connections and stays mute is given up at the dial deadline, and lost once':
      async (set) => {
        const { joined } = await set();
        const ann = await joined('ann');
        await ann.proxy.admit('mute');
        ann.proxy.cut('rst');
        const heard = ann.heardAt;
        const dialled = await ann.attempts.until('dialling', { after: await ann.attempts.until('closed 1006') });
        const failed = await ann.attempts.until('failed');
        expectAfter(400, dialled.at, failed);
        expect(causeOf(failed).reason).to.equal('not open within 400 ms');
        expectAfter(400, heard, await ann.log.until('reconnecting INTERRUPTED'));
        expectAfter(1_000, heard, await ann.log.until('lost'));
        await ann.attempts.until('failed', { after: failed });
        await ann.proxy.admit('served');
        await ann.log.until('rejoined');
        expect(ann.log.told).to.deep.equal([
          ...entrance,
          'reconnecting INTERRUPTED',
          'lost',
          'connected JOIN_SUCCESS',
          'rejoined',
        ]);
      },

    'NET-2 RTC-5: a port that refuses is dialled until it serves again; every attempt says why it failed': async (
      set,
    ) => {
      const { joined } = await set();
      const ann = await joined('ann');
      await ann.proxy.admit('refused');
      ann.proxy.cut('rst');
      const heard = ann.heardAt;
      expectAfter(400, heard, await ann.log.until('reconnecting INTERRUPTED'));
      expectAfter(1_000, heard, await ann.log.until('lost'));
      const failures = ann.attempts.entries.filter(({ what }) => what === 'failed');
      expect(failures).to.have.length.within(4, 200);
      expect(new Set(failures.map((failure) => causeOf(failure).cause?.code))).to.deep.equal(new Set(['ECONNREFUSED']));
      await ann.proxy.admit('served');
      await ann.log.until('rejoined');
      expect(ann.log.told).to.deep.equal([
        ...entrance,
        'reconnecting INTERRUPTED',
        'lost',
        'connected JOIN_SUCCESS',
        'rejoined',
      ]);
    },

    'NET-11 RTC-5 RTC-7 CON-3: a server that opens links and never answers the join is lost once and JOIN_FAILED, from the join call':
      async () => {
        const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
        await once(server, 'listening');
        const ann = cast((server.address() as AddressInfo).port, {
          ...tenth.client,
          uid: 'ann',
          thresholds: { interrupted: 400, lost: 1_000, giveUp: 1_500 },
        });
        try {
          const called = instant();
          ann.channel.join();
          const opened = await ann.attempts.until('opened');
          expectAfter(600, opened.at, await ann.attempts.until('closed 1006'));
          expectAfter(1_000, called, await ann.log.until('lost'));
          expectAfter(1_500, called, await ann.log.until('failed JOIN_FAILED'));
          const attempts = ann.attempts.told.length;
          await pause(700);
          expect(ann.attempts.told.length, 'dialling stops').to.equal(attempts);
          expect(ann.log.told).to.deep.equal(['connecting CONNECTING', 'lost', 'failed JOIN_FAILED']);
          expect(server.clients.size).to.equal(0);
        } finally {
          ann.channel.dispose();
          server.close();
        }
      },

    ...Object.fromEntries(
      (['kick-old', 'reject-new'] as const).map((takeover) => [
        `HUB-2: an accepted reply that is lost is no takeover of oneself, under ${takeover}`,
        async (set: SetStage) => {
          const { hub, log, player, joined } = await set({ takeover });
          const bob = await joined('bob');
          const ann = await player('ann');
          const swallow = hub.events$.subscribe((event) => {
            if (event.type === 'accepted' && event.who.user === 'ann') ann.proxy.hole('down', { presentOnly: true });
          });
          ann.channel.join();
          await log.until('accepted ann fresh');
          swallow.unsubscribe();
          await ann.log.until('joined');
          ann.proxy.heal();
          await pause(300);
          bob.channel.send('hi');
          await ann.log.until('message bob "hi"');
          expect(ann.log.told).to.deep.equal([...entrance, 'peerJoined bob', 'message bob "hi"']);
          expect(bob.log.told).to.deep.equal([...entrance, 'peerJoined ann']);
          expect(log.told.filter((what) => what.startsWith('accepted ann'))).to.deep.equal([
            'accepted ann fresh',
            'accepted ann resumed',
          ]);
          expect(hub.sessions.map(({ user, generation }) => [user, generation])).to.deep.equal([
            ['bob', 1],
            ['ann', 1],
          ]);
        },
      ]),
    ),
  });
});
