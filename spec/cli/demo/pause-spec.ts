import { expect } from 'chai';
import { TestScheduler } from 'rxjs/testing';
import { pause } from '../../../lib/cli/demo/pause.js';

describe('pause', () => {
  it('completes after its time, and says nothing', () => {
    new TestScheduler((actual, expected) => void expect(actual).to.deep.equal(expected)).run(({ expectObservable }) => {
      expectObservable(pause(3)).toBe('---|');
    });
  });
});
