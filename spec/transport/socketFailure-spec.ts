import { expect } from 'chai';
import { isLinkError } from '../../lib/link/linkError.js';
import { socketFailure } from '../../lib/transport/socketFailure.js';

const named = (code: string, message = 'no') => Object.assign(new Error(message), { code });
const closed = (code: number, reason = '', wasClean = false) => ({ code, reason, wasClean });

describe('socketFailure', () => {
  it('NET-1: is the code, reason and cleanness of the close frame', () => {
    expect(socketFailure(undefined, closed(1001, 'restart', true))).to.include({
      code: 1001,
      reason: 'restart',
      clean: true,
    });
  });

  it('NET-1: is 1006 with the cause when there was no close frame', () => {
    const cause = named('ECONNREFUSED', 'connect ECONNREFUSED');
    expect(socketFailure(cause)).to.include({ code: 1006, reason: 'connect ECONNREFUSED', clean: false, cause });
  });

  it('NET-1: names the cause by its code where it has no message', () => {
    expect(socketFailure(named('ECONNREFUSED', '')).reason).to.equal('ECONNREFUSED');
  });

  for (const [code, expected] of [
    ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 1009],
    ['WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH', 1009],
    ['WS_ERR_TOO_MANY_BUFFERED_PARTS', 1008],
    ['WS_ERR_INVALID_UTF8', 1007],
    ['WS_ERR_EXPECTED_MASK', 1002],
    ['ECONNRESET', 1006],
  ] as const) {
    it(`HUB-7: is ${expected} for a frame refused with ${code}`, () => {
      expect(socketFailure(named(code), closed(1006)).code).to.equal(expected);
    });
  }

  it('NET-1: is recognised by the guard of another copy of the package', () => {
    class LinkError extends Error {
      override readonly name = 'LinkError';
    }
    expect(isLinkError(new LinkError())).to.equal(true);
    expect(isLinkError(socketFailure(undefined))).to.equal(true);
    expect(isLinkError(new Error('LinkError'))).to.equal(false);
  });
});
