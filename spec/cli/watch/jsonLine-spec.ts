import { expect } from 'chai';
import { jsonLine } from '../../../lib/cli/watch/jsonLine.js';

const at = new Date(Date.UTC(2026, 0, 31, 9, 30));

describe('jsonLine', () => {
  it('is { at, ...event }, times as whole ms', () => {
    expect(jsonLine(at, { type: 'lost', silentFor: 10_000.4 })).to.equal(
      '{"at":"2026-01-31T09:30:00.000Z","type":"lost","silentFor":10000}',
    );
  });

  it('has null for never', () => {
    const line = jsonLine(at, { type: 'watching', url: 'ws://a/', interrupted: Infinity, lost: Infinity });
    expect(JSON.parse(line)).to.deep.include({ interrupted: null, lost: null });
  });

  it('is one line of printable characters, whatever a server says', () => {
    const reason = 'a\n\u001b\u007f\u009b\u2028\u202e"\\b';
    const line = jsonLine(at, { type: 'closed', link: 1, code: 4000, reason, clean: true });
    expect(line).to.match(/^[\x20-\x7e]+$/);
    expect((JSON.parse(line) as { reason: string }).reason).to.equal(reason);
  });
});
