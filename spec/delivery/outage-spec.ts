import { expect } from 'chai';
import { interval, last, take } from 'rxjs';
import { run } from '../../lib/testing/run.js';
import { scene } from './scene.js';

interface Outage {
  /** Bob's network is away for so long. */
  readonly ms: number;
  /** How often ann sends, to bob and to the room. */
  readonly every?: number;
  /** Whether its link is cut as well, 2 s after it went silent. */
  readonly cut?: boolean;
}

/** Bob is away while ann sends; bob itself sends twice 1 s after it began. What bob and ann are told, in order. */
function outage({ ms, every = 400, cut = false }: Outage): string[] {
  return run(({ advance, now }) => {
    const { ledger, network, story, ...it } = scene({ now });
    const [ann, bob] = [it.user('ann'), it.user('bob')];
    advance(1_000);
    ann.channel('room').join();
    bob.channel('room').join();
    advance(1_000);
    for (const [name, client] of [
      ['ann', ann],
      ['bob', bob],
    ] as const)
      ledger.reads(name, client, ['room']);
    ann.channel('room').memberLeft$.subscribe(({ userId }) => it.note(`ann: ${userId} has left`));
    ann.channel('room').memberJoined$.subscribe(({ userId }) => it.note(`ann: ${userId} has joined`));
    const sending = interval(every).subscribe(() => {
      ledger.sends('ann', ann, 'bob');
      ledger.sends('ann', ann, 'room', 'channel');
    });
    advance(18_000 + 70);
    story.length = 0;
    network.site('bob').stall();
    advance(1_000);
    ledger.sends('bob', bob, 'ann');
    ledger.sends('bob', bob, 'room', 'channel');
    advance(1_000);
    if (cut) network.site('bob').cut();
    advance(ms - 2_000);
    network.site('bob').heal();
    if (bob.state === 'reconnecting') bob.reconnect();
    advance(20_000);
    sending.unsubscribe();
    advance(20_000);
    it.check();
    return [
      ...story.map((line) => line.replace(/^\d+ /, '')),
      ...['unknown', 'refused'].map((outcome) => `${ledger.count(outcome as 'unknown')} ${outcome}`),
    ];
  });
}

const interrupted = 'bob reconnecting INTERRUPTED';
const connected = 'bob connected LOGIN_SUCCESS';
const nothingMissed = ['bob room complete replayed 0 missed 0', 'bob inbox complete replayed 0 missed 0'];
const left = 'ann: bob has left';
const joined = 'ann: bob has joined';
const allAccepted = ['0 unknown', '0 refused'];
const twoTimedOut = ['2 unknown', '0 refused'];

describe('delivery across one outage', () => {
  it('RTM-7: of 3.9 s: nobody is told anything', () => {
    expect(outage({ ms: 3_900 })).to.deep.equal(allAccepted);
  });

  it('RTM-5 RTM-7 RTM-12: of 4.1 s: interrupted, then complete; what waited goes out; the others see nothing', () => {
    const told = outage({ ms: 4_100 });
    expect([...new Set(told)]).to.deep.equal([interrupted, connected, ...nothingMissed, ...allAccepted]);
  });

  it('RTM-5 RTM-12 RTM-16: of 6 s, on a link that is cut: what was under way goes out again, and arrives', () => {
    expect(outage({ ms: 6_000, cut: true })).to.deep.equal([
      interrupted,
      connected,
      'bob room complete replayed 15 missed 0',
      'bob inbox complete replayed 15 missed 0',
      ...allAccepted,
    ]);
  });

  it('RTM-7 RTM-11 RTM-12: of 29.9 s: the newest 32 of the room, all of the inbox; the others see nothing', () => {
    expect(outage({ ms: 29_900 })).to.deep.equal([
      interrupted,
      connected,
      'bob room gap replayed 32 missed 42',
      'bob inbox complete replayed 74 missed 0',
      ...twoTimedOut,
    ]);
  });

  for (const [ms, missed] of [
    [30_100, 43],
    [60_000, 118],
  ] as const) {
    it(`RTM-8 RTM-9 RTM-11 RTM-12: of ${ms / 1_000} s: the same, and the others see one leave and one return`, () => {
      expect(outage({ ms })).to.deep.equal([
        interrupted,
        left,
        connected,
        `bob room gap replayed 32 missed ${missed}`,
        `bob inbox complete replayed ${32 + missed} missed 0`,
        joined,
        ...twoTimedOut,
      ]);
    });
  }

  it('RTM-10 RTM-11 RTM-12: of 1 h: the room’s last 30 s, all of the inbox', () => {
    expect(outage({ ms: 3_600_000, every: 4_000 })).to.have.members([
      interrupted,
      left,
      connected,
      'bob room gap replayed 7 missed 893',
      'bob inbox complete replayed 900 missed 0',
      joined,
      ...twoTimedOut,
    ]);
  });

  it('RTM-12 NET-4: none at all: a link that is replaced while a hundred messages are under way costs nothing', () =>
    run(({ advance, now }) => {
      const { ledger, network, story, ...it } = scene({ now, hub: { limits: { messages: 1_000 } } });
      const [ann, bob] = [it.user('ann'), it.user('bob')];
      advance(1_000);
      ann.channel('room').join();
      bob.channel('room').join();
      advance(1_000);
      ledger.reads('bob', bob, ['room']);
      network.site('bob').latency(800);
      const sending = interval(20).subscribe(() => {
        ledger.sends('ann', ann, 'bob');
        ledger.sends('ann', ann, 'room', 'channel');
      });
      advance(10_000);
      story.length = 0;
      bob.reconnect();
      advance(10_000);
      sending.unsubscribe();
      advance(10_000);
      it.check();
      expect(story).to.deep.equal([]);
      expect(ledger.count('accepted')).to.equal(ledger.sent.length);
    }));

  it('RTM-12: a back-fill that breaks off, and one’s own messages around it: counted from where it began', () =>
    run(({ advance, now }) => {
      const { ledger, network, ...it } = scene({ now });
      const [ann, bob] = [it.user('ann'), it.user('bob')];
      const site = network.site('bob');
      advance(1_000);
      ann.channel('room').join();
      bob.channel('room').join();
      advance(1_000);
      ledger.reads('bob', bob, ['room']);
      const sending = interval(100).subscribe(() => ledger.sends('ann', ann, 'room', 'channel'));
      advance(5_050);
      site.stall('down');
      advance(200);
      ledger.sends('bob', bob, 'room', 'channel');
      advance(6_000);
      site.cut();
      site.heal();
      bob
        .channel('room')
        .messages$.pipe(take(5), last())
        .subscribe(() => {
          site.stall('down');
          ledger.sends('bob', bob, 'room', 'channel');
        });
      bob.reconnect();
      advance(300);
      site.cut();
      site.heal();
      bob.reconnect();
      advance(5_000);
      sending.unsubscribe();
      advance(15_000);
      it.check();
      expect(ledger.streams[1]?.missed).to.equal(30);
    }));
});
