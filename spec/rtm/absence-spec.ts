import { expect } from 'chai';
import { run } from '../../lib/testing/run.js';
import { virtualChat } from '../support/virtualChat.js';

type Advance = (ms: number) => void;

/** Ada and bob in the lobby; ada's network fails for `ms`, while bob sends to both her and the channel. */
function absence(advance: Advance, ms: number, { every = 500 }: { every?: number } = {}) {
  const chat = virtualChat();
  const ada = chat.user('ada');
  const bob = chat.user('bob');
  for (const { client } of [ada, bob]) {
    client.login();
    client.channel('lobby').join();
  }
  advance(10_000);
  ada.client.attributes.set({ mood: 'glad' });
  const statuses: string[] = [];
  bob.client.peerStatus(['ada']).subscribe(({ status }) => statuses.push(status));
  advance(1_000);
  ada.log.length = 0;
  bob.log.length = 0;
  chat.network.site('ada').stall();
  let sent = 0;
  for (let at = 0; at < ms; at += every) {
    const step = Math.min(every, ms - at);
    if (step === every) {
      sent++;
      bob.client.send('ada', `direct ${sent}`).subscribe({ error: () => {} });
      bob.client
        .channel('lobby')
        .send(`lobby ${sent}`)
        .subscribe({ error: () => {} });
    }
    advance(step);
  }
  chat.network.site('ada').cut();
  chat.network.site('ada').heal();
  advance(15_000);
  const told = (log: readonly string[], what: RegExp) => log.filter((line) => what.test(line));
  const numbers = (what: RegExp) =>
    ada.log.flatMap((line) => {
      const [, number] = what.exec(line) ?? [];
      return number === undefined ? [] : [Number(number)];
    });
  return {
    ...chat,
    ada,
    bob,
    statuses,
    sent,
    direct: numbers(/^message bob "direct (\d+)"/),
    lobby: numbers(/^lobby: message bob "lobby (\d+)"/),
    changes: told(ada.log, /connect/),
    news: told(bob.log, /member(Joined|Left)/),
    reports: told(ada.log, /^continuity/),
  };
}

const all = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe('an absence, with the hub', () => {
  it('RTM-7, NET-4: under 4 s of silence nobody sees anything, and nothing is missing', () =>
    run(({ advance }) => {
      const { changes, news, statuses, direct, lobby, sent, reports } = absence(advance, 2_900);
      expect(changes).to.deep.equal([]);
      expect(news).to.deep.equal([]);
      expect(statuses).to.deep.equal(['online']);
      expect(direct).to.deep.equal(all(sent));
      expect(lobby).to.deep.equal(all(sent));
      expect(reports).to.deep.equal([]);
    }));

  it('RTM-7, RTM-10, RTM-11, RTM-12: after 4.1 s ada knows, nobody else does, and all is complete', () =>
    run(({ advance }) => {
      const { changes, news, statuses, direct, lobby, sent, reports } = absence(advance, 4_100);
      expect(changes.map((line) => line.replace(/^\d+ /, ''))).to.deep.equal([
        'reconnecting INTERRUPTED',
        'connected LOGIN_SUCCESS',
      ]);
      expect(news).to.deep.equal([]);
      expect(statuses).to.deep.equal(['online']);
      expect(direct).to.deep.equal(all(sent));
      expect(lobby).to.deep.equal(all(sent));
      expect(reports).to.have.members([
        `continuity inbox complete replayed ${sent} missed 0`,
        `continuity lobby complete replayed ${sent} missed 0`,
      ]);
    }));

  it('RTM-7, RTM-13: after 27 s still online for all, but unreachable for who watches', () =>
    run(({ advance }) => {
      const { news, statuses, direct, sent } = absence(advance, 27_000);
      expect(news).to.deep.equal([]);
      expect(statuses).to.deep.equal(['online', 'unreachable', 'online']);
      expect(direct).to.deep.equal(all(sent));
    }));

  it('RTM-8, RTM-9, RTM-14: over 30 s: memberLeft and memberJoined, exactly one each; the attributes are there again', () =>
    run(({ advance }) => {
      const { ada, bob, news, statuses, direct, sent, reports } = absence(advance, 33_000);
      expect(news).to.deep.equal(['lobby: memberLeft ada', 'lobby: memberJoined ada']);
      expect(statuses).to.deep.equal(['online', 'unreachable', 'offline', 'online']);
      expect(direct).to.deep.equal(all(sent));
      expect(reports.map((line) => line.split(' ')[1])).to.have.members(['inbox', 'lobby']);
      bob.track('attributes', bob.client.attributes.get('ada'));
      advance(100);
      expect(bob.results).to.deep.equal(['attributes: {"mood":"glad"}']);
      expect(ada.client.state).to.equal('connected');
    }));

  it('RTM-11, RTM-12: of a busy channel the newest 32 of the last 30 s, and the exact number of the others', () =>
    run(({ advance }) => {
      const { lobby, sent, reports, direct } = absence(advance, 20_000, { every: 100 });
      expect(sent).to.equal(200);
      expect(direct).to.deep.equal(all(sent));
      expect(lobby).to.deep.equal(all(sent).slice(-32));
      expect(reports).to.include(`continuity lobby gap replayed 32 missed ${sent - 32}`);
    }));

  it('RTM-10, RTM-12: an hour later all peer messages come, and what the channel has lost is told exactly', () =>
    run(
      ({ advance }) => {
        const { lobby, sent, reports, direct } = absence(advance, 3_600_000, { every: 60_000 });
        expect(direct).to.deep.equal(all(sent));
        const report = reports.find((line) => line.includes('lobby'));
        expect(report).to.equal(`continuity lobby gap replayed ${lobby.length} missed ${sent - lobby.length}`);
        expect(reports).to.include(`continuity inbox complete replayed ${sent} missed 0`);
      },
      { frames: Infinity },
    ));

  it('RTM-12: a hub that has lost its memory: unknown for each channel and the inbox, and sends end in an outcome', () =>
    run(({ advance }) => {
      const chat = virtualChat();
      const ada = chat.user('ada');
      const bob = chat.user('bob');
      for (const { client } of [ada, bob]) {
        client.login();
        client.channel('lobby').join();
        client.channel('other').join();
      }
      advance(10_000);
      ada.log.length = 0;
      chat.restart(5_000);
      ada.track('direct', ada.client.send('bob', 'hello'));
      ada.track('lobby', ada.client.channel('lobby').send('hello'));
      advance(30_000);
      expect(ada.log.filter((line) => line.startsWith('continuity'))).to.deep.equal([
        'continuity lobby unknown replayed 0 missed null',
        'continuity other unknown replayed 0 missed null',
        'continuity inbox unknown replayed 0 missed null',
      ]);
      expect(ada.results).to.have.length(2);
      ada.results.length = 0;
      bob.log.length = 0;
      ada.track('direct', ada.client.send('bob', 'again'));
      ada.track('lobby', ada.client.channel('lobby').send('again'));
      advance(1_000);
      expect(ada.results.map((line) => line.slice(0, 30))).to.have.members([
        'direct: {"outcome":"received",',
        'lobby: {"outcome":"received","',
      ]);
      expect(bob.log).to.have.members(['message ada "again"', 'lobby: message ada "again"']);
    }));
});

