import { expect } from 'chai';
import { isRefusedError } from '../../lib/rtc/refusedError.js';
import { run } from '../../lib/testing/run.js';
import { virtualStage } from '../support/virtualStage.js';

describe('the peers of a channel', () => {
  it('RTC-3: the newcomer sees those who are there, and they see the newcomer, without waiting for a beat', () =>
    run(({ advance }) => {
      const { client } = virtualStage({ network: { latency: 100 } });
      const ada = client('ada');
      const ben = client('ben');
      ada.channel.join();
      advance(5_000);
      ben.channel.join();
      advance(300);
      expect(ben.log).to.deep.equal([
        '5000 connecting CONNECTING',
        '5300 connected JOIN_SUCCESS',
        '5300 joined after 300',
        '5300 peerJoined ada',
      ]);
      expect(ada.log.slice(3)).to.deep.equal(['5300 peerJoined ben']);
    }));

  it('RTC-6: nothing at 19 999 ms after its last frame at the hub, dropped at 20 000; back after that, one peerJoined', () =>
    run(({ advance }) => {
      const { client, network } = virtualStage();
      const ada = client('ada');
      const ben = client('ben');
      ada.channel.join();
      ben.channel.join();
      advance(0);
      network.site('ada').stall();
      advance(19_999);
      expect(ben.log.slice(4)).to.deep.equal([]);
      advance(1);
      expect(ben.log.slice(4)).to.deep.equal(['20000 peerOffline ada dropped']);
      network.site('ada').heal();
      advance(10_000);
      expect(ben.log.slice(5)).to.have.length(1);
      expect(ben.log[5]).to.match(/peerJoined ada$/);
      expect(ada.channel.state).to.equal('connected');
    }));

  it('RTC-6: a peer that returns before 20 s is never reported', () =>
    run(({ advance }) => {
      const { client, network } = virtualStage();
      const ada = client('ada');
      const ben = client('ben');
      ada.channel.join();
      ben.channel.join();
      advance(0);
      network.site('ada').stall();
      advance(17_000);
      network.site('ada').heal();
      advance(60_000);
      expect(ben.log.slice(4)).to.deep.equal([]);
      expect(ada.log.at(-1)).to.match(/rejoined after 1[78]\d{3}$/);
    }));

  it('RTC-6: our own outage is no evidence about others: on return only real differences are told', () =>
    run(({ advance }) => {
      const { client, network } = virtualStage();
      const [ada, ben, cleo, dora] = ['ada', 'ben', 'cleo', 'dora'].map((uid) => client(uid)) as [
        ReturnType<typeof client>,
        ReturnType<typeof client>,
        ReturnType<typeof client>,
        ReturnType<typeof client>,
      ];
      for (const { channel } of [ada, ben, cleo]) channel.join();
      advance(1_000);
      const before = ada.log.length;
      network.site('ada').stall();
      advance(5_000);
      cleo.channel.leave();
      dora.channel.join();
      advance(10_000);
      expect(ada.log.slice(before)).to.deep.equal(['5000 reconnecting INTERRUPTED', '11000 lost after 10000']);
      network.site('ada').heal();
      advance(5_000);
      expect(ada.log.slice(before + 2).map((line) => line.replace(/^\d+ /, ''))).to.deep.equal([
        'connected JOIN_SUCCESS',
        ada.log.find((line) => line.includes('rejoined'))!.replace(/^\d+ /, ''),
        'peerOffline cleo quit',
        'peerJoined dora',
      ]);
    }));

  it('RTC-6: who turns listener became-audience; who turns broadcaster has joined; audience is not announced', () =>
    run(({ advance }) => {
      const { client } = virtualStage();
      const ada = client('ada');
      const ben = client('ben', { role: 'audience' });
      ada.channel.join();
      ben.channel.join();
      advance(1_000);
      expect(ada.log.slice(3)).to.deep.equal([]);
      expect(ben.log.slice(3)).to.deep.equal(['0 peerJoined ada']);
      const done: string[] = [];
      ben.channel.setRole('broadcaster').subscribe({ complete: () => done.push('broadcaster') });
      advance(1_000);
      ben.channel.setRole('audience').subscribe({ complete: () => done.push('audience') });
      advance(1_000);
      expect(ada.log.slice(3)).to.deep.equal(['1000 peerJoined ben', '2000 peerOffline ben became-audience']);
      expect(done).to.deep.equal(['broadcaster', 'audience']);
    }));

  it('RTC-10: a role set while disconnected is the role of the join, and one set during an outage holds after it', () =>
    run(({ advance }) => {
      const { client, network } = virtualStage();
      const ada = client('ada');
      const ben = client('ben');
      ben.channel.setRole('audience');
      ada.channel.join();
      ben.channel.join();
      advance(1_000);
      expect(ada.log.slice(3)).to.deep.equal([]);
      network.site('ben').stall();
      advance(6_000);
      const done: string[] = [];
      ben.channel.setRole('broadcaster').subscribe({ complete: () => done.push('broadcaster') });
      expect(done).to.deep.equal([]);
      network.site('ben').heal();
      advance(5_000);
      expect(done).to.deep.equal(['broadcaster']);
      expect(ada.log.slice(3).map((line) => line.replace(/^\d+ /, ''))).to.deep.equal(['peerJoined ben']);
    }));

  it('RTC-11: send broadcasts to the others at most once, and says no-link without one', () =>
    run(({ advance }) => {
      const { client, network } = virtualStage({ network: { latency: 10 } });
      const ada = client('ada');
      const ben = client('ben');
      expect(ada.channel.send('early')).to.equal('no-link');
      ada.channel.join();
      ben.channel.join();
      advance(1_000);
      expect(ada.channel.send({ x: 1 })).to.equal('sent');
      advance(20);
      network.site('ada').cut();
      expect(ada.channel.send('lost')).to.equal('no-link');
      advance(1_000);
      expect(ada.log.filter((line) => line.includes('message'))).to.deep.equal([]);
      expect(ben.log.filter((line) => line.includes('message'))).to.deep.equal(['1020 message ada {"x":1}']);
    }));

  it('RTC-11, NET-9: send is full over 1 MiB that the network has not taken, and never queues', () =>
    run(({ advance }) => {
      const { client, network } = virtualStage();
      const { channel } = client('ada');
      channel.join();
      advance(0);
      network.site('ada').stall('up');
      const text = 'x'.repeat(60_000);
      const results = Array.from({ length: 20 }, () => channel.send(text));
      expect(results.indexOf('full')).to.equal(18);
    }));

  it('RTC-1, HUB-3: another instance with the same uid takes over; the old one has failed, and dials no more', () =>
    run(({ advance }) => {
      const { client, hub } = virtualStage({ network: { latency: 10 } });
      const ben = client('ben');
      const laptop = client('ada');
      const phone = client('ada');
      const causes: unknown[] = [];
      laptop.channel.changes$.subscribe(({ cause }) => causes.push(cause));
      ben.channel.join();
      laptop.channel.join();
      advance(1_000);
      const before = ben.log.length;
      phone.channel.join();
      advance(1_000);
      expect(laptop.log.at(-1)).to.equal('1030 failed SAME_UID_LOGIN');
      const cause = causes.at(-1);
      expect(isRefusedError(cause) && cause.reason).to.equal('SAME_UID_LOGIN');
      expect(phone.channel.state).to.equal('connected');
      advance(60_000);
      expect(laptop.channel.state).to.equal('failed');
      expect(hub.sessions.map(({ user, generation }) => [user, generation]).sort()).to.deep.equal([
        ['ada', 2],
        ['ben', 1],
      ]);
      expect(ben.log.slice(before)).to.deep.equal([]);
    }));

  it('HUB-3: an instance that was away and rejoins by itself does not take back what another took over', () =>
    run(({ advance }) => {
      const { client, network } = virtualStage({ network: { latency: 10 } });
      const phone = client('ada', { transport: network.transport('phone') });
      phone.channel.join();
      advance(1_000);
      network.site('phone').stall();
      advance(6_000);
      const laptop = client('ada', { transport: network.transport('laptop') });
      laptop.channel.join();
      advance(1_000);
      network.site('phone').heal();
      advance(10_000);
      expect(phone.log.at(-1)).to.match(/failed SAME_UID_LOGIN$/);
      expect(laptop.channel.state).to.equal('connected');
    }));

  it('RTC-1: kicked and banned are failed BANNED_BY_SERVER; the others see removed at once', () =>
    run(({ advance }) => {
      const { client, hub } = virtualStage({ network: { latency: 10 } });
      const ada = client('ada');
      const ben = client('ben');
      ada.channel.join();
      ben.channel.join();
      advance(1_000);
      hub.kick('ada');
      advance(10);
      expect(ada.log.at(-1)).to.equal('1010 failed BANNED_BY_SERVER');
      expect(ben.log.at(-1)).to.equal('1010 peerOffline ada removed');
      ada.channel.leave();
      ada.channel.join();
      advance(100);
      expect(ada.channel.state).to.equal('connected');
      hub.ban('ada');
      advance(10);
      ada.channel.leave();
      const errors: unknown[] = [];
      ada.channel.join().subscribe({ error: (error: unknown) => errors.push(error) });
      advance(100);
      expect(ada.log.at(-1)).to.match(/failed BANNED_BY_SERVER$/);
      expect(errors).to.have.length(1);
    }));

  it('HUB-5, NET-3: a drain is no change of state; the client comes back not before its retryAfter', () =>
    run(({ advance }) => {
      const { client, hub } = virtualStage({ network: { latency: 10 } });
      const { channel, log } = client('ada');
      const dialled: number[] = [];
      channel.attempts$.subscribe(({ type, at }) => type === 'dialling' && dialled.push(at));
      channel.join();
      advance(6_000);
      hub.drain({ retryAfter: 1_500, spread: 0 });
      advance(1_600);
      expect(dialled).to.deep.equal([0, 7_510]);
      expect(log).to.have.length(3);
    }));
});

describe('a hub that is killed and comes back', () => {
  it('RTC-6: nobody who comes back too is told offline; who stays away is, when the new hub has run for 20 s', () =>
    run(({ advance }) => {
      const { client, network, replaceHub } = virtualStage();
      const [ada, ben, cleo] = [client('ada'), client('ben'), client('cleo')];
      for (const { channel } of [ada, ben, cleo]) channel.join();
      advance(6_000);
      const before = ada.log.length;
      network.site('cleo').refuse();
      replaceHub();
      advance(10_000);
      expect(ada.channel.state).to.equal('connected');
      expect(ada.log.slice(before).filter((line) => line.includes('peer'))).to.deep.equal([]);
      advance(9_999);
      expect(ada.log.slice(before).filter((line) => line.includes('peer'))).to.deep.equal([]);
      advance(1);
      expect(ada.log.slice(before).filter((line) => line.includes('peer'))).to.deep.equal([
        '26000 peerOffline cleo dropped',
      ]);
      ben.channel.dispose();
    }));
});
