import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import type { Receipt } from '../../../lib/rtm/rtmEvent.js';
import { instant, type Entry } from '../../support/eventLog.js';
import { real } from '../../support/scale.js';
import type { Scenes, SetStage } from '../../support/scenes.js';
import { expectAfter } from '../../support/within.js';
import { back, entrance, inbox, late, outage } from './words.js';

const week = 604_800_000;
const idOf = ({ event }: Entry) => (event as { id: string }).id;

async function pair(set: SetStage) {
  const stage = await set({ scale: real });
  return { stage, ann: await stage.user('ann'), bob: await stage.user('bob') };
}

export const receipts: Scenes = {
  'RTM-5: received, after the receiver has it; the message and its receipt carry the same id': async (set) => {
    const { ann, bob } = await pair(set);
    for (const n of [1, 2, 3]) ann.send('bob', n);
    const receipt = await ann.log.until('3 received');
    const message = await bob.log.until('message ann 3');
    expect(message.at).to.be.below(receipt.at);
    expect(idOf(receipt)).to.equal(idOf(message));
    expect(ann.log.told).to.deep.equal([...entrance, '1 received', '2 received', '3 received']);
    expect(bob.log.told).to.deep.equal([...entrance, 'message ann 1', 'message ann 2', 'message ann 3']);
  },

  'RTM-5 RTM-10 RTM-12: cached at once for a receiver without a link, until a week later; back-filled in order, each once':
    async (set) => {
      const { stage, ann, bob } = await pair(set);
      await bob.proxy.admit('refused');
      bob.proxy.cut('rst');
      await stage.log.until('closed 1006');
      const sent = instant();
      for (const n of [1, 2, 3]) ann.send('bob', n);
      const cached = await ann.log.until('3 cached');
      expect(cached.at - sent).to.be.below(4_000);
      const { until } = cached.event as Extract<Receipt, { outcome: 'cached' }>;
      expect(until - Date.now()).to.be.within(week - 10_000, week + 1_000);
      await bob.log.until(outage);
      await bob.proxy.admit('served');
      bob.client.reconnect();
      await bob.log.until(inbox(3));
      ann.send('bob', 4);
      await ann.log.until('4 received');
      const replayed = [1, 2, 3].map((n) => `message ann ${n} backfilled`);
      expect(bob.log.told).to.deep.equal([...entrance, outage, back, ...replayed, inbox(3), 'message ann 4']);
      expect(ann.log.told).to.deep.equal([...entrance, '1 cached', '2 cached', '3 cached', '4 received']);
      expect(idOf(cached)).to.equal(idOf(await bob.log.until('message ann 3 backfilled')));
    },

  'RTM-5: cached 5 s after it was sent, without the acknowledgement of a receiver that has it; it comes no second time':
    async (set) => {
      const { ann, bob } = await pair(set);
      bob.proxy.hole('up');
      const sent = instant();
      ann.send('bob', 'hi');
      await bob.log.until('message ann "hi"');
      expectAfter(5_000, sent, await ann.log.until('"hi" cached'), late);
      await bob.log.until(outage);
      bob.proxy.heal({ forget: true });
      bob.client.reconnect();
      await bob.log.until(inbox(0));
      ann.send('bob', 'so');
      await ann.log.until('"so" received');
      expect(bob.log.told).to.deep.equal([
        ...[...entrance, 'message ann "hi"', outage, back, inbox(0), 'message ann "so"'],
      ]);
      expect(ann.log.told).to.deep.equal([...entrance, '"hi" cached', '"so" received']);
    },

  'RTM-5 RTM-10: cached 5 s after it was sent to a half-open link; the next link brings it, once': async (set) => {
    const { ann, bob } = await pair(set);
    bob.proxy.hole();
    const sent = instant();
    ann.send('bob', 'hi');
    expectAfter(5_000, sent, await ann.log.until('"hi" cached'), late);
    await bob.log.until(outage);
    bob.proxy.heal({ forget: true });
    bob.client.reconnect();
    await bob.log.until(inbox(1));
    await wait(1_000);
    expect(bob.log.told).to.deep.equal([...entrance, outage, back, 'message ann "hi" backfilled', inbox(1)]);
    expect(ann.log.told).to.deep.equal([...entrance, '"hi" cached']);
  },

  'RTM-5: unreachable is who never logged in, and who has logged out; after the next login it is not': async (set) => {
    const { stage, ann, bob } = await pair(set);
    ann.send('nobody', 1);
    await ann.log.until('1 unreachable');
    bob.client.logout();
    await stage.log.until('departed bob quit');
    ann.send('bob', 2);
    await ann.log.until('2 unreachable');
    bob.client.login();
    await bob.log.until(back, { after: await bob.log.until('disconnected LOGOUT') });
    ann.send('bob', 3);
    await ann.log.until('3 received');
    expect(bob.log.told).to.deep.equal([...entrance, 'disconnected LOGOUT', ...entrance, 'message ann 3']);
  },

  'RTM-5 RTM-16: with a dead uplink the receipt is a timeout at 10 s; what was sent while reconnecting goes out with the next link, in order':
    async (set) => {
      const { ann, bob } = await pair(set);
      ann.proxy.hole('up');
      const sent = instant();
      ann.send('bob', 'before');
      await ann.log.until(outage);
      await wait(3_000);
      for (const n of [1, 2, 3]) ann.send('bob', n);
      expectAfter(10_000, sent, await ann.log.until('"before" timeout'), late);
      ann.proxy.heal({ forget: true });
      ann.client.reconnect();
      await ann.log.until('3 received');
      expect(ann.log.told).to.deep.equal([
        ...[...entrance, outage, '"before" timeout', back, inbox(0), '1 received', '2 received', '3 received'],
      ]);
      expect(bob.log.told).to.deep.equal([...entrance, 'message ann 1', 'message ann 2', 'message ann 3']);
    },

  'RTM-5 RTM-15 RTM-16: 300 messages that wait in an outage are received, in order, and none is too often': async (
    set,
  ) => {
    const { ann, bob } = await pair(set);
    const numbers = Array.from({ length: 300 }, (_, n) => n + 1);
    await ann.proxy.admit('refused');
    ann.proxy.cut('rst');
    await ann.log.until(outage);
    for (const n of numbers) ann.send('bob', n);
    await ann.proxy.admit('served');
    ann.client.reconnect();
    await ann.log.until('300 received');
    const outcomes = ann.log.told.filter((what) => /^\d/.test(what));
    expect(outcomes).to.have.members(numbers.map((n) => `${n} received`));
    expect(bob.log.told).to.deep.equal([...entrance, ...numbers.map((n) => `message ann ${n}`)]);
  },

  'RTM-5: what waits while reconnecting has 10 s of its own, no more': async (set) => {
    const { ann, bob } = await pair(set);
    await ann.proxy.admit('refused');
    ann.proxy.cut('rst');
    await ann.log.until(outage);
    const sent = instant();
    ann.send('bob', 'early');
    await wait(7_000);
    ann.send('bob', 'late');
    expectAfter(10_000, sent, await ann.log.until('"early" timeout'), late);
    await ann.proxy.admit('served');
    ann.client.reconnect();
    await ann.log.until('"late" received');
    expect(bob.log.told).to.deep.equal([...entrance, 'message ann "late"']);
  },
};
