import { expect } from 'chai';
import { closeArguments } from '../../lib/link/closeArguments.js';

describe('closeArguments', () => {
  for (const [code, client, server] of [
    [undefined, false, false],
    [NaN, false, false],
    [-1, false, false],
    [0, false, false],
    [999, false, false],
    [1000, true, true],
    [1000.5, false, false],
    [1001, false, true],
    [1003, false, true],
    [1004, false, false],
    [1005, false, false],
    [1006, false, false],
    [1007, false, true],
    [1009, false, true],
    [1014, false, true],
    [1015, false, false],
    [2999, false, false],
    [3000, true, true],
    [4999, true, true],
    [5000, false, false],
    [Infinity, false, false],
  ] as const) {
    it(`NET-1: ${code} goes ${client ? 'out' : 'unsaid'} from a client, ${server ? 'out' : 'unsaid'} from a server`, () => {
      expect(closeArguments(code, 'why', 'client')).to.deep.equal(client ? [code, 'why'] : []);
      expect(closeArguments(code, 'why', 'server')).to.deep.equal(server ? [code, 'why'] : []);
    });
  }

  for (const [reason, bytes] of [
    ['x'.repeat(122), 122],
    ['x'.repeat(123), 123],
    ['x'.repeat(124), 123],
    ['é'.repeat(62), 122],
    [`x${'é'.repeat(61)}`, 123],
    ['😀'.repeat(31), 120],
    ['\ud800'.repeat(42), 123],
  ] as const) {
    it(`NET-1: a reason of ${Buffer.byteLength(reason)} bytes goes out with ${bytes}, cut between characters`, () => {
      const [, cut = ''] = closeArguments(4009, reason, 'client');
      expect(Buffer.byteLength(cut)).to.equal(bytes);
      expect(reason.startsWith(cut)).to.equal(true);
    });
  }
});
