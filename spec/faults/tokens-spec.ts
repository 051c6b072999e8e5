import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { jwtAuthenticator } from '../../lib/hub/jwtAuthenticator.js';
import type { RefusedError } from '../../lib/rtc/refusedError.js';
import type { Entry } from '../support/eventLog.js';
import { scenes, type SetStage } from '../support/scenes.js';
import { key, token } from '../support/token.js';
import { expectAfter } from '../support/within.js';

const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined'];
const causeOf = ({ event }: Entry) => (event as { change: { cause?: RefusedError } }).change.cause;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const guarded = (set: SetStage) => set({ authenticate: jwtAuthenticator({ key }) });

/** Ann joins with a token that is no good. */
async function refusal(set: SetStage, bad: Promise<string> | undefined, told: string): Promise<string | undefined> {
  const { player } = await guarded(set);
  const ann = await player('ann', bad && { token: await bad });
  const result = firstValueFrom(ann.channel.join()).catch((error: unknown) => error);
  const change = await ann.log.until(told);
  expect(await result).to.have.property('name', 'ConnectError');
  await pause(300);
  expect(ann.log.told.filter((what) => what !== 'tokenExpired')).to.deep.equal(['connecting CONNECTING', told]);
  expect(ann.attempts.told).to.deep.equal(['dialling', 'opened', 'failed']);
  return causeOf(change)?.detail;
}

describe('tokens on real sockets', function () {
  this.timeout(60_000);

  scenes({
    'RTC-9 HUB-4: tokenExpired and failed TOKEN_EXPIRED at expiry, after a tokenWillExpire; the others see removed at once':
      async (set) => {
        const { joined } = await guarded(set);
        const bob = await joined('bob', { token: await token(60_000, { user: 'bob' }) });
        const ann = await joined('ann', { token: await token(1_500) });
        const { at } = await ann.log.until('joined');
        const notice = await ann.log.until('tokenWillExpire');
        const { expiresIn } = notice.event as { expiresIn: number };
        expect(expiresIn).to.be.within(200, 1_500);
        const expired = await ann.log.until('tokenExpired');
        expectAfter(expiresIn - 5, notice.at, expired);
        expect(expired.at - at).to.be.below(2_000);
        await bob.log.until('peerOffline ann removed');
        await pause(300);
        expect(ann.log.told).to.deep.equal([
          ...[...entrance, 'peerJoined bob', 'tokenWillExpire', 'failed TOKEN_EXPIRED', 'tokenExpired'],
        ]);
        expect(ann.attempts.told.filter((what) => what === 'dialling')).to.have.length(1);
      },

    'RTC-9: renewToken on a live link is no drop and no change of state, and the new expiry counts': async (set) => {
      const { hub, joined } = await guarded(set);
      const ann = await joined('ann', { token: await token(1_200) });
      await ann.log.until('tokenWillExpire');
      await firstValueFrom(ann.channel.renewToken(await token(60_000)), { defaultValue: undefined });
      await pause(1_500);
      expect(ann.channel.state).to.equal('connected');
      expect(ann.log.told).to.deep.equal([...entrance, 'tokenWillExpire', 'tokenRenewed']);
      expect(ann.attempts.told).to.deep.equal(['dialling', 'opened', 'accepted']);
      expect(hub.sessions).to.have.length(1);
    },

    'RTC-9: a token function renews by itself': async (set) => {
      const { joined } = await guarded(set);
      const lives = [1_200, 60_000];
      const ann = await joined('ann', { token: () => token(lives.shift() ?? 0) });
      await ann.log.until('tokenRenewed');
      await pause(1_500);
      expect(ann.log.told).to.deep.equal([...entrance, 'tokenWillExpire', 'tokenRenewed']);
      expect(lives).to.deep.equal([]);
    },

    'RTC-9: a token function whose tokens live for less than 30 s is not asked again and again at once': async (
      set,
    ) => {
      const { joined } = await guarded(set);
      const asked: number[] = [];
      const ann = await joined('ann', { token: () => (asked.push(0), token(2_000)) });
      await pause(3_500);
      expect(ann.channel.state).to.equal('connected');
      expect(asked).to.have.length.within(3, 8);
    },

    'RTC-9: a forged token is refused as a renewal; its result errors, and nothing changes': async (set) => {
      const { joined } = await guarded(set);
      const ann = await joined('ann', { token: await token(60_000) });
      const forged = await token(60_000, { secret: 'the secret of somebody else, of 32 bytes or more' });
      const error: unknown = await firstValueFrom(ann.channel.renewToken(forged)).catch((refused: unknown) => refused);
      expect(error).to.include({ name: 'RefusedError', reason: 'INVALID_TOKEN' });
      expect(ann.log.told).to.deep.equal([...entrance, 'tokenRenewalFailed']);
      expect(ann.channel.send('still here')).to.equal('sent');
    },

    'RTC-9 NET-3: who comes back with a token that expired meanwhile has failed TOKEN_EXPIRED': async (set) => {
      const { joined } = await guarded(set);
      const ann = await joined('ann', { token: await token(1_000) });
      ann.proxy.hole();
      await ann.log.until('tokenExpired');
      expect(ann.log.told).to.deep.equal([
        ...[...entrance, 'tokenWillExpire', 'reconnecting INTERRUPTED', 'failed TOKEN_EXPIRED', 'tokenExpired'],
      ]);
      ann.proxy.heal();
      await pause(300);
      expect(ann.proxy.connections).to.equal(0);
    },

    'RTC-1 HUB-4: joining without a token is INVALID_TOKEN': async (set) => {
      expect(await refusal(set, undefined, 'disconnected INVALID_TOKEN')).to.equal('a token is needed');
    },

    'RTC-1 HUB-4: joining with a token that has expired is TOKEN_EXPIRED': async (set) => {
      expect(await refusal(set, token(-1_000), 'failed TOKEN_EXPIRED')).to.equal('the token has expired');
    },

    'RTC-1 HUB-4: joining with a forged token is INVALID_TOKEN': async (set) => {
      const forged = token(60_000, { secret: 'the secret of somebody else, of 32 bytes or more' });
      expect(await refusal(set, forged, 'disconnected INVALID_TOKEN')).to.contain('signature verification failed');
    },

    'RTC-1 HUB-4: joining with the token of another user is INVALID_TOKEN': async (set) => {
      expect(await refusal(set, token(60_000, { user: 'eve' }), 'disconnected INVALID_TOKEN')).to.equal(
        'the token is not for this user id',
      );
    },

    'RTC-1 HUB-4: joining with the token of another channel is INVALID_TOKEN': async (set) => {
      expect(await refusal(set, token(60_000, { channel: 'den' }), 'disconnected INVALID_TOKEN')).to.equal(
        'the token is not for this channel',
      );
    },
  });
});
