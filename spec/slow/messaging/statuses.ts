import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { setTimeout as wait } from 'node:timers/promises';
import { eventLog, type EventLog } from '../../support/eventLog.js';
import type { RtmPlayer } from '../../support/rtmCast.js';
import { real } from '../../support/scale.js';
import type { Scenes } from '../../support/scenes.js';
import { expectAfter } from '../../support/within.js';
import { back, done, entrance, inbox, late, outage } from './words.js';

/** What `player` sees of `users`: `bob online`, and how it ends. */
function seenBy({ client }: RtmPlayer, users: readonly string[]): EventLog {
  const log = eventLog(`the statuses of ${users.join(', ')}`);
  client.peerStatus(users).subscribe({
    next: ({ userId, status }) => log.add(`${userId} ${status}`),
    error: ({ name }: Error) => log.add(name),
    complete: () => log.add('complete'),
  });
  return log;
}

export const statuses: Scenes = {
  'RTM-13 HUB-1: unreachable 6 s after the hub last heard a user, offline 30 s after, online when it is back': async (
    set,
  ) => {
    const stage = await set({ scale: real });
    const [ann, bob] = [await stage.user('ann'), await stage.user('bob')];
    const seen = seenBy(ann, ['bob', 'nobody']);
    await seen.until('nobody offline');
    bob.proxy.hole();
    await wait(50);
    const heard = stage.heardAt('bob');
    expectAfter(6_000, heard, await seen.until('bob unreachable'), late);
    const offline = await seen.until('bob offline', { bound: 40_000 });
    expectAfter(30_000, heard, offline, late);
    expect(await firstValueFrom(ann.client.query(['bob', 'ann']))).to.deep.equal([
      { userId: 'bob', status: 'offline' },
      { userId: 'ann', status: 'online' },
    ]);
    bob.proxy.heal();
    bob.client.reconnect();
    await seen.until('bob online', { after: offline });
    expect(seen.told).to.deep.equal(['bob online', 'nobody offline', 'bob unreachable', 'bob offline', 'bob online']);
  },

  'RTM-7 RTM-13: silent for 8 s a user is unreachable, then online; no member of its channel sees anything': async (
    set,
  ) => {
    const stage = await set({ scale: real });
    const [ann, bob] = [await stage.user('ann'), await stage.user('bob')];
    for (const { client } of [ann, bob]) await done(client.channel('den').join());
    await ann.log.until('den: memberJoined bob');
    const seen = seenBy(ann, ['bob']);
    bob.proxy.hole();
    await wait(50);
    const heard = stage.heardAt('bob');
    const unreachable = await seen.until('bob unreachable');
    expectAfter(6_000, heard, unreachable, late);
    await wait(2_000);
    bob.proxy.heal();
    bob.client.reconnect();
    await seen.until('bob online', { after: unreachable });
    await wait(1_000);
    expect(seen.told).to.deep.equal(['bob online', 'bob unreachable', 'bob online']);
    expect(ann.log.told.filter((what) => what.startsWith('den:'))).to.deep.equal(['den: memberJoined bob']);
  },

  'RTM-7 RTM-12: of a new hub in place of the old no member of a channel sees anything, also when it has settled':
    async (set) => {
      const stage = await set({ scale: real });
      const [ann, bob] = [await stage.user('ann'), await stage.user('bob')];
      for (const { client } of [ann, bob]) await done(client.channel('den').join());
      await ann.log.until('den: memberJoined bob');
      await stage.restart();
      for (const { log } of [ann, bob]) await log.until('continuity inbox unknown replayed 0 missed null');
      await wait(31_000);
      for (const { log } of [ann, bob])
        expect(log.told.filter((what) => what.includes('memberLeft'))).to.deep.equal([]);
      expect(ann.log.told.filter((what) => what.startsWith('den: memberJoined'))).to.have.length(1);
    },

  'RTM-13: a logout is offline at once, a login online; the statuses end at one’s own logout': async (set) => {
    const stage = await set({ scale: real });
    const [ann, bob] = [await stage.user('ann'), await stage.user('bob')];
    const seen = seenBy(ann, ['bob']);
    await seen.until('bob online');
    bob.client.logout();
    const offline = await seen.until('bob offline', { bound: late });
    bob.client.login();
    await seen.until('bob online', { after: offline });
    ann.client.logout();
    expect(seen.told).to.deep.equal(['bob online', 'bob offline', 'bob online', 'complete']);
    expect(seenBy(ann, ['bob']).told).to.deep.equal(['StateError']);
  },

  'RTM-13: the statuses survive one’s own outage, and a new hub in place of the old; what changed meanwhile is told, and nothing else':
    async (set) => {
      const stage = await set({ scale: real });
      const [ann, bob, cid] = [await stage.user('ann'), await stage.user('bob'), await stage.user('cid')];
      const seen = seenBy(ann, ['bob', 'cid']);
      await seen.until('cid online');
      await ann.proxy.admit('refused');
      ann.proxy.cut('rst');
      await ann.log.until(outage);
      cid.client.logout();
      await stage.log.until('departed cid quit');
      expect(seen.told).to.deep.equal(['bob online', 'cid online']);
      await ann.proxy.admit('served');
      ann.client.reconnect();
      const offline = await seen.until('cid offline');
      await stage.restart();
      for (const { log } of [ann, bob]) await log.until('continuity inbox unknown replayed 0 missed null');
      cid.client.login();
      await seen.until('cid online', { after: offline });
      expect(seen.told).to.deep.equal(['bob online', 'cid online', 'cid offline', 'cid online']);
      const rest = ann.log.told.filter((what) => !what.startsWith('status '));
      expect(rest.slice(0, 5)).to.deep.equal([...entrance, outage, back, inbox(0)]);
    },
};
