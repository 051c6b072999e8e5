import { expect } from 'chai';
import { config } from 'rxjs';
import type { RedialPolicy } from '../../lib/link/backoff.js';
import { guardedPolicy } from '../../lib/connection/guardedPolicy.js';
import { stock } from '../liveness/virtual.js';

describe('guardedPolicy', () => {
  let faults: unknown[];
  beforeEach(() => {
    faults = [];
    config.onUnhandledError = (error) => faults.push(error);
  });
  afterEach(() => {
    config.onUnhandledError = null;
  });
  const answer = (policy: () => unknown) => {
    let delay: unknown;
    stock(() => {
      delay = guardedPolicy(policy as RedialPolicy)({ attempt: 1, elapsed: 0, failure: null });
    });
    return delay;
  };

  it('NET-3: hands on what is ms of at least 0, or null', () => {
    expect([answer(() => 0), answer(() => 1.5), answer(() => null)]).to.deep.equal([0, 1.5, null]);
    expect(faults).to.deep.equal([]);
  });

  it('NET-3: Infinity is null: not by itself', () => {
    expect(answer(() => Infinity)).to.equal(null);
  });

  it('NET-3: a policy that throws counts as 10 s, and is reported', () => {
    const broken = new Error('broken');
    const policy = () => {
      throw broken;
    };
    expect(answer(policy)).to.equal(10_000);
    expect(faults).to.deep.equal([broken]);
  });

  for (const value of [NaN, -1, undefined, '100', {}]) {
    it(`NET-3: the answer ${String(value)} counts as 10 s, and is reported`, () => {
      expect(answer(() => value)).to.equal(10_000);
      expect(String(faults[0])).to.equal(
        `RangeError: redial must return null or ms of at least 0, not ${String(value)}`,
      );
    });
  }
});
