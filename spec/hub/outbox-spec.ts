import { expect } from 'chai';
import { VirtualTimeScheduler } from 'rxjs';
import { createOutbox } from '../../lib/hub/outbox.js';
import { stage } from './stage.js';

/** An outbox for a network that takes nothing by itself. */
function outbox() {
  const time = new VirtualTimeScheduler();
  const link = { buffered: 0 };
  const handed: string[] = [];
  const hand = ({ text, bytes }: { text: string; bytes: number }) => {
    handed.push(text);
    link.buffered += bytes;
  };
  const box = createOutbox(link, hand, { handed: 100, held: 1_000 }, time);
  const push = (text: string, bytes: number) => box.push({ text, bytes });
  const pass = (ms: number) => {
    time.maxFrames += ms;
    time.flush();
  };
  time.maxFrames = 0;
  return { time, link, handed, box, push, pass };
}

describe('outbox', () => {
  it('NET-8: hands on what fits, to the byte, and holds the rest in order', () => {
    const { link, handed, push, pass } = outbox();
    push('a', 60);
    push('b', 40);
    push('c', 2);
    push('d', 1);
    expect(handed).to.deep.equal(['a', 'b']);
    link.buffered = 99;
    pass(100);
    expect(handed).to.deep.equal(['a', 'b']);
    link.buffered = 98;
    pass(20);
    expect(handed).to.deep.equal(['a', 'b', 'c']);
    link.buffered = 0;
    pass(20);
    expect(handed).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('NET-8: a frame that would fit waits behind one that is held', () => {
    const { link, handed, push, pass } = outbox();
    push('a', 100);
    push('b', 50);
    link.buffered = 60;
    push('c', 10);
    expect(handed).to.deep.equal(['a']);
    link.buffered = 0;
    pass(20);
    expect(handed).to.deep.equal(['a', 'b', 'c']);
  });

  it('NET-8: a frame larger than the limit goes alone', () => {
    const { handed, push } = outbox();
    push('large', 5_000);
    expect(handed).to.deep.equal(['large']);
    expect(push('large', 5_000)).to.equal('full');
  });

  it('NET-9: holds up to its limit, not a byte more', () => {
    const { link, push } = outbox();
    link.buffered = 100;
    expect(push('a', 999)).to.equal('taken');
    expect(push('b', 2)).to.equal('full');
    expect(push('c', 1)).to.equal('taken');
    expect(push('d', 1)).to.equal('full');
  });

  it('NET-9: what has gone out is held no more', () => {
    const { link, push, pass } = outbox();
    for (let i = 0; i < 3; i++) {
      link.buffered = 100;
      expect(push('a', 1_000)).to.equal('taken');
      link.buffered = 0;
      pass(20);
    }
  });

  it('NET-9: no timer is left when nothing is held, or after clear', () => {
    const { time, link, handed, box, push, pass } = outbox();
    push('a', 100);
    push('b', 1);
    link.buffered = 0;
    pass(20);
    expect(time.actions).to.deep.equal([]);
    push('c', 100);
    box.clear();
    expect(time.actions.filter(({ closed }) => !closed)).to.deep.equal([]);
    link.buffered = 0;
    pass(100);
    expect(handed).to.deep.equal(['a', 'b']);
  });

  it('NET-9: a link that reads too slowly is closed with a code of its own, counted, and the others are not slowed', () => {
    const { hub, peer } = stage({ limits: { held: 1_000 } });
    const [ann, slow, quick] = [peer(), peer(), peer()];
    ann.joins();
    slow.joins({ uid: 'slow' });
    quick.joins({ uid: 'quick', secret: 'c'.repeat(32) });
    slow.buffered = 262_144;
    for (let i = 0; i < 10; i++) ann.says({ t: 'send', data: 'x'.repeat(150) });
    expect(slow.closed).to.deep.include({ code: 4005, reason: 'over 1000 bytes held' });
    expect(quick.heard.filter(({ t }) => t === 'message')).to.have.length(10);
    expect(hub.metrics.closed).to.deep.equal({ tooSlow: 1 });
    expect(hub.sessions).to.have.length(3);
  });
});
