import { expect } from 'chai';
import { filter, firstValueFrom } from 'rxjs';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelAttribute } from '../../../lib/protocol/messagingFrames.js';
import { real } from '../../support/scale.js';
import type { Scenes, SetStage } from '../../support/scenes.js';
import { expectAfter } from '../../support/within.js';
import { done, entrance, inbox, late } from './words.js';

/** Ann and bob in the den; `told` is what bob is told of its attributes. */
async function den(set: SetStage) {
  const stage = await set({ scale: real });
  const [ann, bob] = [await stage.user('ann'), await stage.user('bob')];
  const [anns, bobs] = [ann.client.channel('den'), bob.client.channel('den')];
  await done(bobs.join());
  await done(anns.join());
  await bob.log.until('den: memberJoined ann');
  const told: (readonly ChannelAttribute[])[] = [];
  bobs.attributes.changes$.subscribe((attributes) => told.push(attributes));
  return { stage, ann, bob, anns, bobs, told, annsOwn: () => firstValueFrom(bob.client.attributes.get('ann')) };
}

const pairs = (attributes: readonly ChannelAttribute[]) =>
  attributes.map(({ key, value, lastUpdateUserId }) => [key, value, lastUpdateUserId]);

export const attributes: Scenes = {
  'RTM-14: one’s own are set, updated, deleted and cleared; another user reads them': async (set) => {
    const { ann, annsOwn } = await den(set);
    const { attributes: own } = ann.client;
    await done(own.set({ mood: 'glad', place: 'here' }));
    expect(await annsOwn()).to.deep.equal({ mood: 'glad', place: 'here' });
    await done(own.update({ mood: 'sad' }));
    expect(await annsOwn()).to.deep.equal({ mood: 'sad', place: 'here' });
    await done(own.delete(['place']));
    expect(await annsOwn()).to.deep.equal({ mood: 'sad' });
    await done(own.set({ hat: 'red' }));
    expect(await annsOwn()).to.deep.equal({ hat: 'red' });
    await done(own.clear());
    expect(await annsOwn()).to.deep.equal({});
    expect(await firstValueFrom(own.get())).to.deep.equal({});
  },

  'RTM-14: those of a channel say who changed them last, and when; the members are told where that is asked': async (
    set,
  ) => {
    const { anns, bobs, told } = await den(set);
    const began = Date.now();
    await done(anns.attributes.set({ topic: 'tea', rule: 'be kind' }));
    await done(anns.attributes.update({ topic: 'milk' }, { notify: true }));
    await done(bobs.attributes.delete(['rule']));
    await done(bobs.attributes.update({ host: 'bob' }, { notify: true }));
    const all = await firstValueFrom(anns.attributes.get());
    expect(pairs(all)).to.deep.equal([
      ['topic', 'milk', 'ann'],
      ['host', 'bob', 'bob'],
    ]);
    expect(told.map(pairs)).to.deep.equal([
      [
        ['topic', 'milk', 'ann'],
        ['rule', 'be kind', 'ann'],
      ],
      pairs(all),
    ]);
    for (const { lastUpdateTs } of all) expect(lastUpdateTs).to.be.within(began - 5, Date.now() + 5);
  },

  'RTM-8 RTM-9 RTM-14: away for more than 30 s one’s own are gone; back, they are there again without the application':
    async (set) => {
      const { stage, ann, bob, anns, bobs, annsOwn } = await den(set);
      await done(ann.client.attributes.set({ mood: 'glad', place: 'here' }));
      await done(ann.client.attributes.update({ mood: 'sad' }));
      ann.proxy.hole();
      await wait(50);
      const heard = stage.heardAt('ann');
      await done(bobs.attributes.set({ topic: 'tea' }, { notify: true }));
      await wait(25_000);
      expect(await annsOwn()).to.deep.equal({ mood: 'sad', place: 'here' });
      const left = await bob.log.until('den: memberLeft ann');
      expectAfter(30_000, heard, left, late);
      expect(await annsOwn()).to.deep.equal({});
      ann.proxy.heal();
      ann.client.reconnect();
      await bob.log.until('den: memberJoined ann', { after: left });
      expect(await firstValueFrom(ann.client.attributes.get())).to.deep.equal({ mood: 'sad', place: 'here' });
      expect(await annsOwn()).to.deep.equal({ mood: 'sad', place: 'here' });
      expect(pairs(await firstValueFrom(anns.attributes.get()))).to.deep.equal([['topic', 'tea', 'bob']]);
      expect(bob.log.told).to.deep.equal([
        ...[...entrance, 'den: memberJoined ann', 'den: memberLeft ann', 'den: memberJoined ann'],
      ]);
      await ann.log.until(inbox(0));
    },

  'RTM-12 RTM-14: a hub that has lost its memory is given one’s own again; who was in a channel is in it again': async (
    set,
  ) => {
    const { stage, ann, bob, anns, annsOwn } = await den(set);
    await done(ann.client.attributes.set({ mood: 'glad' }));
    const before = [...ann.log.told];
    await stage.restart();
    const unknown = ['den', 'inbox'].map((stream) => `continuity ${stream} unknown replayed 0 missed null`);
    for (const { log } of [ann, bob]) await Promise.all(unknown.map((report) => log.until(report)));
    await firstValueFrom(anns.members$.pipe(filter((members) => members.length === 2)));
    expect(await firstValueFrom(ann.client.attributes.get())).to.deep.equal({ mood: 'glad' });
    expect(await annsOwn()).to.deep.equal({ mood: 'glad' });
    const sent = firstValueFrom(anns.send('hi'));
    await bob.log.until('den: message ann "hi"');
    expect(await sent).to.have.property('outcome', 'received');
    expect(ann.log.told.slice(before.length).filter((what) => what.startsWith('continuity'))).to.deep.equal(unknown);
  },
};
