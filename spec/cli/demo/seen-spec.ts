import { expect } from 'chai';
import { TestScheduler } from 'rxjs/testing';
import type { Happening } from '../../../lib/cli/demo/happening.js';
import { seen } from '../../../lib/cli/demo/seen.js';

describe('seen', () => {
  it('completes the first time that somebody was told this', () => {
    new TestScheduler((actual, expected) => void expect(actual).to.deep.equal(expected)).run(
      ({ hot, expectObservable }) => {
        const told = (who: Happening['who'], what: string): Happening => ({ who, what, at: 0, marks: {} });
        const happenings$ = hot('ab-c-c', { a: told('ada', 'lost'), b: told('ben', 'joined'), c: told('ben', 'lost') });
        expectObservable(seen(happenings$, 'ben', 'lost')).toBe('---|');
      },
    );
  });
});
