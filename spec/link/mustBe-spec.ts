import { expect } from 'chai';
import { asyncScheduler } from 'rxjs';
import { checkedNames } from '../../lib/liveness/checkedNames.js';
import { checkedObject } from '../../lib/liveness/checkedObject.js';
import { checkedScheduler } from '../../lib/link/checkedScheduler.js';
import { mustBe } from '../../lib/link/mustBe.js';
import { oneOf } from '../../lib/link/oneOf.js';
import { optionalFunction } from '../../lib/link/optionalFunction.js';

describe('mustBe, and the checks made of it', () => {
  it('CON-5: lets pass what is right', () => {
    mustBe(true, 'send: to', 'a string', 'bob');
    checkedObject({}, 'send: config');
    checkedNames({ lost: undefined }, ['lost'], 'thresholds');
    checkedScheduler(asyncScheduler, 'scheduler');
    optionalFunction(undefined, 'random');
    optionalFunction(Math.max, 'random');
    expect(oneOf('red', ['red', 'blue'], 'colour')).to.equal('red');
  });

  const wrong: readonly (readonly [() => void, string])[] = [
    [() => mustBe(false, 'send: to', 'a string', 5), 'send: to must be a string, got 5'],
    [() => oneOf('green', ['red', 'blue'], 'colour'), "colour must be one of red, blue, got 'green'"],
    [() => checkedObject([], 'config'), 'config must be an object, got an array'],
    [() => checkedNames({ last: 5 }, ['lost'], 'thresholds'), 'thresholds.last is not known; known: lost'],
    [() => checkedNames({ toString: 5 }, ['lost'], 'limits'), 'limits.toString is not known; known: lost'],
    [() => checkedScheduler(null, 'scheduler'), 'scheduler must be a scheduler of RxJS, got null'],
    [() => optionalFunction(null, 'random'), 'random must be a function, got null'],
  ];
  for (const [check, message] of wrong) {
    it(`CON-5: TypeError: ${message}`, () => {
      expect(check).to.throw(TypeError, new RegExp(`^${message}$`));
    });
  }

  it('CON-5: the error is of another class where one is passed', () => {
    expect(() => mustBe(false, 'port', 'above 0', -1, RangeError)).to.throw(RangeError, 'port must be above 0, got -1');
  });
});
