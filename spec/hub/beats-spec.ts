import { expect } from 'chai';
import { stage } from './stage.js';

describe('beats', () => {
  it('NET-8: a link to which nothing was sent for 1 000 ms gets a beat, at 999 not', () => {
    const { peer, until } = stage();
    const ann = peer();
    ann.joins();
    until(999);
    expect(ann.beats).to.deep.equal([]);
    until(1_000);
    expect(ann.beats).to.deep.equal([1_000]);
    until(3_500);
    expect(ann.beats).to.deep.equal([1_000, 2_000, 3_000]);
  });

  it('NET-8: whatever is sent takes the place of a beat', () => {
    const { peer, until } = stage();
    const [ann, bob] = [peer(), peer()];
    ann.joins();
    until(700);
    bob.joins({ uid: 'bob' });
    until(1_699);
    expect(ann.beats).to.deep.equal([]);
    until(1_700);
    expect(ann.beats).to.deep.equal([1_700]);
    expect(bob.beats).to.deep.equal([1_700]);
  });

  it('NET-8: beats at the interval that was granted', () => {
    const { peer, until } = stage();
    const ann = peer();
    ann.joins({ beat: 250 });
    until(1_000);
    expect(ann.beats).to.deep.equal([250, 500, 750, 1_000]);
  });

  it('NET-8: no beat before acceptance, and none after the end', () => {
    const { peer, until } = stage();
    const [silent, gone] = [peer(), peer()];
    gone.joins();
    gone.cut();
    until(8_000);
    expect(silent.beats).to.deep.equal([]);
    expect(gone.beats).to.deep.equal([]);
  });

  it('NET-8: a beat goes before the frames that are held', () => {
    const { peer, until } = stage();
    const [ann, bob] = [peer(), peer()];
    ann.joins();
    bob.joins({ uid: 'bob' });
    bob.buffered = 262_144;
    ann.says({ t: 'send', data: 'held' });
    until(1_000);
    expect(bob.beats).to.deep.equal([1_000]);
    expect(bob.heard).to.have.length(1);
    bob.buffered = 0;
    until(1_020);
    expect(bob.heard[1]).to.deep.include({ t: 'message', data: 'held' });
  });
});
