import { expect } from 'chai';
import type { Happening, Who } from '../../../lib/cli/demo/happening.js';
import { row, rowHeader } from '../../../lib/cli/demo/row.js';
import { chatScript } from '../../../lib/cli/demo/chatScript.js';
import { script } from '../../../lib/cli/demo/script.js';
import { judged, type Entry } from '../../../lib/cli/demo/verdict.js';

const steps = [...script(1_200_000), ...chatScript()];
const start = 1_000;
const told = (who: Who, what: string, at: number): Happening => ({
  who,
  what,
  at: start + at,
  marks: {
    'ben joins': start,
    'ada joins': start + 100,
    'ada hears': start + 3_000,
    'dan logs in': start + 988,
    'T4 of cyd': start,
  },
});
const rowsOf = (...happenings: readonly Happening[]) => {
  const entries: Entry[] = [];
  return happenings.map((happening) => {
    entries.push(judged(steps, entries, happening));
    return row(entries, start);
  });
};

describe('row', () => {
  it('tells when, in whose lane, what, and how it compares', () => {
    expect([
      rowHeader,
      ...rowsOf(
        told('ben', 'connecting CONNECTING', 0),
        told('ben', 'connected JOIN_SUCCESS', 20),
        told('ada', 'connecting CONNECTING', 100),
        told('ada', 'connected JOIN_SUCCESS', 610),
        told('dan', 'connecting LOGIN', 1_000),
        told('net', 'silent for ada and cyd', 3_100),
        told('ada', 'reconnecting INTERRUPTED', 7_002),
        told('ben', 'peerJoined zoe', 7_100),
      ),
    ]).to.deep.equal([
      ' clock ada ben cyd  dan eve    what happens, in ms          expected measured',
      ' 0.0 s      ●                  ben  connecting CONNECTING          0        0 ✓',
      ' 0.0 s      ●                  ben  connected JOIN_SUCCESS         0       20 ✓',
      ' 0.1 s  ●   ┃               T0 ada  connecting CONNECTING          0        0 ✓',
      ' 0.6 s  ●   ┃               T1 ada  connected JOIN_SUCCESS         0      510 ✗',
      ' 1.0 s  ┃   ┃        ●         dan  connecting LOGIN               0       12 ✓',
      ' 3.1 s  ┃   ┃        ┊      T3 net  silent for ada and cyd',
      ' 7.0 s  ●   ┃        ┊      T4 ada  reconnecting INTERRUPTED   4 000    4 002 ✓',
      ' 7.1 s  ┊   ●        ┊         ben  peerJoined zoe                            ✗',
    ]);
  });

  it('keeps to 80 columns after 20 minutes', () => {
    const [line = ''] = rowsOf(told('cyd', 'failed JOIN_FAILED', 1_200_001));
    expect(line)
      .to.match(/^1200 s .*1 200 000 1 200 001 ✓$/)
      .with.property('length')
      .at.most(80);
  });

  it('ends the lane of whom has failed', () => {
    const [, after = ''] = rowsOf(told('cyd', 'failed JOIN_FAILED', 1), told('net', 'back for ada', 2));
    expect(after).to.match(/s {17}back|s {18,}net/);
  });
});
