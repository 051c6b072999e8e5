import { expect } from 'chai';
import { readScore } from '../../../lib/testing/score/readScore.js';
import type { Scene } from '../../../lib/testing/score/score.js';
import { isScoreError } from '../../../lib/testing/score/scoreError.js';

const scene = (...lines: string[]): string => ['# T', 'tempo 1s', '## s', ...lines].join('\n');
const first = (...lines: string[]): Scene => readScore(scene(...lines)).scenes[0]!;

describe('readScore', () => {
  it('reads title, prose, clauses, names, tempo and scenes', () => {
    const score = readScore(
      ['# T', 'Some prose.', '', 'More.', 'proves LIV-2 LIV-3', 'where z = lost, offline', 'tempo 1s', ''].join('\n') +
        ['', '## one', 'Why.', 'proves LIV-4', 'tempo 10ms', 'tie', '', 'a  b', '> w x=1', 'c  d', ''].join('\n'),
      'f.marble',
    );
    expect(score.file).to.equal('f.marble');
    expect(score.title).to.equal('T');
    expect(score.preamble).to.deep.equal({
      prose: ['Some prose.', '', 'More.'],
      proves: ['LIV-2', 'LIV-3'],
      where: [{ mark: 'z', values: ['lost', 'offline'] }],
      tempo: { text: '1s', ms: 1_000 },
      tie: false,
    });
    const [one] = score.scenes;
    expect(one).to.deep.include({ title: 'one', line: 9, word: 'w', options: [{ name: 'x', text: '1' }] });
    expect(one?.preamble).to.deep.include({
      prose: ['Why.'],
      proves: ['LIV-4'],
      tempo: { text: '10ms', ms: 10 },
      tie: true,
    });
  });

  it('gives each mark the instant of its column', () => {
    const { given, expected } = first('beats    b--c', '> w', 'status   -A==B|');
    expect(given).to.deep.equal([
      {
        name: 'beats',
        kind: 'events',
        start: 0,
        end: 4,
        events: [
          { column: 0, at: 0, mark: 'b', values: ['b'] },
          { column: 3, at: 3_000, mark: 'c', values: ['c'] },
        ],
      },
    ]);
    expect(expected[0]).to.deep.include({ kind: 'states', start: 0, end: 6 });
    expect(expected[0]?.events.map(({ at, mark }) => [at, mark])).to.deep.equal([
      [1_000, 'A'],
      [4_000, 'B'],
      [5_000, '|'],
    ]);
  });

  it("takes a letter's values from where, those of the scene before those of the score", () => {
    const text = [
      '# T',
      'where a = outer',
      'where b = other',
      'tempo 1s',
      '## s',
      'where a = one, two',
      'x  ab',
      '> w',
      'y  c',
    ];
    const events = readScore(text.join('\n')).scenes[0]?.given[0]?.events;
    expect(events?.map(({ values }) => values)).to.deep.equal([['one', 'two'], ['other']]);
  });

  it('lets a lane begin later: spaces are the time before it', () => {
    const { given } = first('dial   x', 'dial     x', 'dial        o', '> w', 'y      c');
    expect(given.map(({ start, end }) => [start, end])).to.deep.equal([
      [0, 1],
      [2, 3],
      [5, 6],
    ]);
  });

  describe('the ruler', () => {
    const instants = (ruler: string, tempo = '1s'): readonly (number | null)[] =>
      readScore(['# T', `tempo ${tempo}`, '## s', `time   ${ruler}`, 'a      b', '> w', 'c      d'].join('\n'))
        .scenes[0]!.ruler.instants;

    it('is the tempo where nothing is written', () => {
      expect(first('a  ---', '> w', 'b  -').ruler).to.deep.equal({
        labels: [],
        folds: [],
        points: [],
        spans: [],
        instants: [0, 1_000, 2_000],
      });
    });

    it('goes with the tempo, up to a fold; behind the fold, from the label on', () => {
      expect(instants('0s 3s ~20m')).to.deep.equal([0, 1_000, 2_000, 3_000, 4_000, 5_000, null, 1_200_000]);
      expect(instants('0s ~4s-1ms', '1ms')).to.deep.equal([0, 1, 2, null, 3_999]);
    });

    it('has no instant where the tempo would reach the next label before the fold', () => {
      expect(instants('0s ~2s ~9s')).to.deep.equal([0, 1_000, null, null, 2_000, 3_000, 4_000, null, 9_000]);
      expect(instants('0s ~200ms ~300ms', '100ms').slice(4)).to.deep.equal([200, ...Array<null>(6).fill(null), 300]);
    });

    it('goes on with the tempo behind its last label', () => {
      const { ruler } = first('time   0s ~9s', 'a      -------', '> w', 'c      d');
      expect(ruler.instants.slice(4)).to.deep.equal([9_000, 10_000, 11_000]);
    });
  });

  describe('below the ruler', () => {
    const { ruler } = first(
      'time    0s  4s       ~20m',
      'point   T0  T1        T2',
      'span    [4s-]',
      'span        [--19m+56s]',
      'a       b',
      '> w',
      'c       d',
    );

    it('point names instants', () => {
      expect(ruler.points).to.deep.equal([
        { column: 0, text: 'T0', at: 0 },
        { column: 4, text: 'T1', at: 4_000 },
        { column: 14, text: 'T2', at: 1_200_000 },
      ]);
    });

    it('span is the time from one instant to another, in as many lines as are needed', () => {
      expect(ruler.spans).to.deep.equal([
        { text: '4s', ms: 4_000, from: 0, to: 4, row: 0 },
        { text: '19m+56s', ms: 1_196_000, from: 4, to: 14, row: 1 },
      ]);
    });

    it('both may stand without a ruler, and beyond the lanes', () => {
      const plain = first('span   [3s]', 'a      b', '> w', 'c      d').ruler;
      expect(plain.instants).to.deep.equal([0, 1_000, 2_000, 3_000]);
    });
  });

  describe('says where and what is wrong', () => {
    const wrongs: [what: string, lines: string[], at: [line: number, column: number], says: RegExp][] = [
      ['no title', ['T'], [1, 1], /begins with its title/],
      ['no scene', ['# T', 'tempo 1s'], [1, 1], /without a scene/],
      ['lanes before a scene', ['# T', 'a  b'], [2, 1], /no scene has begun/],
      ['no tempo', ['# T', '## s', 'a  b', '> w', 'c  d'], [2, 1], /no tempo/],
      ['a tempo of nothing', ['# T', 'tempo 0s'], [2, 7], /no length of a column/],
      ['a tempo without unit', ['# T', 'tempo 5'], [2, 7], /whole numbers of ms, s, m, h or d/],
      ['a clause that is none', ['# T', 'proves LIV-2 liv3'], [2, 14], /'liv3' is no clause/],
      ['a where that names nothing', ['# T', 'where zz = a'], [2, 7], /names nothing/],
      ['two meanings of a letter', ['# T', 'where z = a', 'where z = b'], [3, 7], /'z' has a meaning already/],
      ['two letters of one meaning', ['# T', 'where y = a', 'where z = a'], [3, 7], /'y' stands for this already/],
      ['a tie of all scenes', ['# T', 'tie', 'tempo 1s', '## s'], [1, 1], /belongs to a scene/],
      ['a heading of third rank', ['# T', 'tempo 1s', '## s', '### x'], [4, 1], /a heading in the wrong place/],
      ['a tie without one', [scene('tie', 'a  b', '> w', 'c  -d')], [3, 1], /no two things share an instant/],
      ['a tab', [scene('a \tb', '> w', 'c  d')], [4, 3], /a tab/],
      ['no word', [scene('a  b')], [3, 1], /without a word/],
      ['a word that is none', [scene('a  b', '> 1w', 'c  d')], [5, 3], /'1w' is no word/],
      ['an option that is none', [scene('a  b', '> w x', 'c  d')], [5, 5], /'x' is no option/],
      ['an option twice', [scene('a  b', '> w x=1 x=2', 'c  d')], [5, 9], /'x' is given twice/],
      ['nothing expected', [scene('a  b', '> w')], [5, 1], /nothing is expected/],
      ['lanes of one name apart', [scene('> w', 'a  -', 'b  -', 'a  -')], [7, 1], /'a' stands apart/],
      ['a second word', [scene('a  b', '> w', '> v', 'c  d')], [6, 1], /no lane/],
      ['a lane with one space', [scene('a  b', '> w', 'c d')], [6, 1], /at least two spaces/],
      ['a mark that is none', [scene('a  b?', '> w', 'c  d')], [4, 5], /'\?' is no mark; marks are/],
      ['a gap', [scene('a  b- -', '> w', 'c  d')], [4, 6], /without gaps/],
      ['a life after the end', [scene('a  b|-', '> w', 'c  d')], [4, 6], /'\|' has ended this lane/],
      ['a state held before there is one', [scene('a  b', '> w', 'c  -=')], [6, 5], /no state yet/],
      ['a state held and not held', [scene('a  b', '> w', 'c  A=-')], [6, 6], /holds until the next/],
      ['a late ^', [scene('listener  -^', '> w', 'c         d')], [4, 12], /begins a lane/],
      ['a source that subscribes', [scene('a  ^b', '> w', 'c  d')], [4, 4], /'\^' cannot be given by 'a'/],
      [
        'a listener that speaks',
        [scene('listener  ^b!', '> w', 'c         d')],
        [4, 12],
        /'b' cannot be given by 'listener'/,
      ],
      ['a ruler below', [scene('a     b', 'time  0s', '> w', 'c     d')], [5, 1], /a scene begins with 'time'/],
      ['a ruler that is no time', [scene('time  0s 3', 'a     b', '> w', 'c     d')], [4, 10], /'3' is no instant/],
      [
        'a ruler that is wrong',
        [scene('time  0s  5s', 'a     b', '> w', 'c     d')],
        [4, 11],
        /this column is 4000 ms, not 5s; move the label 1 to the right, or fold/,
      ],
      [
        'a ruler that does not begin at 0',
        [scene('time  1s', 'a     b', '> w', 'c     d')],
        [4, 7],
        /this column is 0 ms, not 1s/,
      ],
      [
        'a ruler that goes back',
        [scene('time  0s ~5s ~4s', 'a     b', '> w', 'c     d')],
        [4, 15],
        /4s does not come after 5s/,
      ],
      ['a fold that leads nowhere', [scene('time  0s ~', 'a     b', '> w', 'c     d')], [4, 10], /leads nowhere/],
      ['a fold in a fold', [scene('time  0s ~~5s', 'a     b', '> w', 'c     d')], [4, 11], /folded here already/],
      [
        'a marble in a fold',
        [scene('time  0s ~5s', 'a     b--b', '> w', 'c     d')],
        [4 + 1, 10],
        /stands in a fold, .*put it below a label: 5s is 1 to the right/,
      ],
      [
        'a span that ends in a fold',
        [scene('time  0s  ~9s', 'span  [3s]', 'span  [-4s]', 'a     b', '> w', 'c     d')],
        [6, 11],
        /'\]' stands in a fold, .*put it below a label: 9s is 1 to the right/,
      ],
      [
        'a span that is not as long as it says',
        [scene('span  [--5s-]', 'a     b', '> w', 'c     d')],
        [4, 7],
        /from '\[' to '\]' it is 6000 ms, not 5s; move an end/,
      ],
      ['a span of no duration', [scene('span  [long]', 'a     b', '> w', 'c     d')], [4, 7], /'\[long\]' is no span/],
      ['a span without an end', [scene('span  [--4s', 'a     b', '> w', 'c     d')], [4, 7], /'\[--4s' is no span/],
      [
        'a point in a fold',
        [scene('time  0s  ~9s', 'point     T1', 'a     b', '> w', 'c     d')],
        [5, 11],
        /'T1' stands in a fold, .*9s is 1 to the right/,
      ],
      [
        'a span above a point',
        [scene('span   [3s]', 'point  T0', 'a      b', '> w', 'c      d')],
        [5, 1],
        /'point' is in the wrong place/,
      ],
      [
        'a point among the lanes',
        [scene('a     b', 'point  T', '> w', 'c     d')],
        [5, 1],
        /'point' is in the wrong place; a scene begins with 'time', then one 'point'/,
      ],
      ['a span that is expected', [scene('a     b', '> w', 'span  [')], [6, 1], /'span' is in the wrong place/],
    ];
    for (const [what, lines, [line, column], says] of wrongs) {
      it(what, () => {
        let error: unknown;
        try {
          readScore(lines.join('\n'), 'f.marble');
        } catch (thrown) {
          error = thrown;
        }
        if (!isScoreError(error)) throw new Error(`no ScoreError but ${String(error)}`);
        expect(error.place).to.deep.equal({ file: 'f.marble', line, column });
        expect(error.message)
          .to.match(says)
          .and.to.match(/^f\.marble:\d+:\d+: .+; .+/);
      });
    }
  });
});
