import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import { cast } from '../support/cast.js';
import { killChildren, startClient, startHub } from '../support/children.js';
import { instant } from '../support/eventLog.js';
import { scenes } from '../support/scenes.js';
import { real } from '../support/scale.js';
import { expectAfter } from '../support/within.js';

const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined'];
/** A process takes its time to start. */
const bound = 40_000;
const uids = ['ann', 'bob', 'cy'];

describe('a process that is stopped (SIGSTOP) for 12 s and continued', function () {
  this.timeout(90_000);
  after(killChildren);
  /** Those who live outside of a stage. */
  const strangers: ReturnType<typeof cast>[] = [];
  after(() => strangers.forEach(({ channel }) => channel.dispose()));

  scenes({
    'LIV-6 RTC-6 HUB-1: a client that was stopped has seen no INTERRUPTED and no lost, and its peers nothing': async (
      set,
    ) => {
      const { port, joined, log } = await set({ scale: real });
      const bob = await joined('bob');
      const ann = startClient({ port, uid: 'ann', scale: 'real' });
      const came = await bob.log.until('peerJoined ann', { bound });
      await ann.log.until('peerJoined bob');

      ann.process.kill('SIGSTOP');
      await log.until('judged ann idle', { bound });
      await wait(2_000);
      ann.process.kill('SIGCONT');
      const continued = instant();
      await log.until('accepted ann resumed');
      expectAfter(0, continued, await log.until('judged ann alive', { after: await log.until('judged ann idle') }));
      await wait(4_500);

      expect(bob.channel.send('hello?')).to.equal('sent');
      await bob.log.until('message ann "hello bob"');
      expect(bob.log.told).to.deep.equal([...entrance, came.what, 'message ann "hello bob"']);
      expect(ann.log.told.filter((what) => /^(con|rec|dis|fail|lost|join|rej|peer|mess)/.test(what))).to.deep.equal([
        ...[...entrance, 'peerJoined bob', 'message bob "hello?"'],
      ]);
    },

    'RTC-4 RTC-5 RTC-6 HUB-1: of a hub that was stopped the clients tell INTERRUPTED and lost, and at its return all are connected within 2 s, nobody having been offline':
      async () => {
        const hub = await startHub({ port: 0, thresholds: real.hub });
        const players = uids.map((uid) => cast(hub.port, { ...real.client, uid }));
        strangers.push(...players);
        for (const { channel } of players) channel.join();
        for (const { uid, log } of players) {
          for (const peer of uids) if (peer !== uid) await log.until(`peerJoined ${peer}`);
        }

        hub.process.kill('SIGSTOP');
        const stopped = instant();
        for (const { log, heardAt } of players) {
          expectAfter(4_000, heardAt, await log.until('reconnecting INTERRUPTED'));
          expectAfter(10_000, heardAt, await log.until('lost'));
        }
        await wait(stopped + 12_000 - instant());
        hub.process.kill('SIGCONT');
        const continued = instant();
        for (const { log } of players) {
          expect((await log.until('rejoined')).at - continued, 'ms until rejoined').to.be.within(0, 2_000);
        }
        await wait(12_000); // longer than what would be left of the 20 s
        for (const { channel } of players) expect(channel.send('here')).to.equal('sent');
        for (const { uid, log } of players) {
          for (const peer of uids) if (peer !== uid) await log.until(`message ${peer} "here"`);
          expect(log.told.filter((what) => !/^(message|peerJoined)/.test(what))).to.deep.equal([
            ...[...entrance, 'reconnecting INTERRUPTED', 'lost', 'connected JOIN_SUCCESS', 'rejoined'],
          ]);
          expect(log.told.filter((what) => what.startsWith('peerJoined'))).to.have.length(2);
        }
      },
  });
});
