import { expect } from 'chai';
import { Subject } from 'rxjs';
import { overheard } from '../../../lib/cli/demo/overheard.js';

describe('overheard', () => {
  it('tells of each frame before the one who reads it, and is the same link otherwise', () => {
    const frames = new Subject<string>();
    const log: string[] = [];
    const link = {
      frames$: frames,
      buffered: 1,
      send: (frame: string) => void log.push(`sent ${frame}`),
      close: (code?: number) => void log.push(`closed ${code}`),
    };
    const tapped = overheard(link, () => log.push('heard'));
    tapped.frames$.subscribe((frame) => log.push(`read ${frame}`));
    frames.next('a');
    tapped.send('b');
    tapped.close(1_000);
    link.buffered = 2;
    expect(log).to.deep.equal(['heard', 'read a', 'sent b', 'closed 1000']);
    expect(tapped.buffered).to.equal(2);
  });
});
