import { expect } from 'chai';
import { concat } from 'rxjs';
import { act } from '../../../lib/cli/demo/act.js';

describe('act', () => {
  it('acts when its turn has come, each time anew', () => {
    const done: string[] = [];
    const cues$ = concat(
      act(() => done.push('first')),
      act(() => done.push('second')),
    );
    expect(done).to.deep.equal([]);
    cues$.subscribe({ complete: () => done.push('end') });
    expect(done).to.deep.equal(['first', 'second', 'end']);
  });
});
