import { expect } from 'chai';
import { inbox } from '../../lib/link/inbox.js';

/** NET-1: `frames$` of a link over a socket. */
describe('inbox', () => {
  const read = (box: ReturnType<typeof inbox<string>>, onNext?: (frame: string) => void) => {
    const seen: string[] = [];
    box.frames$.subscribe({
      next: (frame) => {
        seen.push(frame);
        onNext?.(frame);
      },
      error: (error: Error) => seen.push(`# ${error.message}`),
      complete: () => seen.push('|'),
    });
    return seen;
  };

  it('NET-1: keeps what comes before the subscriber, in order, and its error after it', () => {
    const box = inbox<string>();
    box.next('a');
    box.next('b');
    box.error(new Error('gone'));
    expect(read(box)).to.deep.equal(['a', 'b', '# gone']);
  });

  it('NET-1: passes on at once what comes after the subscriber', () => {
    const box = inbox<string>();
    box.next('a');
    const seen = read(box);
    box.next('b');
    expect(seen).to.deep.equal(['a', 'b']);
    box.complete();
    expect(seen).to.deep.equal(['a', 'b', '|']);
  });

  it('NET-1: drops what is unread on completion', () => {
    const box = inbox<string>();
    box.next('a');
    box.complete();
    expect(read(box)).to.deep.equal(['|']);
  });

  it('NET-1, NET-5: ignores what comes after the end, also when nobody had subscribed by then', () => {
    for (const end of ['error', 'complete'] as const) {
      const [early, late] = [inbox<string>(), inbox<string>()];
      const seen = read(early);
      for (const box of [early, late]) {
        box[end](new Error('gone'));
        box.next('a');
        box.error(new Error('again'));
      }
      expect(seen).to.deep.equal([end === 'error' ? '# gone' : '|']);
      expect(read(late)).to.deep.equal(seen);
    }
  });

  it('NET-1: delivers nothing more when it is completed from within a frame that was kept', () => {
    const box = inbox<string>();
    box.next('a');
    box.next('b');
    expect(read(box, () => box.complete())).to.deep.equal(['a', '|']);
  });

  it('NET-1: keeps the order when a frame comes in while those kept are read', () => {
    const box = inbox<string>();
    box.next('a');
    box.next('b');
    expect(read(box, (frame) => frame === 'a' && box.next('c'))).to.deep.equal(['a', 'b', 'c']);
  });

  it('NET-1: refuses a second subscriber, also after the first has left', () => {
    const box = inbox<string>();
    box.frames$.subscribe().unsubscribe();
    expect(read(box)).to.deep.equal(['# frames$ has one subscriber, and it has had it']);
  });
});