describe('a user id in two places, with the hub', () => {
  it('HUB-3, RTM-1: the one that logs in last has it; the other is aborted and stays away', () =>
    run(({ advance }) => {
      const chat = virtualChat();
      const phone = chat.user('ada', { site: 'phone' });
      const laptop = chat.user('ada', { site: 'laptop' });
      phone.client.login();
      advance(5_000);
      laptop.client.login();
      advance(1_000);
      expect(phone.log.at(-1)).to.match(/aborted REMOTE_LOGIN$/);
      advance(120_000);
      expect(laptop.client.state).to.equal('connected');
      expect(phone.client.state).to.equal('aborted');
    }));

  it('HUB-3: a phone that was away and comes back by itself does not take it from the laptop', () =>
    run(({ advance }) => {
      const chat = virtualChat();
      const phone = chat.user('ada', { site: 'phone' });
      const laptop = chat.user('ada', { site: 'laptop' });
      phone.client.login();
      advance(5_000);
      chat.network.site('phone').stall();
      advance(8_000);
      laptop.client.login();
      advance(1_000);
      chat.network.site('phone').heal();
      advance(60_000);
      expect(phone.log.at(-1)).to.match(/aborted REMOTE_LOGIN$/);
      expect(laptop.log.filter((line) => line.includes('connect'))).to.have.length(2);
    }));

  it('RTM-10: the laptop gets what no instance has acknowledged; a logout empties the mailbox', () =>
    run(({ advance }) => {
      const chat = virtualChat();
      const phone = chat.user('ada', { site: 'phone' });
      const laptop = chat.user('ada', { site: 'laptop' });
      const bob = chat.user('bob');
      phone.client.login();
      bob.client.login();
      advance(5_000);
      bob.client.send('ada', 'seen');
      advance(1_000);
      chat.network.site('phone').stall();
      bob.track('cached', bob.client.send('ada', 'missed'));
      advance(12_000);
      expect(bob.results).to.have.length(1);
      expect(bob.results[0]).to.match(/^cached: \{"outcome":"cached"/);
      laptop.client.login();
      advance(1_000);
      expect(laptop.log.filter((line) => line.startsWith('message'))).to.deep.equal([
        'message bob "missed" backfilled',
      ]);
      laptop.client.logout();
      bob.track('unreachable', bob.client.send('ada', 'too late'));
      advance(1_000);
      expect(bob.results.slice(1)).to.deep.equal(['unreachable: SendError unreachable']);
    }));
});
