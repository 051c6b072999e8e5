import { expect } from 'chai';
import type { Entry, EventLog } from '../support/eventLog.js';
import type { FaultyProxy } from '../support/faultyProxy.js';
import { scenes, type SetStage } from '../support/scenes.js';
import { expectAfter } from '../support/within.js';

const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined'];
const interruption = ['reconnecting INTERRUPTED'];
const notHeard = ['reconnecting KEEP_ALIVE_TIMEOUT'];
const lost = ['lost'];
const back = ['connected JOIN_SUCCESS', 'rejoined'];

/** Bob watches ann, whose link fails; both have seen each other. */
async function pair(set: SetStage) {
  const stage = await set();
  const bob = await stage.joined('bob');
  const ann = await stage.joined('ann');
  await Promise.all([ann.log.until('peerJoined bob'), bob.log.until('peerJoined ann')]);
  return { ...stage, ann, bob, annSaw: [...entrance, 'peerJoined bob'], bobSaw: [...entrance, 'peerJoined ann'] };
}

type Pair = Awaited<ReturnType<typeof pair>>;

/** Both hear each other, and nothing was told that is not expected. */
async function expectTold({ ann, bob }: Pair, annSaw: readonly string[], bobSaw: readonly string[]): Promise<void> {
  expect([ann.channel.send('so'), bob.channel.send('so')]).to.deep.equal(['sent', 'sent']);
  await Promise.all([ann.log.until('message bob "so"'), bob.log.until('message ann "so"')]);
  expect(ann.log.told).to.deep.equal([...annSaw, 'message bob "so"']);
  expect(bob.log.told).to.deep.equal([...bobSaw, 'message ann "so"']);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const changeOf = ({ event }: Entry) => (event as { change: { silentFor: number; at: number } }).change;

/** The silence that a player measured, from what the stage heard of the frames. */
async function expectSilence(log: EventLog, what: string, ms: number, heardAt: number): Promise<Entry> {
  const entry = await log.until(what);
  expectAfter(ms, heardAt, entry);
  return entry;
}

/** Waits until what was said at the edge of a hole has arrived, so that `heardAt` stands still. */
async function settled({ ann }: Pair, proxy: FaultyProxy): Promise<void> {
  const { up, down } = proxy.bytes;
  await pause(20);
  if (proxy.bytes.up !== up || proxy.bytes.down !== down) throw new Error('the hole leaks');
  expect(ann.channel.state).to.equal('connected');
}

describe('silence on real sockets, at a tenth of its length', function () {
  this.timeout(60_000);

  scenes({
    'RTC-4 RTC-5 HUB-1: half-open both ways is INTERRUPTED and lost, measured from the last data on both sides': async (
      set,
    ) => {
      const scene = await pair(set);
      const { ann, log, heardAt } = scene;
      ann.proxy.hole();
      await settled(scene, ann.proxy);
      const [ours, theirs] = [ann.heardAt, heardAt('ann')];

      const interrupted = await expectSilence(ann.log, 'reconnecting INTERRUPTED', 400, ours);
      expect(changeOf(interrupted).silentFor).to.be.within(400, 900);
      await expectSilence(ann.log, 'lost', 1_000, ours);
      await expectSilence(log, 'judged ann unheard', 400, theirs);
      await expectSilence(log, 'judged ann unreachable', 600, theirs);
      await expectSilence(log, 'judged ann idle', 1_000, theirs);
      expect(log.told).to.include('closed idle');

      await pause(100);
      ann.proxy.heal();
      await ann.log.until('rejoined');
      expect(hubSays(log)).to.deep.equal(['accepted ann fresh', 'accepted ann resumed']);
      await expectTold(scene, [...scene.annSaw, ...interruption, ...lost, ...back], scene.bobSaw);
    },

    'RTC-8 NET-4: a silence that is healed before 4 s is seen by nobody': async (set) => {
      const scene = await pair(set);
      scene.ann.proxy.hole();
      await pause(250);
      scene.ann.proxy.heal();
      await expectTold(scene, scene.annSaw, scene.bobSaw);
      expect(scene.ann.attempts.told).to.deep.equal(['dialling', 'opened', 'accepted']);
    },

    'RTC-8 RTC-5: healed between 4 and 10 s it is INTERRUPTED and rejoined, never lost, and the peer sees nothing':
      async (set) => {
        const scene = await pair(set);
        scene.ann.proxy.hole();
        const interrupted = await scene.ann.log.until('reconnecting INTERRUPTED');
        await pause(200);
        const heard = scene.ann.heardAt;
        scene.ann.proxy.heal();
        const rejoined = await scene.ann.log.until('rejoined', { after: interrupted });
        expect((rejoined.event as { elapsed: number }).elapsed).to.be.closeTo(rejoined.at - heard, 50);
        await expectTold(scene, [...scene.annSaw, ...interruption, ...back], scene.bobSaw);
      },

    'RTC-5 RTC-6: healed between 10 and 20 s it is lost once, and the peer sees nothing': async (set) => {
      const scene = await pair(set);
      scene.ann.proxy.hole();
      await scene.ann.log.until('lost');
      await pause(300);
      scene.ann.proxy.heal();
      await scene.ann.log.until('rejoined');
      await expectTold(scene, [...scene.annSaw, ...interruption, ...lost, ...back], scene.bobSaw);
    },

    'RTC-6: after 20 s without a word at the hub the peer is dropped once, and once joined when it returns': async (
      set,
    ) => {
      const scene = await pair(set);
      const { ann, bob, heardAt } = scene;
      ann.proxy.hole();
      await settled(scene, ann.proxy);
      const theirs = heardAt('ann');
      expectAfter(2_000, theirs, await bob.log.until('peerOffline ann dropped'));
      ann.proxy.heal();
      await ann.log.until('rejoined');
      await bob.log.until('peerJoined ann', { after: await bob.log.until('peerOffline ann dropped') });
      await expectTold(
        scene,
        [...scene.annSaw, ...interruption, ...lost, ...back],
        [...scene.bobSaw, 'peerOffline ann dropped', 'peerJoined ann'],
      );
    },

    'RTC-1 RTC-4 NET-4: with the uplink alone broken it is KEEP_ALIVE_TIMEOUT once, without flapping, until it is healed':
      async (set) => {
        const scene = await pair(set);
        const { ann, log, heardAt } = scene;
        ann.proxy.hole('up');
        await settled(scene, ann.proxy);
        const theirs = heardAt('ann');
        const told = await expectSilence(ann.log, 'reconnecting KEEP_ALIVE_TIMEOUT', 400, theirs);
        await log.until('judged ann unreachable');
        await pause(200);
        expect(ann.heardAt, 'the downlink is alive').to.be.above(told.at + 150);
        expect(ann.log.told).to.deep.equal([...scene.annSaw, ...notHeard]);
        ann.proxy.heal();
        await ann.log.until('rejoined');
        await expectTold(scene, [...scene.annSaw, ...notHeard, ...back], scene.bobSaw);
      },

    'RTC-1: an uplink that stays broken until the hub has ended the link is no second change, and lost when the downlink is silent too':
      async (set) => {
        const scene = await pair(set);
        const { ann, log } = scene;
        ann.proxy.hole('up');
        await log.until('judged ann idle');
        await ann.attempts.until('closed 4004');
        const heard = ann.heardAt;
        await expectSilence(ann.log, 'lost', 1_000, heard);
        await scene.bob.log.until('peerOffline ann dropped');
        ann.proxy.heal();
        await ann.log.until('rejoined');
        await scene.bob.log.until('peerJoined ann', { after: await scene.bob.log.until('peerOffline ann dropped') });
        await expectTold(
          scene,
          [...scene.annSaw, ...notHeard, ...lost, ...back],
          [...scene.bobSaw, 'peerOffline ann dropped', 'peerJoined ann'],
        );
      },

    'RTC-1 NET-4: a new link beside the one whose uplink is broken brings it back, and the old one is ended': async (
      set,
    ) => {
      const scene = await pair(set);
      const { ann, log } = scene;
      ann.proxy.hole('up', { presentOnly: true });
      const told = await ann.log.until('reconnecting KEEP_ALIVE_TIMEOUT');
      expectAfter(0, told.at, await ann.log.until('rejoined'));
      expect(log.told).to.include('closed replaced');
      await expectTold(scene, [...scene.annSaw, ...notHeard, ...back], scene.bobSaw);
    },

    'RTC-1 NET-4: without a new link, the old one brings it back when the hub says that it hears us again': async (
      set,
    ) => {
      const scene = await pair(set);
      const { ann } = scene;
      await ann.proxy.admit('refused');
      ann.proxy.hole('up');
      await ann.log.until('reconnecting KEEP_ALIVE_TIMEOUT');
      await pause(200);
      ann.proxy.heal();
      await ann.log.until('rejoined', { bound: 3_000 });
      await expectTold(scene, [...scene.annSaw, ...notHeard, ...back], scene.bobSaw);
      expect(ann.attempts.told.filter((what) => what === 'accepted')).to.have.length(1);
      await ann.proxy.admit('served');
    },

    'RTC-4 RTC-5: with the downlink alone broken it is INTERRUPTED and lost': async (set) => {
      const scene = await pair(set);
      const { ann } = scene;
      ann.proxy.hole('down');
      await settled(scene, ann.proxy);
      const heard = ann.heardAt;
      await expectSilence(ann.log, 'reconnecting INTERRUPTED', 400, heard);
      await expectSilence(ann.log, 'lost', 1_000, heard);
      await pause(100);
      ann.proxy.heal();
      await ann.log.until('rejoined');
      await expectTold(scene, [...scene.annSaw, ...interruption, ...lost, ...back], scene.bobSaw);
    },
  });
});

const hubSays = (log: EventLog) => log.told.filter((what) => what.startsWith('accepted ann'));
