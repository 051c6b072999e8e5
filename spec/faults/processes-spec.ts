import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { filter, firstValueFrom } from 'rxjs';
import { cast } from '../support/cast.js';
import { kill, killChildren, startClient, startHub } from '../support/children.js';
import { faultyProxy } from '../support/faultyProxy.js';
import { tenth } from '../support/scale.js';
import { scenes } from '../support/scenes.js';
import { expectAfter } from '../support/within.js';

const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined'];
/** A process takes its time to start. */
const bound = 40_000;

/** A client in a process of its own that ends its channel when it is told `upon`. */
async function expectExit(port: number, upon: string, act: 'leave' | 'dispose', within: number): Promise<void> {
  const { log } = startClient({ port, uid: 'ann', scale: 'tenth', then: { upon, act } });
  const left = await log.until('disconnected LEAVE_CHANNEL', { bound });
  expect((await log.until('exit 0')).at - left.at).to.be.within(0, within);
}

describe('processes that end', function () {
  this.timeout(120_000);
  after(killChildren);

  scenes({
    'RTC-1 RTC-5 HUB-3: after SIGKILL of the hub all clients come back by themselves to the next one on its port':
      async () => {
        const first = await startHub({ port: 0, thresholds: tenth.hub });
        const { port } = first;
        const players = ['ann', 'bob', 'cy'].map((uid) => cast(port, { ...tenth.client, uid }));
        const everybodySeen = async () => {
          for (const { channel } of players) {
            await firstValueFrom(channel.peers$.pipe(filter((peers) => peers.length === players.length - 1)));
          }
        };
        for (const { channel } of players) channel.join();
        await everybodySeen();

        await kill(first.process);
        for (const { log, heardAt } of players) {
          expectAfter(400, heardAt, await log.until('reconnecting INTERRUPTED'));
          expectAfter(1_000, heardAt, await log.until('lost'));
        }
        await startHub({ port, thresholds: tenth.hub });
        for (const { log } of players) await log.until('rejoined', { bound });
        await everybodySeen();
        for (const { channel } of players) expect(channel.send('here')).to.equal('sent');
        for (const { uid, channel, log } of players) {
          for (const peer of players) if (peer.uid !== uid) await log.until(`message ${peer.uid} "here"`);
          channel.dispose();
          expect(log.told.filter((what) => !/^(peer|message)/.test(what))).to.deep.equal([
            ...[...entrance, 'reconnecting INTERRUPTED', 'lost', 'connected JOIN_SUCCESS', 'rejoined'],
            'disconnected LEAVE_CHANNEL',
          ]);
        }
      },

    'NET-10: a process exits by itself after leave()': async (set) => {
      const { port } = await set();
      await expectExit(port, 'joined', 'leave', 500);
    },

    'NET-10: a process exits by itself after leave() while dialling': async () => {
      const mute = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
      await once(mute, 'listening');
      await expectExit((mute.address() as AddressInfo).port, 'dialling', 'leave', 500).finally(() => mute.close());
    },

    'NET-10: a process exits by itself after leave() on a half-open link, whose socket is destroyed after 500 ms':
      async (set) => {
        const { port, log } = await set();
        const proxy = await faultyProxy({ target: { port } });
        try {
          const exit = expectExit(proxy.port, 'reconnecting INTERRUPTED', 'leave', 1_000);
          await log.until('judged ann alive', { bound });
          setTimeout(() => proxy.hole(), 100);
          await exit;
        } finally {
          await proxy.close();
        }
      },

    'NET-10 API-2: a process exits by itself after dispose()': async (set) => {
      const { port } = await set();
      await expectExit(port, 'joined', 'dispose', 500);
    },
  });
});
