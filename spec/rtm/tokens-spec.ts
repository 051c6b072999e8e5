import { expect } from 'chai';
import { of } from 'rxjs';
import { run } from '../../lib/testing/run.js';
import { scriptedHub, watched } from '../support/scriptedHub.js';

/** A hub that knows for how long a token is good: `good 60000`; every other one has expired. */
function scene(token: NonNullable<Parameters<typeof watched>[1]>['token']) {
  const hub = scriptedHub();
  const lifeOf = (given = '') => Number(/^good (\d+)/.exec(given)?.[1] ?? 0);
  const grant = hub.onLogin;
  hub.onLogin = (login) => {
    const expiresIn = lifeOf(login.token);
    return expiresIn > 0
      ? { ...(grant(login) as Extract<ReturnType<typeof grant>, { t: 'loggedIn' }>), expiresIn }
      : { t: 'refused', reason: 'TOKEN_EXPIRED', message: 'over' };
  };
  hub.onFrame = (frame) => {
    if (frame.t !== 'renew') return null;
    const expiresIn = lifeOf(frame.token);
    return expiresIn > 0
      ? { t: 'done', id: frame.id, expiresIn }
      : { t: 'denied', id: frame.id, reason: 'INVALID_TOKEN', message: 'no' };
  };
  const watch = watched(hub, token === undefined ? {} : { token });
  const dialled: number[] = [];
  watch.client.attempts$.subscribe(({ type, at }) => type === 'dialling' && dialled.push(at));
  watch.client.login();
  watch.log.length = 0;
  return { hub, dialled, ...watch };
}

