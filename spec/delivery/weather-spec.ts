import { expect } from 'chai';
import { interval, timer } from 'rxjs';
import type { Faults } from '../../lib/testing/index.js';
import { run } from '../../lib/testing/run.js';
import { pick } from '../support/seeded.js';
import { scene, type Scene } from './scene.js';

const names = ['ann', 'bob', 'cid', 'dan'];
const faults: readonly (readonly [string, (site: Faults) => void])[] = [
  ['cut', (site) => site.cut()],
  ['cut client', (site) => site.cut('client')],
  ['cut hub', (site) => site.cut('hub')],
  ['reset', (site) => site.reset()],
  ['stall', (site) => site.stall()],
  ['stall up', (site) => site.stall('up')],
  ['stall down', (site) => site.stall('down')],
  ['refuse', (site) => site.refuse()],
  ['swallow', (site) => site.swallow()],
  ['latency', (site) => site.latency(800)],
];
/** How long a fault lasts, in ms; the long one is beyond the grace. */
const lengths = [100, 1_000, 3_000, 5_000, 9_000, 15_000, 40_000];

/** Until `end`, in ms, something happens every few seconds to somebody, and ends after a while. */
function storm({ network, random, note }: Scene, end: number): void {
  for (let at = 7_000; at < end; at += 1_000 + random() * 5_000) {
    const name = pick(random, names);
    const site = network.site(name);
    const [what, happen] = pick(random, faults);
    const lasts = pick(random, lengths);
    timer(at).subscribe(() => {
      note(`${name}: ${what} for ${lasts}`);
      happen(site);
    });
    timer(at + lasts).subscribe(() => {
      note(`${name}: healed`);
      site.latency(20);
      site.heal();
    });
  }
}

describe('delivery while links fail at random', function () {
  this.timeout(30_000);

  for (const seed of [1, 2, 3, 4]) {
    it(`RTM-5 RTM-10 RTM-11 RTM-12 RTM-16: two senders, four readers, 5 minutes of faults, seed ${seed}`, () =>
      run(({ advance, now }) => {
        const it = scene({ seed, now });
        const { ledger } = it;
        const clients = new Map(names.map((name) => [name, it.user(name)]));
        advance(1_000);
        for (const [name, client] of clients) {
          client.channel('room').join();
          ledger.reads(name, client, ['room']);
        }
        advance(1_000);
        storm(it, 300_000);
        const sending = interval(500).subscribe(() => {
          for (const from of ['ann', 'bob']) {
            const client = clients.get(from)!;
            ledger.sends(from, client, pick(it.random, ['cid', 'dan']));
            ledger.sends(from, client, 'room', 'channel');
          }
        });
        advance(300_000);
        sending.unsubscribe();
        advance(120_000);
        it.check();
        expect(ledger.sent).to.have.length(2_400);
        expect(ledger.count('accepted')).to.be.above(1_200);
        expect(ledger.count('refused')).to.equal(0);
      }));
  }
});
