import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { setTimeout as wait } from 'node:timers/promises';
import { jwtAuthenticator } from '../../../lib/hub/jwtAuthenticator.js';
import { real } from '../../support/scale.js';
import type { Scenes, SetStage } from '../../support/scenes.js';
import { key, token } from '../../support/token.js';
import { expectAfter } from '../../support/within.js';
import { back, done, entrance, inbox, late, outage } from './words.js';

const guarded = (set: SetStage) => set({ scale: real, authenticate: jwtAuthenticator({ key }) });
const otherKey = 'the secret of somebody else, of 32 bytes or more';

export const tokens: Scenes = {
  'RTM-4 HUB-4: tokenExpired at expiry, and the session lives on; an outage with it is told of once and pauses until renewToken':
    async (set) => {
      const stage = await guarded(set);
      const bob = await stage.user('bob', { token: await token(60_000, { user: 'bob' }) });
      const ann = await stage.user('ann', { token: await token(3_000) });
      const notice = await ann.log.until('tokenWillExpire');
      const { expiresIn } = notice.event as { expiresIn: number };
      expect(expiresIn).to.be.within(500, 3_000);
      const expired = await ann.log.until('tokenExpired');
      expectAfter(expiresIn - 5, notice.at, expired, late);
      await wait(1_000);
      ann.send('bob', 'still here');
      await ann.log.until('"still here" received');
      expect(ann.client.state).to.equal('connected');

      ann.proxy.cut('rst');
      await ann.log.until('tokenExpired', { after: await ann.log.until(outage) });
      bob.send('ann', 'hi');
      await bob.log.until('"hi" cached');
      await wait(4_000);
      expect(ann.attempts.told.filter((what) => what === 'dialling')).to.have.length(1);
      await done(ann.client.renewToken(await token(60_000)));
      await ann.log.until('tokenRenewed');
      expect(ann.log.told).to.deep.equal([
        ...[...entrance, 'tokenWillExpire', 'tokenExpired', '"still here" received', outage, 'tokenExpired'],
        ...[back, 'message bob "hi" backfilled', inbox(1), 'tokenRenewed'],
      ]);
      expect(ann.attempts.told.filter((what) => what === 'dialling')).to.have.length(2);
    },

  'RTM-4: tokenWillExpire comes 30 s before the expiry': async (set) => {
    const stage = await guarded(set);
    const ann = await stage.user('ann', { token: await token(33_000) });
    const accepted = await ann.log.until(back);
    const notice = await ann.log.until('tokenWillExpire');
    expect((notice.event as { expiresIn: number }).expiresIn).to.be.within(30_000 - late, 30_000);
    expect(notice.at - accepted.at).to.be.within(1_000, 3_000 + late);
    expect(ann.log.told).to.deep.equal([...entrance, 'tokenWillExpire']);
  },

  'RTM-4: a token that expires while reconnecting: one tokenExpired, the dialling stops, renewToken goes on': async (
    set,
  ) => {
    const stage = await guarded(set);
    const ann = await stage.user('ann', { token: await token(7_000) });
    await ann.proxy.admit('refused');
    ann.proxy.cut('rst');
    await ann.log.until('tokenExpired', { after: await ann.log.until(outage) });
    await ann.proxy.admit('served');
    await wait(5_000);
    expect(stage.log.told.filter((what) => what === 'opened')).to.have.length(1);
    await done(ann.client.renewToken(await token(60_000)));
    await ann.log.until('tokenRenewed');
    expect(ann.log.told.filter((what) => what !== 'tokenWillExpire')).to.deep.equal([
      ...[...entrance, outage, 'tokenExpired', back, inbox(0), 'tokenRenewed'],
    ]);
  },

  'RTM-4 NET-1: a token function renews by itself, and is asked again for the link after an outage': async (set) => {
    const stage = await guarded(set);
    const lives = [2_000, 60_000, 60_000];
    const ann = await stage.user('ann', { token: () => token(lives.shift() ?? 0) });
    await ann.log.until('tokenRenewed');
    await wait(3_000);
    expect(lives).to.deep.equal([60_000]);
    ann.proxy.cut('rst');
    await stage.log.until('accepted ann resumed');
    expect(lives).to.deep.equal([]);
    expect(ann.log.told).to.deep.equal([...entrance, 'tokenWillExpire', 'tokenRenewed']);
  },

  'RTM-4: renewToken on a live link is no drop and no change; the old expiry is over': async (set) => {
    const stage = await guarded(set);
    const ann = await stage.user('ann', { token: await token(2_500) });
    await ann.log.until('tokenWillExpire');
    await done(ann.client.renewToken(await token(60_000)));
    await wait(3_500);
    expect(ann.log.told).to.deep.equal([...entrance, 'tokenWillExpire', 'tokenRenewed']);
    expect(ann.attempts.told).to.deep.equal(['dialling', 'opened', 'accepted']);
    expect(stage.log.told).to.include('renewed ann');
  },

  'RTM-4: a forged token is refused as a renewal, and changes nothing': async (set) => {
    const stage = await guarded(set);
    const ann = await stage.user('ann', { token: await token(60_000) });
    const forged = await token(60_000, { secret: otherKey });
    const error: unknown = await firstValueFrom(ann.client.renewToken(forged)).catch((refused: unknown) => refused);
    expect(error).to.include({ name: 'RequestError', reason: 'invalid-token' });
    ann.proxy.cut('rst');
    await stage.log.until('accepted ann resumed');
    expect(ann.log.told).to.deep.equal([...entrance, 'tokenRenewalFailed']);
  },

  ...Object.fromEntries(
    (
      [
        ['no token', 5, undefined],
        ['a forged token', 5, () => token(60_000, { secret: otherKey })],
        ['another user’s token', 5, () => token(60_000, { user: 'eve' })],
        ['an expired token', 6, () => token(-1_000)],
      ] as const
    ).map(([what, code, bad]) => [
      `RTM-1 RTM-3 HUB-4: a login with ${what} errors with ${code}: LOGIN_FAILURE, and nothing is dialled again`,
      async (set: SetStage) => {
        const stage = await guarded(set);
        const ann = await stage.guest('ann', bad && { token: await bad() });
        const error: unknown = await firstValueFrom(ann.client.login()).catch((refused: unknown) => refused);
        expect(error).to.include({ name: 'LoginError', code });
        await wait(3_000);
        expect(ann.log.told).to.deep.equal(['connecting LOGIN', 'disconnected LOGIN_FAILURE']);
        expect(ann.attempts.told).to.deep.equal(['dialling', 'opened', 'failed']);
      },
    ]),
  ),
};
