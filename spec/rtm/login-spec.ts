import { expect } from 'chai';
import { toArray, type Observable } from 'rxjs';
import { loginRefusals, type LoginRefusal } from '../../lib/protocol/messagingFrames.js';
import { isLoginError, loginCodes } from '../../lib/rtm/loginError.js';
import { run } from '../../lib/testing/run.js';
import { scriptedHub, watched } from '../support/scriptedHub.js';

const codeOf = (error: unknown) => isLoginError(error) && [error.code, error.reason];

describe('logging in', () => {
  it('RTM-1: connecting, connected, and the ms since the call', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      hub.onLogin = () => null;
      const { client, log, results, track } = watched(hub);
      advance(100);
      track('login', client.login());
      advance(250);
      expect(log).to.deep.equal(['100 connecting LOGIN']);
      hub.say({ t: 'loggedIn', generation: 1, beat: 1_000, epoch: 'e1', session: 'fresh' });
      expect(log.slice(1)).to.deep.equal(['350 connected LOGIN_SUCCESS']);
      expect(results).to.deep.equal(['login: {"elapsed":250,"at":350}']);
      expect(client.state).to.equal('connected');
    }));

  it('RTM-1, HUB-2: the login carries the secret, generation 0, and a quarter of the first threshold as its beat', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client } = watched(hub, { thresholds: { interrupted: 800 }, token: 'pass', ids: () => 'a'.repeat(32) });
      client.login();
      advance(0);
      expect(hub.heard('login')).to.deep.equal([
        {
          t: 'login',
          user: 'ada',
          secret: 'a'.repeat(32),
          generation: 0,
          token: 'pass',
          beat: 200,
          inbox: 0,
          channels: [],
          requests: 0,
        },
      ]);
    }));

  for (const reason of loginRefusals) {
    it(`RTM-1, RTM-3: a refusal with ${reason} is disconnected LOGIN_FAILURE, code ${loginCodes[reason]}`, () =>
      run(({ advance, pending }) => {
        const hub = scriptedHub();
        hub.onLogin = () => ({ t: 'refused', reason, message: 'no' });
        const { client, log } = watched(hub);
        const errors: unknown[] = [];
        client.login().subscribe({ error: (error: unknown) => errors.push(codeOf(error)) });
        advance(60_000);
        expect(log).to.deep.equal(['0 connecting LOGIN', '0 disconnected LOGIN_FAILURE']);
        expect(errors).to.deep.equal([[loginCodes[reason], reason]]);
        expect(hub.dials).to.have.length(1);
        expect(pending()).to.equal(0);
      }));
  }

  for (const reason of ['OF_A_NEWER_HUB', 'constructor', '__proto__']) {
    it(`RTM-3: a refusal with ${reason}, which this side does not know, has code 1`, () =>
      run(({ advance }) => {
        const hub = scriptedHub();
        hub.onLogin = () => ({ t: 'refused', reason: reason as LoginRefusal, message: 'no' });
        const { client, log } = watched(hub);
        const errors: unknown[] = [];
        client.login().subscribe({ error: (error: unknown) => errors.push(codeOf(error)) });
        advance(60_000);
        expect(log).to.deep.equal(['0 connecting LOGIN', '0 disconnected LOGIN_FAILURE']);
        expect(errors).to.deep.equal([[1, reason]]);
      }));
  }

  it('RTM-1, RTM-3: LOGIN_TIMEOUT at 6 000 ms, not at 5 999; failed dials are retried until then, and not after', () =>
    run(({ advance, pending }) => {
      const hub = scriptedHub();
      hub.network = 'down';
      const { client, log } = watched(hub);
      const errors: unknown[] = [];
      client.login().subscribe({ error: (error: unknown) => errors.push(codeOf(error)) });
      advance(5_999);
      expect(log).to.deep.equal(['0 connecting LOGIN']);
      expect(hub.dials.length).to.be.greaterThan(1);
      advance(1);
      expect(log.slice(1)).to.deep.equal(['6000 disconnected LOGIN_TIMEOUT']);
      expect(errors).to.deep.equal([[9, 'TIMEOUT']]);
      const dialled = hub.dials.length;
      advance(60_000);
      expect(hub.dials).to.have.length(dialled);
      expect(pending()).to.equal(0);
    }));

  it('RTM-1: the threshold of the login is the user’s', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      hub.network = 'down';
      const { client, log } = watched(hub, { thresholds: { login: 1_500 } });
      client.login();
      advance(1_499);
      expect(client.state).to.equal('connecting');
      advance(1);
      expect(log.at(-1)).to.equal('1500 disconnected LOGIN_TIMEOUT');
    }));

  it('RTM-2: a login when not disconnected errors with 8 and changes nothing', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub);
      client.login();
      advance(0);
      const errors: unknown[] = [];
      client.login().subscribe({ error: (error: unknown) => errors.push(codeOf(error)) });
      expect(errors).to.deep.equal([[8, 'ALREADY_LOGGED_IN']]);
      expect(log).to.deep.equal(['0 connecting LOGIN', '0 connected LOGIN_SUCCESS']);
      expect(hub.dials).to.have.length(1);
    }));

  it('RTM-2: a second login leaves the first one its result', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      hub.network = 'down';
      const { client } = watched(hub);
      const results: string[] = [];
      client.login().subscribe({
        next: () => results.push('first logged in'),
        error: () => results.push('first refused'),
      });
      client.login().subscribe({ error: () => results.push('second refused') });
      client.reconnect();
      expect(results).to.deep.equal(['second refused']);
      hub.network = 'up';
      advance(6_000);
      expect(results).to.deep.equal(['second refused', 'first logged in']);
    }));

  for (const reason of ['REMOTE_LOGIN', 'BANNED_BY_SERVER'] as const) {
    it(`RTM-1, RTM-2: ${reason} aborts a connected client, which never dials again until logout, then login`, () =>
      run(({ advance, pending }) => {
        const hub = scriptedHub();
        const { client, log } = watched(hub);
        client.login();
        advance(2_500);
        hub.say({ t: 'removed', reason, message: 'gone' });
        expect(log.at(-1)).to.equal(`2500 aborted ${reason}`);
        client.reconnect();
        advance(600_000);
        expect(hub.dials).to.have.length(1);
        expect(pending()).to.equal(0);
        const errors: unknown[] = [];
        client.login().subscribe({ error: (error: unknown) => errors.push(codeOf(error)) });
        expect(errors).to.deep.equal([[8, 'ALREADY_LOGGED_IN']]);
        client.logout();
        client.login();
        advance(0);
        expect(log.slice(-3)).to.deep.equal([
          '602500 disconnected LOGOUT',
          '602500 connecting LOGIN',
          '602500 connected LOGIN_SUCCESS',
        ]);
        expect(hub.heard('login').at(-1)?.generation).to.equal(0);
      }));

    it(`RTM-1, HUB-3: ${reason} in answer to an automatic login aborts`, () =>
      run(({ advance }) => {
        const hub = scriptedHub();
        const { client, log } = watched(hub);
        client.login();
        advance(10_000);
        hub.onLogin = () => ({ t: 'refused', reason, message: 'gone' });
        hub.voice = 'mute';
        advance(4_000);
        expect(log.slice(2)).to.deep.equal(['14000 reconnecting INTERRUPTED', `14000 aborted ${reason}`]);
        expect(hub.heard('login').at(-1)?.generation).to.equal(1);
      }));
  }

  it('RTM-1: other refusals of an automatic login leave it reconnecting, and it goes on dialling', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub);
      client.login();
      advance(10_000);
      const grant = hub.onLogin;
      hub.onLogin = () => ({ t: 'refused', reason: 'REJECTED', message: 'not now' });
      hub.dials[0]?.end();
      advance(60_000);
      expect(log.slice(2)).to.deep.equal(['14000 reconnecting INTERRUPTED']);
      hub.onLogin = grant;
      advance(12_000);
      expect(log.at(-3)).to.match(/connected LOGIN_SUCCESS$|reconnecting/);
      expect(client.state).to.equal('connected');
    }));

  it('RTM-1, NET-10: a logout says so on the link, and leaves nothing running; when disconnected it is nothing', () =>
    run(({ advance, pending }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub);
      client.logout();
      expect(log).to.deep.equal([]);
      client.login();
      advance(3_000);
      client.logout();
      advance(1_000);
      expect(log.at(-1)).to.equal('3000 disconnected LOGOUT');
      expect(hub.heard('logout')).to.have.length(1);
      expect(hub.dials[0]?.state).to.equal('closed');
      expect(pending()).to.equal(0);
    }));

  it('RTM-1, RTM-3: a logout while connecting ends the login with code 1', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      hub.network = 'down';
      const { client } = watched(hub);
      const errors: unknown[] = [];
      client.login().subscribe({ error: (error: unknown) => errors.push(codeOf(error)) });
      advance(1_000);
      client.logout();
      expect(errors).to.deep.equal([[1, 'LOGOUT']]);
    }));

  it('API-1: dispose completes every stream, and a later login errors', () =>
    run(({ advance }) => {
      const { client } = watched(scriptedHub());
      const states: unknown[] = [];
      const ends: string[] = [];
      client.state$.pipe(toArray()).subscribe((all) => states.push(...all));
      for (const name of ['changes$', 'events$', 'messages$', 'continuity$', 'token$', 'attempts$'] as const) {
        const stream$: Observable<unknown> = client[name];
        stream$.subscribe({ complete: () => ends.push(name) });
      }
      client.login();
      advance(0);
      client.dispose();
      expect(states).to.deep.equal(['disconnected', 'connecting', 'connected', 'disconnected']);
      expect(ends).to.have.length(6);
      const errors: unknown[] = [];
      client.login().subscribe({ error: (error: unknown) => errors.push(codeOf(error)) });
      client.send('bob', 1).subscribe({ error: (error: Error) => errors.push(error.name) });
      expect(errors).to.deep.equal([[1, 'DISPOSED'], 'StateError']);
    }));
});

