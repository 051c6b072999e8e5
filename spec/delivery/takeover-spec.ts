import { expect } from 'chai';
import { interval } from 'rxjs';
import { run } from '../../lib/testing/run.js';
import { scene } from './scene.js';

describe('delivery across a takeover', () => {
  it('RTM-10 HUB-3: the laptop reads on where the phone was cut off; the phone that comes back by itself is aborted', () =>
    run(({ advance, now }) => {
      const { ledger, network, ...it } = scene({ now });
      const [ann, phone] = [it.user('ann'), it.user('bob', { site: 'phone' })];
      ledger.reads('bob', phone);
      const sending = interval(400).subscribe(() => ledger.sends('ann', ann, 'bob'));
      advance(10_100);
      network.site('phone').stall();
      advance(12_000);
      const laptop = it.user('bob', { site: 'laptop' });
      ledger.reads('bob', laptop);
      advance(20_000);
      network.site('phone').heal();
      phone.reconnect();
      advance(1_000);
      expect([phone.state, laptop.state]).to.deep.equal(['aborted', 'connected']);
      advance(30_000);
      sending.unsubscribe();
      advance(10_000);
      expect([phone.state, laptop.state]).to.deep.equal(['aborted', 'connected']);
      it.check();
      expect(ledger.count('accepted')).to.equal(ledger.sent.length);
    }));

  it('RTM-1 RTM-10 HUB-3: the phone that is taken over is aborted within 1 s; its late logout costs the laptop nothing', () =>
    run(({ advance, now }) => {
      const { ledger, ...it } = scene({ now });
      const [ann, phone] = [it.user('ann'), it.user('bob', { site: 'phone' })];
      ledger.reads('bob', phone);
      const sending = interval(400).subscribe(() => ledger.sends('ann', ann, 'bob'));
      advance(10_100);
      const laptop = it.user('bob', { site: 'laptop' });
      ledger.reads('bob', laptop);
      advance(1_000);
      expect([phone.state, laptop.state]).to.deep.equal(['aborted', 'connected']);
      phone.logout();
      advance(30_000);
      sending.unsubscribe();
      advance(10_000);
      expect(laptop.state).to.equal('connected');
      it.check();
      expect(ledger.count('accepted')).to.equal(ledger.sent.length);
    }));

  it('RTM-10 HUB-3: what the phone had not acknowledged by the takeover is the laptop’s, and its late acknowledgement changes nothing', () =>
    run(({ advance, now }) => {
      const { ledger, network, ...it } = scene({ now });
      const [ann, phone] = [it.user('ann'), it.user('bob', { site: 'phone' })];
      advance(10_100);
      network.site('phone').stall('up');
      for (let n = 0; n < 20; n++) ledger.sends('ann', ann, 'bob');
      advance(500);
      const laptop = it.user('bob', { site: 'laptop' });
      ledger.reads('bob', laptop);
      advance(50);
      network.site('phone').heal();
      advance(10_000);
      expect([phone.state, laptop.state]).to.deep.equal(['aborted', 'connected']);
      it.check();
      expect(ledger.count('accepted')).to.equal(20);
    }));
});
