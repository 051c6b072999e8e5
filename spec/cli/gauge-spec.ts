import { expect } from 'chai';
import { gauge } from '../../lib/cli/gauge.js';
import { coloured } from '../../lib/cli/paint.js';

const marks = [
  { at: 4_000, name: 'interrupted', colour: 'yellow' },
  { at: 10_000, name: 'lost', colour: 'red' },
  { at: 20_000, name: 'offline', colour: 'red' },
] as const;

describe('gauge', () => {
  const at = (elapsed: number, width = 80) => gauge({ title: 'silent for', elapsed, marks, width });

  it('draws the silence, what comes next, and the names of the thresholds', () => {
    expect(at(6_800, 40)).to.deep.equal([
      'silent for 6.8 s     next: lost in 3.2 s',
      '━━━━━━━╋━━━━━╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼',
      '     4 s   lost 10 s        offline 20 s',
    ]);
  });

  const next: readonly (readonly [number, string])[] = [
    [0, 'interrupted in 4.0 s'],
    [3_999, 'interrupted in 0.1 s'],
    [4_000, 'lost in 6.0 s'],
    [9_999, 'lost in 0.1 s'],
    [10_000, 'offline in 10.0 s'],
    [19_999, 'offline in 0.1 s'],
  ];
  for (const [elapsed, text] of next) {
    it(`says at ${elapsed} ms: next ${text}`, () => expect(at(elapsed)[0]).to.match(new RegExp(`  next: ${text}$`)));
  }

  it('says nothing of a next one after the last', () => {
    expect(at(20_000)[0]).to.equal('silent for 20.0 s');
    expect(at(21_500)[1]).to.match(/^[━╋]{80}$/);
  });

  it('fills up to a threshold when it is reached, not before', () => {
    expect(at(3_999)[1]).to.match(/^━{15}┼/);
    expect(at(4_000)[1]).to.match(/^━{15}╋╌/);
  });

  for (const width of [80, 78, 60, 40, 20]) {
    it(`keeps to ${width} columns`, () => {
      for (const elapsed of [0, 5_000, 30_000]) {
        for (const line of at(elapsed, width)) expect(line.length).to.be.at.most(width);
      }
    });
  }

  it('takes the colour of the last threshold that was reached', () => {
    const colour = (elapsed: number) =>
      gauge({ title: '', elapsed, marks, width: 80, paint: coloured })[1]?.slice(0, 5);
    expect([3_999, 4_000, 10_000].map(colour)).to.deep.equal(['\u001b[32m', '\u001b[33m', '\u001b[31m']);
  });

  it('tells minutes when it takes minutes', () => {
    const lines = gauge({
      title: 'trying for',
      elapsed: 100_000,
      marks: [{ at: 1_200_000, name: 'failed', colour: 'red' }],
      width: 60,
    });
    expect(lines[0]).to.equal('trying for 1 min 40 s            next: failed in 18 min 20 s');
    expect(lines[2]).to.match(/ failed 20 min$/);
  });
});