describe('silence', () => {
  it('RTM-1: INTERRUPTED at 4 000 ms without data from the hub, not at 3 999', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub);
      client.login();
      advance(0);
      hub.voice = 'mute';
      hub.network = 'down';
      advance(3_999);
      expect(client.state).to.equal('connected');
      advance(1);
      expect(log.slice(2)).to.deep.equal(['4000 reconnecting INTERRUPTED']);
    }));

  it('RTM-1: reconnecting lasts for ever; the old link is given up at 10 000 ms, not at 9 999', () =>
    run(
      ({ advance }) => {
        const hub = scriptedHub();
        const { client, log } = watched(hub);
        client.login();
        advance(0);
        hub.voice = 'mute';
        hub.network = 'down';
        advance(9_999);
        expect(hub.dials[0]?.state).to.equal('open');
        advance(1);
        expect(hub.dials[0]?.state).to.equal('closed');
        advance(86_400_000);
        expect(log.slice(2)).to.deep.equal(['4000 reconnecting INTERRUPTED']);
        hub.voice = 'loud';
        hub.network = 'up';
        advance(14_000);
        expect(client.state).to.equal('connected');
      },
      { frames: Infinity },
    ));

  it('RTM-1: the old link speaks again: connected', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub);
      client.login();
      advance(0);
      hub.voice = 'mute';
      hub.network = 'down';
      advance(5_500);
      hub.say({ t: 'beat' }, 0);
      expect(log.slice(2, 4)).to.deep.equal(['4000 reconnecting INTERRUPTED', '5500 connected LOGIN_SUCCESS']);
    }));

  it('RTM-1: the hub has not heard us: INTERRUPTED; what the old link says then does not end it, but “heard” does', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub);
      client.login();
      advance(6_000);
      hub.network = 'down';
      hub.say({ t: 'unheard', silentFor: 4_000 });
      advance(2_500);
      expect(log.slice(2)).to.deep.equal(['6000 reconnecting INTERRUPTED']);
      hub.say({ t: 'heard' }, 0);
      expect(log[3]).to.equal('8500 connected LOGIN_SUCCESS');
    }));

  it('RTM-1: an unheard of a silence in which we did not speak is heard as a beat', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub, { thresholds: { interrupted: 20_000 } });
      client.login();
      advance(3_000);
      hub.voice = 'mute';
      advance(6_000);
      hub.say({ t: 'unheard', silentFor: 5_000 });
      expect(log).to.have.length(2);
    }));

  it('RTM-1: an unheard counts when we spoke within the silence that it names, however long that is', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub, { thresholds: { interrupted: 20_000 } });
      client.login();
      advance(3_000);
      hub.voice = 'mute';
      advance(5_500);
      hub.network = 'down';
      hub.say({ t: 'unheard', silentFor: 5_499 });
      expect(log).to.have.length(2);
      hub.say({ t: 'unheard', silentFor: 5_500 });
      expect(log.slice(2)).to.deep.equal(['8500 reconnecting INTERRUPTED']);
    }));

  it('NET-4, RTM-7: a link that breaks and is replaced within 4 s is seen by nobody', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, log } = watched(hub);
      client.login();
      advance(8_000);
      hub.dials[0]?.end();
      advance(30_000);
      expect(hub.dials).to.have.length(2);
      expect(log).to.have.length(2);
    }));
});
