import { expect } from 'chai';
import { concatMap, debounceTime, EMPTY, map, of, timer } from 'rxjs';
import { acceptScore } from '../../../lib/testing/score/acceptScore.js';
import { drawScore } from '../../../lib/testing/score/drawScore.js';
import { readScore } from '../../../lib/testing/score/readScore.js';
import type { Words } from '../../../lib/testing/score/word.js';

const words: Words = {
  debounce: ({ given, durations }) => ({ out: given('in').pipe(debounceTime(durations()['by'] ?? 0)) }),
  status: () => ({ status: timer(1_000, 2_000).pipe(map((count) => ['idle', 'irate', 'open'][count] ?? '?')) }),
  same: ({ given }) => ({ out: given('in') }),
  last: ({ given }) => ({
    out: given('in').pipe(concatMap((value) => (value === 'one' ? of('two', 'three') : EMPTY))),
  }),
  both: () => ({
    out: timer(2_000, 9_000).pipe(map(() => 'x')),
    stairs: of(0, 1_000).pipe(map((at) => timer(at).pipe(map(String)))),
  }),
};

const accept = (...lines: string[]): string[] => {
  const text = ['# T', 'tempo 1s', '', '## s', ...lines, ''].join('\n');
  return drawScore(acceptScore(readScore(text), words))
    .split('\n')
    .slice(4, -1);
};

describe('acceptScore', () => {
  it('leaves a scene that is right as it is', () => {
    const scene = ['time   0s   5s', 'in     a-b', '> debounce by=2s', 'out    ----b'];
    expect(accept(...scene)).to.deep.equal(scene);
  });

  it('rewrites what is expected, and nothing else', () => {
    expect(accept('Why.', '', 'in    a-b---', '> debounce by=2s', 'out   a')).to.deep.equal([
      'Why.',
      '',
      'in    a-b---',
      '> debounce by=2s',
      'out   ----b-',
    ]);
  });

  it('keeps the kind of a lane, and adds the letters that it needs', () => {
    expect(accept('> status', 'status   A=====')).to.deep.equal(['where z = irate', '', '> status', 'status   -I=z=O']);
  });

  it('adds no letter that means something in the scene already', () => {
    expect(accept('where b = one, two', '', 'in    zb', '> same', 'out   -')).to.deep.equal([
      'where b = one, two',
      '',
      'in    zb',
      '> same',
      'out   zb',
    ]);
    expect(accept('where b = one, z', '', 'in    zb', '> last', 'out   --')).to.deep.equal([
      'where b = one, z',
      'where y = two, three',
      '',
      'in    zb',
      '> last',
      'out   -y',
    ]);
  });

  it('adds the lanes of a staircase that were missing', () => {
    expect(accept('> both', 'stairs   0', 'out      ---')).to.deep.equal([
      'where z = 0, |',
      '',
      '> both',
      'stairs   z',
      'stairs    z',
      'out      --x',
    ]);
  });

  it('refuses what no column can show', () => {
    expect(() => accept('time   0s ~9s', 'in     a', '> debounce by=4s', 'out    -')).to.throw(
      "score.marble:4 cannot be accepted: out 'a' at 4000 ms",
    );
  });
});
