import { expect } from 'chai';
import { interval } from 'rxjs';
import { run } from '../../lib/testing/run.js';
import { ledger as freshLedger } from './ledger.js';
import { scene } from './scene.js';

describe('delivery across the death of a hub that keeps its state in memory', () => {
  for (const at of [10_000, 10_105, 10_125, 10_145, 10_165]) {
    it(`RTM-5 RTM-12 RTM-16: unknown is told of every stream, every send has an outcome, ${at % 1_000} ms into a second`, () =>
      run(({ advance, now }) => {
        const { ledger, ...it } = scene({ now });
        const [ann, bob] = [it.user('ann'), it.user('bob')];
        const both = [
          ['ann', ann],
          ['bob', bob],
        ] as const;
        advance(1_000);
        const reports: string[] = [];
        for (const [name, client] of both) {
          client.channel('room').join();
          ledger.reads(name, client, ['room']);
          client.continuity$.subscribe(({ channel, continuity, missed }) =>
            reports.push(`${name} ${channel ?? 'inbox'} ${continuity} ${missed}`),
          );
        }
        const sending = interval(100).subscribe(() => {
          for (const [from, client] of both) {
            ledger.sends(from, client, from === 'ann' ? 'bob' : 'ann');
            ledger.sends(from, client, 'room', 'channel');
          }
        });
        advance(at);
        it.replaceHub();
        advance(10_000);
        sending.unsubscribe();
        advance(20_000);
        it.check();
        expect(both.map(([, client]) => client.state)).to.deep.equal(['connected', 'connected']);
        expect(reports.sort()).to.deep.equal([
          'ann inbox unknown null',
          'ann room unknown null',
          'bob inbox unknown null',
          'bob room unknown null',
        ]);

        const later = freshLedger();
        for (const [name, client] of both) later.reads(name, client, ['room']);
        for (let n = 0; n < 20; n++) {
          later.sends('ann', ann, 'bob');
          later.sends('bob', bob, 'room', 'channel');
        }
        advance(5_000);
        expect(later.faults()).to.deep.equal([]);
        expect(later.count('accepted')).to.equal(40);
      }));
  }

  it('RTM-5: what was read before is never refused by the new hub, which does not know its receiver yet: a timeout', () =>
    run(({ advance, now }) => {
      const { ledger, network, ...it } = scene({ now });
      const [ann, bob] = [it.user('ann'), it.user('bob')];
      ledger.reads('bob', bob);
      advance(10_000);
      network.site('bob').stall('up');
      ledger.sends('ann', ann, 'bob');
      advance(1_000);
      network.site('bob').refuse();
      it.replaceHub();
      advance(1_000);
      ledger.sends('ann', ann, 'bob');
      advance(7_000);
      network.site('bob').heal();
      advance(20_000);
      it.check();
      expect(ledger.streams[0]?.read).to.have.length(1);
      expect(ledger.sent.map(({ outcome }) => outcome)).to.deep.equal(['unknown', 'refused']);
    }));
});
