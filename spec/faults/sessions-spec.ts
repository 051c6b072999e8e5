import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { eventLog, type Entry } from '../support/eventLog.js';
import { house } from '../support/stage.js';
import { cast } from '../support/cast.js';
import { faultyProxy } from '../support/faultyProxy.js';
import { tenth } from '../support/scale.js';
import { scenes } from '../support/scenes.js';
import { expectAfter } from '../support/within.js';

const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined'];
const causeOf = ({ event }: Entry) => (event as { change: { cause?: Error } }).change.cause;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('sessions on real sockets, at a tenth of the times', function () {
  this.timeout(60_000);

  scenes({
    'HUB-3 RTC-1: an instance that is taken over has failed SAME_UID_LOGIN and never dials again; the others see nothing':
      async (set) => {
        const { hub, joined } = await set();
        const bob = await joined('bob');
        const old = await joined('ann');
        const fresh = await joined('ann');
        const failed = await old.log.until('failed SAME_UID_LOGIN');
        expect(causeOf(failed)?.message).to.contain('joined from another instance');
        const attempts = old.attempts.told.length;
        await pause(700);
        expect(old.attempts.told.length).to.equal(attempts);
        expect(old.proxy.connections).to.equal(0);
        old.channel.leave();
        expect(fresh.channel.send('mine')).to.equal('sent');
        await bob.log.until('message ann "mine"');
        expect(old.log.told).to.deep.equal([
          ...entrance,
          'peerJoined bob',
          'failed SAME_UID_LOGIN',
          'disconnected LEAVE_CHANNEL',
        ]);
        expect(fresh.log.told).to.deep.equal([...entrance, 'peerJoined bob']);
        expect(bob.log.told).to.deep.equal([...entrance, 'peerJoined ann', 'message ann "mine"']);
        expect(hub.sessions.map(({ user, generation }) => `${user} ${generation}`)).to.deep.equal(['bob 1', 'ann 2']);
      },

    'HUB-3: what is still under way from an instance that was taken over while its link was a hole touches nothing':
      async (set) => {
        const { joined } = await set();
        const bob = await joined('bob');
        const old = await joined('ann');
        old.proxy.hole('both', { presentOnly: true });
        expect(old.channel.send('late')).to.equal('sent');
        const fresh = await joined('ann');
        old.channel.leave();
        old.proxy.heal();
        await pause(200);
        expect(fresh.channel.send('mine')).to.equal('sent');
        await bob.log.until('message ann "mine"');
        expect(bob.log.told).to.deep.equal([...entrance, 'peerJoined ann', 'message ann "mine"']);
        expect(fresh.log.told).to.deep.equal([...entrance, 'peerJoined bob']);
      },

    'HUB-3: an instance that was cut off while another took over is refused SAME_UID_LOGIN when it rejoins by itself':
      async (set) => {
        const { joined } = await set();
        const old = await joined('ann');
        old.proxy.hole();
        await old.log.until('reconnecting INTERRUPTED');
        const fresh = await joined('ann');
        old.proxy.heal({ forget: true });
        await old.log.until('failed SAME_UID_LOGIN');
        await pause(300);
        expect(old.log.told).to.deep.equal([...entrance, 'reconnecting INTERRUPTED', 'failed SAME_UID_LOGIN']);
        expect(fresh.log.told).to.deep.equal(entrance);
      },

    'HUB-5 RTC-1 RTC-6: who is kicked has failed BANNED_BY_SERVER, is removed at once, and may join again': async (
      set,
    ) => {
      const { hub, joined } = await set();
      const bob = await joined('bob');
      const ann = await joined('ann');
      await bob.log.until('peerJoined ann');
      hub.kick('ann');
      expect(causeOf(await ann.log.until('failed BANNED_BY_SERVER'))?.message).to.contain('the user was removed');
      const gone = await bob.log.until('peerOffline ann removed');
      ann.channel.leave();
      ann.channel.join();
      await bob.log.until('peerJoined ann', { after: gone });
      expect(bob.log.told).to.deep.equal([...entrance, 'peerJoined ann', 'peerOffline ann removed', 'peerJoined ann']);
    },

    'HUB-5: who is kicked while cut off hears so when it rejoins by itself, and may join again': async (set) => {
      const { hub, joined } = await set();
      const ann = await joined('ann');
      ann.proxy.hole();
      await ann.log.until('reconnecting INTERRUPTED');
      hub.kick('ann');
      ann.proxy.heal({ forget: true });
      const failed = await ann.log.until('failed BANNED_BY_SERVER');
      ann.channel.leave();
      ann.channel.join();
      await ann.log.until('joined', { after: failed });
    },

    'HUB-5 RTC-1: who is banned while cut off has failed BANNED_BY_SERVER on the next attempt, and is refused after it':
      async (set) => {
        const { hub, joined } = await set();
        const bob = await joined('bob');
        const ann = await joined('ann');
        await bob.log.until('peerJoined ann');
        ann.proxy.hole();
        await ann.log.until('reconnecting INTERRUPTED');
        hub.ban('ann');
        await bob.log.until('peerOffline ann removed');
        ann.proxy.heal({ forget: true });
        const failed = await ann.log.until('failed BANNED_BY_SERVER');
        ann.channel.leave();
        ann.channel.join();
        await ann.log.until('failed BANNED_BY_SERVER', { after: failed });
        expect(ann.log.told).to.deep.equal([
          ...[...entrance, 'peerJoined bob', 'reconnecting INTERRUPTED', 'failed BANNED_BY_SERVER'],
          ...['disconnected LEAVE_CHANNEL', 'connecting CONNECTING', 'failed BANNED_BY_SERVER'],
        ]);
        expect(bob.log.told).to.deep.equal([...entrance, 'peerJoined ann', 'peerOffline ann removed']);
      },

    'HUB-5 NET-3: a hub that drains spreads its goodbyes, and every client comes back after retryAfter, to another hub':
      async () => {
        const draws = [0, 0.5, 0.99];
        const first = await house({ thresholds: tenth.hub, random: () => draws.shift() ?? 0 });
        const second = await house({ thresholds: tenth.hub });
        const target = { port: first.port };
        const proxy = await faultyProxy({ target });
        const players = ['ann', 'bob', 'cy'].map((uid) => cast(proxy.port, { ...tenth.client, uid }));
        try {
          for (const { channel, log } of players) {
            channel.join();
            await log.until('joined');
          }
          target.port = second.port;
          first.hub.drain({ retryAfter: 700, spread: 300 });
          let goodbye = await first.log.until('draining');
          const { at } = goodbye;
          for (const [index, { attempts, log }] of players.entries()) {
            goodbye = await first.log.until('closed draining', { after: goodbye });
            expectAfter([0, 149, 296][index]!, at, goodbye); // a timer may fire 1 ms early
            const closed = await attempts.until('closed 1012');
            expectAfter(699, goodbye.at, await attempts.until('dialling', { after: closed }));
            await log.until('rejoined');
            expect(log.told.filter((what) => !what.startsWith('peer'))).to.deep.equal([
              ...entrance,
              'reconnecting INTERRUPTED',
              'connected JOIN_SUCCESS',
              'rejoined',
            ]);
          }
          expect(second.hub.sessions.map(({ user }) => user)).to.deep.equal(['ann', 'bob', 'cy']);
        } finally {
          for (const { channel } of players) channel.dispose();
          for (const { close } of [first, second]) close();
          await proxy.close();
        }
      },

    'NET-10 RTC-1: leaving while dialling hangs up at once, and nothing is dialled again': async () => {
      const connections = eventLog('the mute server');
      const server = createServer((socket) => {
        connections.add('opened');
        socket
          .on('error', () => {})
          .on('close', () => connections.add('closed'))
          .resume();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const ann = cast((server.address() as AddressInfo).port, { ...tenth.client, uid: 'ann' });
      try {
        ann.channel.join();
        await connections.until('opened');
        await pause(100);
        ann.channel.leave();
        expect(ann.channel.state).to.equal('disconnected');
        expectAfter(0, (await ann.log.until('disconnected LEAVE_CHANNEL')).at, await connections.until('closed'));
        await pause(600);
        expect(connections.told).to.deep.equal(['opened', 'closed']);
        expect(ann.log.told).to.deep.equal(['connecting CONNECTING', 'disconnected LEAVE_CHANNEL']);
        expect(ann.attempts.told).to.deep.equal(['dialling', 'closed 1000']);
      } finally {
        ann.channel.dispose();
        server.close();
      }
    },

    'RTC-6 NET-10: a leave is told to the others at once, as quit, and the socket is gone within 500 ms': async (
      set,
    ) => {
      const { hub, joined } = await set();
      const bob = await joined('bob');
      const ann = await joined('ann');
      await bob.log.until('peerJoined ann');
      ann.channel.leave();
      const left = await ann.log.until('disconnected LEAVE_CHANNEL');
      expectAfter(0, left.at, await bob.log.until('peerOffline ann quit'));
      await pause(550);
      expect(ann.proxy.connections).to.equal(0);
      expect(hub.sessions.map(({ user }) => user)).to.deep.equal(['bob']);
    },
  });
});
