import { expect } from 'chai';
import { defer, of, throwError } from 'rxjs';
import { Refusal } from '../../lib/hub/refusal.js';
import type { HubOptions } from '../../lib/hub/hub.js';
import { isRefusedError } from '../../lib/rtc/refusedError.js';
import { run } from '../../lib/testing/run.js';
import { virtualStage } from '../support/virtualStage.js';

/** Takes `good N` for N ms from now, `expired`, and refuses the rest. */
const authenticate: NonNullable<HubOptions['authenticate']> = ({ token = '' }) => {
  const [, ms] = /^good (\d+)/.exec(token) ?? [];
  if (ms !== undefined) return of({ expiresIn: Number(ms) });
  return throwError(() => new Refusal(token === 'expired' ? 'TOKEN_EXPIRED' : 'INVALID_TOKEN', 'no'));
};

const stage = () => virtualStage({ hub: { authenticate } });

describe('the token of a channel', () => {
  it('RTC-9: tokenWillExpire 30 s before; nothing a ms before the expiry, then failed TOKEN_EXPIRED with tokenExpired', () =>
    run(({ advance }) => {
      const { client } = stage();
      const ada = client('ada', { token: 'good 60000' });
      const ben = client('ben', { token: 'good 900000' });
      ada.channel.join();
      ben.channel.join();
      advance(29_999);
      const before = ada.log.length;
      advance(1);
      expect(ada.log.slice(before)).to.deep.equal(['30000 tokenWillExpire in 30000']);
      advance(29_999);
      expect(ada.channel.state).to.equal('connected');
      advance(1);
      expect(ada.log.slice(before + 1)).to.deep.equal(['60000 failed TOKEN_EXPIRED', '60000 tokenExpired']);
      expect(ben.log.at(-1)).to.equal('60000 peerOffline ada removed');
    }));

  it('RTC-9: expires in reconnecting too, by the clock of the client', () =>
    run(({ advance }) => {
      const { client, network } = stage();
      const { channel, log } = client('ada', { token: 'good 60000' });
      channel.join();
      advance(50_000);
      network.stall();
      advance(9_999);
      expect(channel.state).to.equal('reconnecting');
      advance(1);
      expect(log.slice(-2)).to.deep.equal(['60000 failed TOKEN_EXPIRED', '60000 tokenExpired']);
    }));

  it('RTC-1: an invalid token is disconnected INVALID_TOKEN, an expired one failed TOKEN_EXPIRED', () =>
    run(({ advance }) => {
      const { client } = stage();
      const forged = client('ada', { token: 'forged' });
      const old = client('ben', { token: 'expired' });
      forged.channel.join();
      old.channel.join();
      advance(0);
      expect(forged.log).to.deep.equal(['0 connecting CONNECTING', '0 disconnected INVALID_TOKEN']);
      expect(old.log).to.deep.equal(['0 connecting CONNECTING', '0 failed TOKEN_EXPIRED', '0 tokenExpired']);
    }));

  it('RTC-9: renewToken on a live link: no drop, no change, and the new expiry counts', () =>
    run(({ advance }) => {
      const { client } = stage();
      const { channel, log } = client('ada', { token: 'good 60000' });
      channel.join();
      advance(40_000);
      const done: string[] = [];
      channel.renewToken('good 100000').subscribe({ complete: () => done.push('done') });
      advance(69_999);
      expect(done).to.deep.equal(['done']);
      expect(log.slice(3)).to.deep.equal(['30000 tokenWillExpire in 30000', '40000 tokenRenewed']);
      advance(1);
      expect(log.at(-1)).to.equal('110000 tokenWillExpire in 30000');
      advance(30_000);
      expect(log.at(-2)).to.equal('140000 failed TOKEN_EXPIRED');
    }));

  it('RTC-9: a refused renewal errors its result and changes nothing', () =>
    run(({ advance }) => {
      const { client } = stage();
      const { channel, log } = client('ada', { token: 'good 60000' });
      channel.join();
      advance(10_000);
      const errors: unknown[] = [];
      channel.renewToken('forged').subscribe({ error: (error: unknown) => errors.push(error) });
      advance(20_000);
      expect(errors.map((error) => isRefusedError(error) && error.reason)).to.deep.equal(['INVALID_TOKEN']);
      expect(channel.state).to.equal('connected');
      expect(log.at(-1)).to.equal('30000 tokenWillExpire in 30000');
    }));

  it('RTC-9: while reconnecting a new token is used by an attempt made at once', () =>
    run(({ advance }) => {
      const { client, network } = stage();
      const { channel } = client('ada', { token: 'good 60000' });
      const dialled: number[] = [];
      channel.attempts$.subscribe(({ type, at }) => type === 'dialling' && dialled.push(at));
      channel.join();
      advance(10_000);
      network.refuse();
      network.cut();
      advance(20_000);
      expect(channel.state).to.equal('reconnecting');
      network.heal();
      const before = dialled.length;
      const done: string[] = [];
      channel.renewToken('good 500000').subscribe({ complete: () => done.push('done') });
      advance(0);
      expect(dialled.slice(before)).to.deep.equal([30_000]);
      expect(done).to.deep.equal(['done']);
      expect(channel.state).to.equal('connected');
    }));

  it("RTC-9, NET-1: a token function is asked before each attempt, renews at tokenWillExpire, and expiry is the hub's to say", () =>
    run(({ advance }) => {
      const { client, network } = stage();
      let asked = 0;
      const { channel, log } = client('ada', { token: () => defer(() => of(`good 60000 ${++asked}`)) });
      channel.join();
      advance(0);
      expect(asked).to.equal(1);
      advance(30_000);
      expect(log.slice(3)).to.deep.equal(['30000 tokenWillExpire in 30000', '30000 tokenRenewed']);
      expect(asked).to.equal(2);
      network.cut();
      advance(1_000);
      expect(asked).to.equal(3);
      advance(120_000);
      expect(channel.state).to.equal('connected');
    }));

  it('RTC-9: a token function that fails is told, and fails the attempt, not the channel', () =>
    run(({ advance }) => {
      const { client } = stage();
      let answer = 'good 40000';
      const { channel, log } = client('ada', {
        token: () => (answer ? of(answer) : throwError(() => new Error('no token today'))),
      });
      channel.join();
      advance(0);
      answer = '';
      advance(10_000);
      expect(log.slice(3)).to.deep.equal(['10000 tokenWillExpire in 30000', '10000 tokenRenewalFailed no token today']);
      expect(channel.state).to.equal('connected');
      advance(30_000);
      expect(log.at(-2)).to.equal('40000 failed TOKEN_EXPIRED');
      const failures: unknown[] = [];
      channel.leave();
      channel.attempts$.subscribe((attempt) => attempt.type === 'failed' && failures.push(attempt.cause));
      channel.join();
      advance(0);
      expect(failures.map((cause) => cause instanceof Error && cause.message)).to.deep.equal(['no token today']);
      expect(channel.state).to.equal('connecting');
    }));
});
