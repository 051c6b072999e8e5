import { expect } from 'chai';
import { requestRefusals } from '../../lib/protocol/messagingFrames.js';
import { failureOf } from '../../lib/rtm/failure.js';

describe('failureOf', () => {
  it('RTM-15: has each of the hub’s reasons in the words of the API', () => {
    expect(requestRefusals.map(failureOf)).to.deep.equal([
      'invalid-argument',
      'invalid-token',
      'token-expired',
      'unreachable',
      'too-often',
      'too-large',
      'full',
      'not-a-member',
      'too-many',
    ]);
  });
});
