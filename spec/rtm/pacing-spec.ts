import { expect } from 'chai';
import type { Observable } from 'rxjs';
import { run } from '../../lib/testing/run.js';
import type { Watched } from '../support/scriptedHub.js';
import { virtualChat } from '../support/virtualChat.js';

type Advance = (ms: number) => void;

/** Ada and bob, in the lobby. */
function pair(advance: Advance, config: Parameters<typeof virtualChat>[0] = {}) {
  const chat = virtualChat(config);
  const ada = chat.user('ada');
  const bob = chat.user('bob');
  for (const { client } of [ada, bob]) {
    client.login();
    client.channel('lobby').join();
  }
  advance(5_000);
  bob.log.length = 0;
  let sent = 0;
  const outcomes: string[] = [];
  const note = (result: Observable<{ outcome: string }>) =>
    result.subscribe({
      next: ({ outcome }) => outcomes.push(outcome),
      error: ({ reason }: { reason: string }) => outcomes.push(reason),
    });
  const send = (to: 'user' | 'channel') =>
    note(to === 'user' ? ada.client.send('bob', ++sent) : ada.client.channel('lobby').send(++sent));
  /** So many a second, evenly, for so long. */
  const talk = (rate: number, ms: number, to: 'user' | 'channel' = 'user') => {
    const most = Math.floor((ms * rate) / 1_000);
    for (let n = 1; n <= most; n++) {
      send(to);
      advance(Math.floor((n * 1_000) / rate) - Math.floor(((n - 1) * 1_000) / rate));
    }
  };
  return { chat, ada, bob, send, talk, outcomes, count: () => sent };
}

const heard = ({ log }: Watched) =>
  log.flatMap((line) => {
    const [, number] = /message ada (\d+)/.exec(line) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
const tally = (outcomes: readonly string[]) =>
  outcomes.reduce<Record<string, number>>((counts, one) => ({ ...counts, [one]: (counts[one] ?? 0) + 1 }), {});
const all = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe('the pace of messages, with the hub', () => {
  for (const to of ['user', 'channel'] as const) {
    it(`RTM-15, RTM-5: 59 a second to a ${to}, an outage of 9 s: each arrives, in order, once`, () =>
      run(({ advance }) => {
        const { chat, bob, talk, outcomes, count } = pair(advance);
        talk(59, 10_000, to);
        chat.network.site('ada').stall();
        talk(59, 9_000, to);
        chat.network.site('ada').heal();
        talk(59, 41_000, to);
        advance(12_000);
        expect(tally(outcomes)).to.deep.equal({ received: count() });
        expect(heard(bob)).to.deep.equal(all(count()));
      }));

    it(`RTM-15, RTM-5: the same to a ${to} on a new link, after 6 s; the old one brings nothing more`, () =>
      run(({ advance }) => {
        const { chat, bob, talk, outcomes, count } = pair(advance);
        talk(59, 10_000, to);
        chat.network.site('ada').stall();
        talk(59, 6_000, to);
        chat.network.site('ada').cut();
        chat.network.site('ada').heal();
        talk(59, 44_000, to);
        advance(12_000);
        expect(tally(outcomes)).to.deep.equal({ received: count() });
        expect(heard(bob)).to.deep.equal(all(count()));
      }));
  }

  it('RTM-15: however the latency changes, nothing that waited for the link is too often', () =>
    run(({ advance }) => {
      let draw = 1;
      const random = () => (draw = (draw * 16_807) % 2_147_483_647) / 2_147_483_647;
      const { chat, bob, talk, outcomes, count } = pair(advance, {
        network: { latency: (chance) => Math.round(5 + chance() * 300), random },
      });
      chat.network.site('ada').stall();
      talk(50, 6_000);
      chat.network.site('ada').cut();
      chat.network.site('ada').heal();
      talk(40, 20_000);
      advance(12_000);
      expect(tally(outcomes)).to.deep.equal({ received: count() });
      expect(heard(bob)).to.deep.equal(all(count()));
    }));

  it('RTM-15: a receiver that is silent makes nobody wait: 59 a second go out, and have their receipts after 5 s', () =>
    run(({ advance }) => {
      const { chat, talk, outcomes, count } = pair(advance);
      let underWay = 0;
      chat.network.events$.subscribe(({ site, side, kind, frame }) => {
        if (site === 'ada' && side === 'client' && kind === 'sent' && frame?.includes('sendTo')) underWay++;
      });
      chat.network.site('bob').stall();
      talk(59, 9_000);
      expect(underWay).to.equal(count());
      advance(12_000);
      expect(tally(outcomes)).to.deep.equal({ cached: count() });
    }));

  it('RTM-15: who sends too much while connected hears so; as many as go out at once wait, and arrive', () =>
    run(({ advance }) => {
      const { bob, send, talk, outcomes, count } = pair(advance);
      for (let n = 1; n <= 400; n++) send('user');
      advance(12_000);
      expect(tally(outcomes)).to.deep.equal({ received: 400 });
      outcomes.length = 0;
      talk(100, 6_000);
      advance(12_000);
      expect(outcomes).to.include('too-often');
      expect(heard(bob)).to.have.length(count() - outcomes.filter((outcome) => outcome === 'too-often').length);
    }));

  it('RTM-5, RTM-15: more than goes out in time is over at its own 10 s; what is sent before that is not', () =>
    run(({ advance }) => {
      const { chat, bob, send, outcomes } = pair(advance);
      chat.network.site('ada').stall();
      advance(5_000);
      for (let n = 1; n <= 900; n++) send('channel');
      advance(1_000);
      chat.network.site('ada').cut();
      chat.network.site('ada').heal();
      advance(20_000);
      const told = heard(bob);
      expect(told).to.deep.equal(all(told.length));
      expect(outcomes.filter((outcome) => outcome === 'received')).to.have.length(told.length);
      expect(outcomes.filter((outcome) => outcome === 'timeout')).to.have.length(900 - told.length);
      expect(told.length).to.be.within(360, 720);
    }));

  it('RTM-6, RTM-15: a return to 20 channels needs no pace: none is refused', () =>
    run(({ advance }) => {
      const { chat, ada } = pair(advance);
      for (let n = 1; n < 20; n++) ada.client.channel(`room ${n}`).join();
      advance(1_000);
      chat.restart(8_000);
      advance(15_000);
      const counts = all(19).map((n) => {
        let members = 0;
        ada.client.channel(`room ${n}`).members$.subscribe(({ length }) => (members = length));
        return members;
      });
      expect(counts).to.deep.equal(all(19).map(() => 1));
      expect(ada.client.state).to.equal('connected');
    }));
});
