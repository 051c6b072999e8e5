import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { setTimeout as wait } from 'node:timers/promises';
import { real } from '../../support/scale.js';
import type { Scenes } from '../../support/scenes.js';
import { entrance, outage } from './words.js';

const aborted = 'aborted REMOTE_LOGIN';

/** Longer than the wait between two dials, and than their deadlines. */
const longEnough = 12_000;

export const takeover: Scenes = {
  'RTM-1 RTM-2 HUB-3: who is taken over is aborted REMOTE_LOGIN, and dials no more until logout, then login': async (
    set,
  ) => {
    const stage = await set({ scale: real });
    const [first, second] = [await stage.user('ann'), await stage.user('ann')];
    await first.log.until(aborted);
    first.client.reconnect();
    const again: unknown = await firstValueFrom(first.client.login()).catch((error: unknown) => error);
    expect(again).to.include({ name: 'LoginError', code: 8 });
    first.send('ann', 'hi');
    await wait(longEnough);
    expect(first.attempts.told).to.deep.equal(['dialling', 'opened', 'accepted', first.attempts.told[3]]);
    expect(first.attempts.told[3]).to.match(/^closed /);
    expect(first.proxy.connections).to.equal(0);
    expect(second.log.told).to.deep.equal(entrance);
    first.client.logout();
    await firstValueFrom(first.client.login());
    await second.log.until(aborted);
    expect(first.log.told).to.deep.equal([
      ...[...entrance, aborted, '"hi" StateError', 'disconnected LOGOUT', ...entrance],
    ]);
    expect(stage.hub.sessions.map(({ user, generation }) => [user, generation])).to.deep.equal([['ann', 3]]);
  },

  'RTM-1 RTM-10 HUB-3: who was taken over while away is refused on its return, and dials no more; the mail is the other’s':
    async (set) => {
      const stage = await set({ scale: real });
      const [bob, first] = [await stage.user('bob'), await stage.user('ann')];
      await first.proxy.admit('refused');
      first.proxy.cut('rst');
      await first.log.until(outage);
      bob.send('ann', 'hi');
      await bob.log.until('"hi" cached');
      const second = await stage.user('ann');
      await second.log.until('message bob "hi" backfilled');
      await first.proxy.admit('served');
      await first.log.until(aborted);
      const attempts = [...first.attempts.told];
      expect(attempts.slice(-3)).to.deep.equal(['dialling', 'opened', 'failed']);
      await wait(longEnough);
      expect(first.attempts.told).to.deep.equal(attempts);
      expect(first.proxy.connections).to.equal(0);
      expect(first.log.told).to.deep.equal([...entrance, outage, aborted]);
      expect(second.log.told).to.deep.equal([...entrance, 'message bob "hi" backfilled']);
      bob.send('ann', 'so');
      await bob.log.until('"so" received');
      expect(stage.log.told.filter((what) => what === 'refused ann REMOTE_LOGIN')).to.have.length(1);
    },
};
