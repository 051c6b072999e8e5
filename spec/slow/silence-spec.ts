import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import { real } from '../support/scale.js';
import { scenes, type SetStage } from '../support/scenes.js';
import { expectAfter } from '../support/within.js';

const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined', 'peerJoined bob'];
const outage = ['reconnecting INTERRUPTED', 'lost'];
const back = ['connected JOIN_SUCCESS', 'rejoined'];

/** Ann's link is a hole for `ms`; bob watches her. */
async function hole(set: SetStage, ms: number) {
  const stage = await set({ scale: real });
  const bob = await stage.joined('bob');
  const ann = await stage.joined('ann');
  await bob.log.until('peerJoined ann');
  await wait(6_000); // so that the link has proved itself (NET-3)
  ann.proxy.hole();
  await wait(20);
  const [ours, theirs] = [ann.heardAt, stage.heardAt('ann')];
  await wait(ms);
  ann.proxy.heal();
  await wait(2_000);
  expect(bob.channel.send('so')).to.equal('sent');
  await ann.log.until('message bob "so"');
  return { ...stage, ann, bob, ours, theirs, bobSaw: bob.log.told.slice(4) };
}

describe('silence on real sockets, at its true length', function () {
  this.timeout(90_000);

  scenes({
    'RTC-8: healed after 2 s, nobody sees anything, and nothing is dialled': async (set) => {
      const { ann, bobSaw } = await hole(set, 2_000);
      expect(ann.log.told).to.deep.equal([...entrance, 'message bob "so"']);
      expect(ann.attempts.told).to.deep.equal(['dialling', 'opened', 'accepted']);
      expect(bobSaw).to.deep.equal([]);
    },

    'RTC-4 RTC-8: healed after 7 s, it was INTERRUPTED at 4 s, and the peer sees nothing': async (set) => {
      const { ann, ours, bobSaw } = await hole(set, 7_000);
      expectAfter(4_000, ours, await ann.log.until('reconnecting INTERRUPTED'));
      expect(ann.log.told).to.deep.equal([...entrance, 'reconnecting INTERRUPTED', ...back, 'message bob "so"']);
      expect(bobSaw).to.deep.equal([]);
    },

    'RTC-5 HUB-1: healed after 15 s, it was lost at 10 s, when the hub closed the link, and the peer sees nothing':
      async (set) => {
        const { ann, log, ours, theirs, bobSaw } = await hole(set, 15_000);
        expectAfter(10_000, ours, await ann.log.until('lost'));
        expectAfter(4_000, theirs, await log.until('judged ann unheard'));
        expectAfter(10_000, theirs, await log.until('closed idle'));
        expect(ann.log.told).to.deep.equal([...entrance, ...outage, ...back, 'message bob "so"']);
        expect(bobSaw).to.deep.equal([]);
      },

    'RTC-6: healed after 25 s, the peer saw dropped at 20 s after the last frame at the hub, and one peerJoined':
      async (set) => {
        const { ann, bob, theirs, bobSaw } = await hole(set, 25_000);
        expectAfter(20_000, theirs, await bob.log.until('peerOffline ann dropped'));
        expect(bobSaw).to.deep.equal(['peerOffline ann dropped', 'peerJoined ann']);
        expect(ann.log.told).to.deep.equal([...entrance, ...outage, ...back, 'message bob "so"']);
      },
  });
});
