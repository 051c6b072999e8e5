import { expect } from 'chai';
import { SendError } from '../../lib/rtm/sendError.js';

describe('SendError', () => {
  for (const reason of ['timeout', 'ended'] as const) {
    it(`RTM-5: says of ${reason} that the outcome is unknown, not that nothing was sent`, () => {
      expect(new SendError(reason, 'm1', 'no receipt').message).to.equal(`outcome unknown: ${reason} (no receipt)`);
    });
  }

  it('RTM-5: says of every other reason that the message was not sent', () => {
    expect(new SendError('unreachable', 'm1').message).to.equal('not sent: unreachable');
  });
});