describe('the token of a messaging client', () => {
  it('RTM-4: tokenWillExpire 30 s before; tokenExpired at expiry while connected, and the session lives', () =>
    run(({ advance }) => {
      const { client, hub, log } = scene('good 60000');
      advance(29_999);
      expect(log).to.deep.equal([]);
      advance(1);
      expect(log).to.deep.equal(['30000 tokenWillExpire']);
      advance(29_999);
      expect(log).to.have.length(1);
      advance(1);
      expect(log.slice(1)).to.deep.equal(['60000 tokenExpired']);
      advance(600_000);
      expect(client.state).to.equal('connected');
      expect(hub.dials).to.have.length(1);
    }));

  it('RTM-4: with an expired token an outage is told of once, and nothing is dialled until renewToken', () =>
    run(({ advance }) => {
      const { client, hub, log, dialled } = scene('good 60000');
      advance(100_000);
      log.length = 0;
      hub.dials[0]?.end();
      advance(3_999);
      expect(log).to.deep.equal([]);
      advance(1);
      expect(log).to.have.length(2);
      expect(log[0]).to.match(/reconnecting INTERRUPTED$/);
      expect(log[1]).to.match(/tokenExpired$/);
      advance(600_000);
      expect(log).to.have.length(2);
      expect(dialled).to.deep.equal([0]);
      client.renewToken('good 600000');
      expect(dialled).to.deep.equal([0, 704_000]);
      expect(log.slice(2)).to.deep.equal(['704000 connected LOGIN_SUCCESS', '704000 tokenRenewed']);
      advance(20_000);
      hub.dials.at(-1)?.end();
      advance(10);
      expect(hub.heard('login').map(({ token }) => token)).to.deep.equal(['good 60000', 'good 600000', 'good 600000']);
    }));

  it('RTM-4: a token that expires while reconnecting: one tokenExpired, and attempts pause', () =>
    run(({ advance }) => {
      const { hub, log, dialled } = scene('good 60000');
      advance(50_000);
      hub.network = 'down';
      hub.dials[0]?.end();
      advance(9_999);
      expect(log.slice(1)).to.deep.equal(['54000 reconnecting INTERRUPTED']);
      advance(1);
      expect(log.slice(2)).to.deep.equal(['60000 tokenExpired']);
      hub.network = 'up';
      const opened = hub.dials.length;
      advance(10_000);
      const before = dialled.length;
      advance(600_000);
      expect(dialled).to.have.length(before);
      expect(hub.dials).to.have.length(opened);
      expect(log).to.have.length(3);
    }));

  it('RTM-4: a hub that refuses the token as expired pauses the attempts; one tokenExpired; renewToken goes on', () =>
    run(({ advance }) => {
      const { client, hub, log, results, track } = scene('good 600000');
      advance(10_000);
      const grant = hub.onLogin;
      hub.onLogin = () => ({ t: 'refused', reason: 'TOKEN_EXPIRED', message: 'revoked' });
      hub.voice = 'mute';
      advance(4_000);
      expect(log).to.deep.equal(['14000 reconnecting INTERRUPTED', '14000 tokenExpired']);
      advance(100_000);
      expect(hub.dials).to.have.length(2);
      expect(log).to.have.length(2);
      hub.onLogin = grant;
      hub.voice = 'loud';
      track('renew', client.renewToken('good 900000'));
      expect(log.slice(2)).to.deep.equal(['114000 connected LOGIN_SUCCESS', '114000 tokenRenewed']);
      expect(results).to.deep.equal(['renew: undefined']);
    }));

  it('RTM-4: a renewal that was called before the outage, on a link that was dead already, ends the pause too', () =>
    run(({ advance }) => {
      const { client, hub, log, results, track } = scene('good 60000');
      advance(62_000);
      const answer = hub.onFrame;
      hub.voice = 'mute';
      hub.onFrame = () => null;
      track('renew', client.renewToken('good 600000'));
      advance(1_000);
      hub.onFrame = answer;
      hub.voice = 'loud';
      hub.dials[0]?.end();
      advance(2_999);
      expect(hub.heard('login')).to.have.length(1);
      advance(1);
      expect(hub.heard('login').map(({ token }) => token)).to.deep.equal(['good 60000', 'good 600000']);
      expect(log.slice(-2)).to.deep.equal(['66000 connected LOGIN_SUCCESS', '66000 tokenRenewed']);
      expect(results).to.deep.equal(['renew: undefined']);
      client.logout();
    }));

  it('RTM-4: with a new token for the next login, the end of the old one pauses nothing and is not told', () =>
    run(({ advance }) => {
      const { client, hub, log, track } = scene('good 60000');
      advance(50_000);
      hub.network = 'down';
      hub.dials[0]?.end();
      advance(5_000);
      track('renew', client.renewToken('good 600000'));
      advance(7_000);
      hub.network = 'up';
      advance(15_000);
      expect(log.slice(1)).to.deep.equal([
        '54000 reconnecting INTERRUPTED',
        `${log.at(-1)?.split(' ')[0]} connected LOGIN_SUCCESS`,
        `${log.at(-1)?.split(' ')[0]} tokenRenewed`,
      ]);
      client.logout();
    }));

  it('RTM-4: the next outage with an expired token is told of again', () =>
    run(({ advance }) => {
      const { hub, log } = scene('good 60000');
      advance(70_000);
      hub.voice = 'mute';
      hub.network = 'down';
      advance(5_000);
      hub.voice = 'loud';
      advance(10_000);
      expect(log.filter((line) => line.endsWith('tokenExpired'))).to.have.length(2);
      expect(log.at(-2)).to.match(/connected LOGIN_SUCCESS$/);
      hub.voice = 'mute';
      advance(6_000);
      expect(log.filter((line) => line.endsWith('tokenExpired'))).to.have.length(3);
    }));

  it('RTM-3, RTM-4: an expired token at login is code 6, and no tokenExpired', () =>
    run(() => {
      const { client, log } = scene('good 60000');
      client.logout();
      const old = scene('expired');
      expect(old.client.state).to.equal('disconnected');
      expect(old.log).to.deep.equal([]);
      expect(log.at(-1)).to.match(/LOGOUT$/);
    }));

  it('RTM-4: renewToken on a live link: no drop, no change, and the new expiry counts', () =>
    run(({ advance }) => {
      const { client, hub, log, results, track } = scene('good 60000');
      advance(40_000);
      track('renew', client.renewToken('good 100000'));
      expect(results).to.deep.equal(['renew: undefined']);
      advance(70_000);
      expect(log).to.deep.equal(['30000 tokenWillExpire', '40000 tokenRenewed', '110000 tokenWillExpire']);
      expect(hub.dials).to.have.length(1);
    }));

  it('RTM-4: a refused renewal errors its result and changes nothing', () =>
    run(({ advance }) => {
      const { client, hub, log, results, track } = scene('good 60000');
      track('renew', client.renewToken('forged'));
      expect(results).to.deep.equal(['renew: RequestError invalid-token']);
      expect(log).to.deep.equal(['0 tokenRenewalFailed']);
      advance(20_000);
      hub.dials[0]?.end();
      advance(0);
      expect(hub.heard('login').at(-1)?.token).to.equal('good 60000');
    }));

  it('RTM-4, NET-1: a token function is asked for each attempt and renews by itself; its tokens do not end here', () =>
    run(({ advance }) => {
      let asked = 0;
      const { hub, log } = scene(() => of(`good 60000 ${++asked}`));
      advance(30_000);
      expect(log).to.deep.equal(['30000 tokenWillExpire', '30000 tokenRenewed']);
      hub.dials[0]?.end();
      advance(0);
      expect(hub.heard('login').at(-1)?.token).to.equal('good 60000 3');
    }));

  it('RTM-4: a token function whose tokens are refused as expired is told of once per outage, and is asked again', () =>
    run(({ advance }) => {
      let next = 'good 600000';
      const { client, hub, log } = scene(() => next);
      advance(10_000);
      next = 'expired';
      hub.dials[0]?.end();
      advance(60_000);
      expect(log).to.deep.equal(['14000 reconnecting INTERRUPTED', log[1]]);
      expect(log[1]).to.match(/tokenExpired$/);
      next = 'good 600000';
      advance(12_000);
      expect(client.state).to.equal('connected');
    }));

  it('RTM-4: renewToken while disconnected waits for the login', () =>
    run(() => {
      const { client, hub, results, track } = scene('expired');
      track('renew', client.renewToken('good 60000'));
      expect(results).to.deep.equal(['renew: undefined']);
      client.login();
      expect(hub.heard('login').at(-1)?.token).to.equal('good 60000');
      expect(client.state).to.equal('connected');
    }));
});
