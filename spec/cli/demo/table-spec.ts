import { expect } from 'chai';
import { coloured } from '../../../lib/cli/paint.js';
import { chatScript } from '../../../lib/cli/demo/chatScript.js';
import { script } from '../../../lib/cli/demo/script.js';
import { summary } from '../../../lib/cli/demo/summary.js';
import { table } from '../../../lib/cli/demo/table.js';
import type { Entry } from '../../../lib/cli/demo/verdict.js';

const steps = [...script(1_200_000), ...chatScript()];
const at = (name: string) => steps.find((step) => step.name === name)!;
const entries: readonly Entry[] = [
  { step: at('T3'), verdict: 'ok' },
  { step: at('T4'), expected: 4_000, measured: 4_001, verdict: 'ok' },
  { step: at('T7'), expected: 1_200_000, measured: 1_200_501, verdict: 'late' },
  { step: at('T6'), verdict: 'missing' },
  { happening: { who: 'ben', what: 'peerJoined ada', at: 5, marks: {} }, verdict: 'extra' },
];

const rule = '─'.repeat(79);

describe('table', () => {
  it('sets expected against measured, with the verdict', () => {
    expect(table([entries])).to.deep.equal([
      '    who  what                      counted from    expected   measured',
      rule,
      'T3  net  silent for ada and cyd',
      'T4  ada  reconnecting INTERRUPTED  ada hears          4 000      4 001  ok',
      'T7  cyd  failed JOIN_FAILED        T4 of cyd      1 200 000  1 200 501  late',
      'T6  ben  peerOffline ada dropped   hub hears ada                        missing',
      '    ben  peerJoined ada                                                 extra',
      rule,
    ]);
  });

  it('keeps to 80 columns with every step at its true length, all of them wrong', () => {
    const wrong = steps.map((step) => ({
      step,
      expected: 1_200_000,
      measured: 1_200_000,
      verdict: 'missing' as const,
    }));
    for (const line of [...table([wrong]), ...summary(wrong)]) expect(line.length).to.be.at.most(80);
  });

  it('rules off each act, in the same columns', () => {
    const lines = table([entries.slice(0, 1), entries.slice(1, 2)]);
    expect(lines.map((line) => line.slice(0, 2))).to.deep.equal(['  ', '──', 'T3', '──', 'T4', '──']);
    expect(new Set(lines.filter((line) => line.startsWith('─')))).to.have.property('size', 1);
  });

  it('shows in red what is wrong, and only that', () => {
    const red = table([entries], coloured).filter((line) => line.startsWith('\u001b[31m'));
    expect(red.map((line) => line.slice(5, 7))).to.deep.equal(['T7', 'T6', '  ']);
  });
});

describe('summary', () => {
  it('says that all is well, or how much is not', () => {
    expect(summary(entries.slice(0, 2)).at(-1)).to.equal('All 2 came, in order and within -0/+500 ms.');
    expect(summary(entries).at(-1)).to.match(/^3 of 5 went wrong/);
  });
});
