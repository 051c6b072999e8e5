import { expect } from 'chai';
import { TestScheduler } from 'rxjs/testing';
import { act, pause, seen } from '../../../lib/cli/demo/cue.js';
import type { Happening } from '../../../lib/cli/demo/happening.js';

describe('cue', () => {
  const run: TestScheduler['run'] = (play) =>
    new TestScheduler((actual, expected) => void expect(actual).to.deep.equal(expected)).run(play);

  it('sees the first time that somebody was told this', () => {
    run(({ hot, expectObservable }) => {
      const told = (who: Happening['who'], what: string): Happening => ({ who, what, at: 0, marks: {} });
      const happenings$ = hot('ab-c-c', { a: told('ada', 'lost'), b: told('ben', 'joined'), c: told('ben', 'lost') });
      expectObservable(seen(happenings$, 'ben', 'lost')).toBe('---|');
    });
  });

  it('acts when its turn has come, and goes on at once', () => {
    run(({ expectObservable, flush }) => {
      const done: string[] = [];
      const cue = act(() => done.push('done'));
      expect(done).to.deep.equal([]);
      expectObservable(cue).toBe('|');
      flush();
      expect(done).to.deep.equal(['done']);
    });
  });

  it('pauses', () => {
    run(({ expectObservable }) => expectObservable(pause(3)).toBe('---|'));
  });
});
