import { expect } from 'chai';
import { toArray } from 'rxjs';
import { isConnectError } from '../../lib/connection/connectError.js';
import { isStateError } from '../../lib/connection/stateError.js';
import { run } from '../../lib/testing/run.js';
import { virtualStage } from '../support/virtualStage.js';

const joinedAtOnce = ['0 connecting CONNECTING', '0 connected JOIN_SUCCESS', '0 joined after 0'];

describe('createRtcChannel', () => {
  describe('joining and leaving', () => {
    it('RTC-2: connecting, connected, and a joined with the ms since the call', () =>
      run(({ advance }) => {
        const { client } = virtualStage({ network: { latency: 50 } });
        const { channel, log } = client('ada');
        const results: unknown[] = [];
        channel.join().subscribe((joined) => results.push(joined));
        advance(149);
        expect(log).to.deep.equal(['0 connecting CONNECTING']);
        advance(1);
        expect(log).to.deep.equal(['0 connecting CONNECTING', '150 connected JOIN_SUCCESS', '150 joined after 150']);
        expect(results).to.deep.equal([{ elapsed: 150, at: 150 }]);
      }));

    it('RTC-2: a join when not disconnected is a StateError and leaves the session untouched', () =>
      run(({ advance }) => {
        const { client, hub } = virtualStage();
        const { channel, log } = client('ada');
        channel.join();
        advance(10);
        const errors: unknown[] = [];
        channel.join().subscribe({ error: (error: unknown) => errors.push(error) });
        advance(10);
        expect(errors.map((error) => isStateError(error) && [error.command, error.state])).to.deep.equal([
          ['join', 'connected'],
        ]);
        expect(log).to.deep.equal(joinedAtOnce);
        expect(hub.sessions.map(({ generation }) => generation)).to.deep.equal([1]);
      }));

    it('RTC-2: a second join leaves the first one its result', () =>
      run(({ advance }) => {
        const { client } = virtualStage();
        const { channel } = client('ada');
        const results: unknown[] = [];
        channel.join().subscribe({ next: ({ elapsed }) => results.push(elapsed), error: () => results.push('first') });
        channel.join().subscribe({ error: () => results.push('second') });
        advance(10);
        expect(results).to.deep.equal(['second', 0]);
      }));

    it('RTC-2: a leave when disconnected is no event', () =>
      run(({ advance }) => {
        const { client } = virtualStage();
        const { channel, log } = client('ada');
        channel.leave();
        advance(10);
        expect(log).to.deep.equal([]);
      }));

    it('RTC-1: a leave while connecting ends the join with a ConnectError and leaves nothing running', () =>
      run(({ advance, pending }) => {
        const { client, network, hub } = virtualStage();
        network.swallow();
        const { channel, log } = client('ada');
        const errors: unknown[] = [];
        channel.join().subscribe({ error: (error: unknown) => errors.push(error) });
        advance(100);
        channel.leave();
        advance(0);
        expect(log).to.deep.equal(['0 connecting CONNECTING', '100 disconnected LEAVE_CHANNEL']);
        expect(errors.map((error) => isConnectError(error) && error.reason)).to.deep.equal(['LEAVE_CHANNEL']);
        hub.close();
        expect(pending()).to.equal(0);
      }));

    it('RTC-6, NET-10: a leave is seen by the others at once, and nothing is left running', () =>
      run(({ advance, pending }) => {
        const { client, hub } = virtualStage({ network: { latency: 20 } });
        const ada = client('ada');
        const ben = client('ben');
        ada.channel.join();
        ben.channel.join();
        advance(3_000);
        ada.channel.leave();
        advance(40);
        expect(ben.log.at(-1)).to.equal('3040 peerOffline ada quit');
        expect(ada.log.at(-1)).to.equal('3000 disconnected LEAVE_CHANNEL');
        ben.channel.dispose();
        hub.close();
        advance(1_000);
        expect(pending()).to.equal(0);
      }));

    it('API-1: dispose completes every stream, and a later join is a StateError', () =>
      run(({ advance }) => {
        const { client } = virtualStage();
        const { channel } = client('ada');
        const states: unknown[] = [];
        channel.state$.pipe(toArray()).subscribe((all) => states.push(...all, 'complete'));
        channel.join();
        advance(10);
        channel.dispose();
        advance(10);
        expect(states).to.deep.equal(['disconnected', 'connecting', 'connected', 'disconnected', 'complete']);
        const errors: unknown[] = [];
        channel.join().subscribe({ error: (error: unknown) => errors.push(isStateError(error) && error.state) });
        expect(errors).to.deep.equal(['disposed']);
      }));
  });

  describe('silence', () => {
    it('RTC-4: nothing at 3 999 ms without data from the hub, INTERRUPTED at 4 000', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        const { channel, log } = client('ada');
        channel.join();
        advance(0);
        network.stall();
        advance(3_999);
        expect(log).to.deep.equal(joinedAtOnce);
        advance(1);
        expect(log.slice(3)).to.deep.equal(['4000 reconnecting INTERRUPTED']);
        expect(channel.state).to.equal('reconnecting');
      }));

    it('RTC-5: nothing at 9 999 ms, lost at 10 000, once; the state stays', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        const { channel, log } = client('ada');
        channel.join();
        advance(0);
        network.stall();
        advance(9_999);
        expect(log.slice(3)).to.deep.equal(['4000 reconnecting INTERRUPTED']);
        advance(1);
        expect(log.slice(4)).to.deep.equal(['10000 lost after 10000']);
        advance(600_000);
        expect(log.slice(5)).to.deep.equal([]);
        expect(channel.state).to.equal('reconnecting');
      }));

    it('RTC-5: when never joined, lost counts from the join call and the state stays connecting', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        network.refuse();
        const { channel, log } = client('ada');
        advance(700);
        channel.join();
        advance(9_999);
        expect(log).to.deep.equal(['700 connecting CONNECTING']);
        advance(1);
        expect(log.slice(1)).to.deep.equal(['10700 lost after 10000']);
        expect(channel.state).to.equal('connecting');
      }));

    it('RTC-5: connected re-arms lost', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        const { channel, log } = client('ada');
        channel.join();
        advance(0);
        for (let outage = 0; outage < 2; outage++) {
          network.stall();
          advance(12_000);
          network.heal();
          advance(8_000);
        }
        expect(log.filter((line) => line.includes('lost'))).to.have.length(2);
      }));

    it('RTC-7: FAILED exactly 1 200 000 ms after entering reconnecting, not a ms before, and no timer is left', () =>
      run(
        ({ advance, pending }) => {
          const { client, network, hub } = virtualStage();
          const { channel, log } = client('ada');
          channel.join();
          advance(0);
          network.stall();
          advance(4_000 + 1_199_999);
          expect(log.at(-1)).to.equal('10000 lost after 10000');
          advance(1);
          expect(log.at(-1)).to.equal('1204000 failed JOIN_FAILED');
          hub.close();
          expect(pending()).to.equal(0);
          channel.leave();
          expect(log.at(-1)).to.equal('1204000 disconnected LEAVE_CHANNEL');
        },
        { frames: Infinity },
      ));

    it('RTC-7: in connecting the 20 min count from the join call; failed attempts do not restart them', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        network.refuse();
        const { channel, log } = client('ada');
        const errors: unknown[] = [];
        channel.join().subscribe({ error: (error: unknown) => errors.push(isConnectError(error) && error.reason) });
        advance(1_199_999);
        expect(channel.state).to.equal('connecting');
        advance(1);
        expect(log.at(-1)).to.equal('1200000 failed JOIN_FAILED');
        expect(errors).to.deep.equal(['JOIN_FAILED']);
      }));

    it('RTC-4, RTC-5, RTC-7: the same at thresholds of a user of its own', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        const { channel, log } = client('ada', { thresholds: { interrupted: 800, lost: 1_700, giveUp: 9_000 } });
        channel.join();
        advance(0);
        network.stall();
        advance(799);
        expect(channel.state).to.equal('connected');
        advance(1);
        advance(899);
        expect(log.at(-1)).to.equal('800 reconnecting INTERRUPTED');
        advance(1);
        expect(log.at(-1)).to.equal('1700 lost after 1700');
        advance(8_099);
        expect(channel.state).to.equal('reconnecting');
        advance(1);
        expect(log.at(-1)).to.equal('9800 failed JOIN_FAILED');
      }));

    it('RTC-8: a silence under 4 s is no event at all', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        const ada = client('ada');
        const ben = client('ben');
        ada.channel.join();
        ben.channel.join();
        advance(0);
        const before = [ada.log.length, ben.log.length];
        network.site('ada').stall();
        advance(3_999);
        network.site('ada').heal();
        advance(30_000);
        expect([ada.log.length, ben.log.length]).to.deep.equal(before);
      }));

    it('RTC-8: rejoined tells the ms since the last data, also when the old link speaks again', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage();
        const { channel, log } = client('ada');
        channel.join();
        advance(0);
        network.site('ada').stall('down');
        advance(6_000);
        network.site('ada').heal();
        advance(0);
        expect(log.slice(3)).to.deep.equal([
          '4000 reconnecting INTERRUPTED',
          '6000 connected JOIN_SUCCESS',
          '6000 rejoined after 6000',
        ]);
      }));

    it('NET-4: a link that breaks and is replaced within 4 s is seen by nobody', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage({ network: { latency: 20 } });
        const ada = client('ada');
        const ben = client('ben');
        ada.channel.join();
        ben.channel.join();
        advance(6_000);
        const before = [ada.log.length, ben.log.length];
        network.site('ada').cut();
        advance(200);
        expect(ada.channel.send('still here')).to.equal('sent');
        advance(30_000);
        expect(ada.log.length).to.equal(before[0]);
        expect(ben.log.slice(before[1])).to.deep.equal(['6240 message ada "still here"']);
      }));
  });

  describe('a broken uplink', () => {
    it('RTC-1: KEEP_ALIVE_TIMEOUT once while the downlink lives, and no flapping', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage({ network: { latency: 20 } });
        const { channel, log } = client('ada');
        channel.join();
        advance(5_000);
        network.site('ada').stall('up');
        advance(14_000);
        const changes = log.slice(3);
        expect(changes[0]).to.match(/^\d+ reconnecting KEEP_ALIVE_TIMEOUT$/);
        expect(changes.slice(1).filter((line) => /connected|KEEP_ALIVE/.test(line))).to.deep.equal([]);
        network.site('ada').heal();
        advance(10_000);
        expect(log.filter((line) => line.includes('connected JOIN_SUCCESS'))).to.have.length(2);
        expect(channel.state).to.equal('connected');
      }));

    it('RTC-1: the hub says that it hears us again: connected on the old link', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage({ network: { latency: 20 } });
        const { channel, log } = client('ada');
        channel.join();
        advance(5_000);
        network.site('ada').stall('up');
        advance(4_500);
        expect(channel.state).to.equal('reconnecting');
        network.site('ada').heal();
        advance(100);
        expect(channel.state).to.equal('connected');
        expect(log.slice(3).map((line) => line.replace(/^\d+ /, ''))).to.deep.equal([
          'reconnecting KEEP_ALIVE_TIMEOUT',
          'connected JOIN_SUCCESS',
          log.at(-1)!.replace(/^\d+ /, ''),
        ]);
      }));

    it('RTC-1: nor is it one when we spoke into the stall', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage({ network: { latency: 20 } });
        const { channel, log } = client('ada');
        channel.join();
        advance(5_000);
        network.site('ada').stall();
        advance(2_000);
        channel.send('into the void');
        advance(3_000);
        network.site('ada').heal();
        advance(10_000);
        expect(log.filter((line) => line.includes('KEEP_ALIVE'))).to.deep.equal([]);
        expect(log.filter((line) => line.includes('connected JOIN_SUCCESS'))).to.have.length(2);
      }));

    it('RTC-1: an unheard that comes late, after a stall of both directions, is no verdict', () =>
      run(({ advance }) => {
        const { client, network } = virtualStage({ network: { latency: 20 } });
        const { channel, log } = client('ada');
        channel.join();
        advance(5_000);
        network.site('ada').stall();
        advance(6_000);
        network.site('ada').heal();
        advance(10_000);
        expect(log.filter((line) => line.includes('KEEP_ALIVE'))).to.deep.equal([]);
        expect(log.filter((line) => line.includes('connected JOIN_SUCCESS'))).to.have.length(2);
      }));
  });
});
