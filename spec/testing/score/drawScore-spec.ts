import { expect } from 'chai';
import fc from 'fast-check';
import { drawLane } from '../../../lib/testing/score/drawLane.js';
import { drawScore } from '../../../lib/testing/score/drawScore.js';
import { readScore } from '../../../lib/testing/score/readScore.js';

interface Column {
  readonly column: number;
  readonly at: number;
  readonly text: string;
  readonly folded: boolean;
}

/** Labels from `0ms` on, each folded to a later instant or reached by the tempo, with the columns that they need. */
const rulers = (tempo: number): fc.Arbitrary<Column[]> =>
  fc
    .array(fc.record({ folded: fc.boolean(), gap: fc.nat(4), jump: fc.integer({ min: 1, max: 5_000 }) }), {
      maxLength: 5,
    })
    .map((steps) =>
      steps.reduce<Column[]>(
        (labels, { folded, gap, jump }) => {
          const last = labels.at(-1)!;
          const column = last.column + last.text.length + 2 + gap;
          const at = last.at + (folded ? jump : (column - last.column) * tempo);
          return [...labels, { column, at, text: `${at}ms`, folded }];
        },
        [{ column: 0, at: 0, text: '0ms', folded: false }],
      ),
    );

/** Marks of a lane that begins at a column: any of `columns` may carry a letter, every other is silence. */
const lanes = (columns: readonly number[]): fc.Arbitrary<string> =>
  fc
    .record({
      letters: fc.array(fc.constantFrom('a', 'B', '7', null), { minLength: columns.length, maxLength: columns.length }),
      states: fc.boolean(),
      end: fc.constantFrom('', '|', '#', '!'),
      tail: fc.nat(3),
      from: fc.nat(columns.length - 1),
    })
    .map(({ letters, states, end, tail, from }) => {
      let marks = ' '.repeat(columns[from] ?? 0);
      let seen = false;
      for (let index = from; index < columns.length; index++) {
        const rest = seen && states ? '=' : '-';
        marks = marks.padEnd(columns[index] ?? 0, rest);
        const last = index === columns.length - 1;
        const letter = last && end !== '' ? end : letters[index];
        seen ||= Boolean(letter);
        marks += letter ?? rest;
      }
      return end === '' ? marks + (seen && states ? '=' : '-').repeat(tail) : marks;
    });

/** A score as a person may have written it: any margin, empty lines anywhere, and what it should be read as. */
const scores = fc
  .constantFrom(1, 10, 1_000)
  .chain((tempo) => fc.record({ tempo: fc.constant(tempo), ruler: rulers(tempo) }))
  .chain(({ tempo, ruler }) => {
    const columns = ruler.map(({ column }) => column);
    const parts = fc.array(lanes(columns), { minLength: 1, maxLength: 3 });
    return fc.record({
      tempo: fc.constant(tempo),
      ruler: fc.constant(ruler),
      given: parts,
      expected: parts,
      margin: fc.integer({ min: 10, max: 20 }),
      blank: fc.boolean(),
      prose: fc.array(fc.constantFrom('', 'Some words.', 'Other words, more of them.'), { maxLength: 4 }),
    });
  })
  .filter(({ given }) => !given.join('').includes('!'))
  .map((parts) => {
    const { tempo, ruler, given, expected, margin, blank, prose } = parts;
    const time = ruler.reduce(
      (text, each) => text.padEnd(each.column - (each.folded ? 1 : 0)) + (each.folded ? '~' : '') + each.text,
      '',
    );
    const write = (name: string, marks: readonly string[]): string[] =>
      marks.map((each, index) => `${name}${index}`.padEnd(margin) + each);
    const staff = [
      'time'.padEnd(margin) + time,
      ...write('given', given),
      '>  word   by=1s',
      ...write('got', expected),
    ];
    const spaced = blank ? staff.flatMap((line) => ['', line, '']) : staff;
    return {
      ...parts,
      text: ['# Title', ...prose, `tempo ${tempo}ms`, '', '', '## scene', ...prose, ...spaced, ''].join('\n'),
    };
  });

describe('drawScore', () => {
  it('draws what was read: every lane, label and instant as written', () => {
    fc.assert(
      fc.property(scores, ({ text, ruler, given, expected }) => {
        const scene = readScore(text).scenes[0]!;
        expect(scene.given.map(drawLane)).to.deep.equal(given);
        expect(scene.expected.map(drawLane)).to.deep.equal(expected);
        expect(scene.ruler.labels).to.deep.equal(
          ruler.map(({ column, at, text: label }) => ({ column, text: label, at })),
        );
        for (const { column, at } of ruler) expect(scene.ruler.instants[column]).to.equal(at);
      }),
    );
  });

  it('has one layout: drawn, read and drawn again is the same text, and the same score but for line numbers', () => {
    fc.assert(
      fc.property(scores, ({ text }) => {
        const score = readScore(text);
        const drawn = drawScore(score);
        const again = readScore(drawn);
        expect(drawScore(again)).to.equal(drawn);
        expect({
          ...again,
          scenes: again.scenes.map((scene, index) => ({ ...scene, line: score.scenes[index]!.line })),
        }).to.deep.equal(score);
      }),
    );
  });

  it('draws names of instants and spans below the ruler, the length of a span in its middle', () => {
    const staff = [
      'time     0s  4s       ~20m',
      'point    T0  T1        T2',
      'span     [4s-]    [3s]',
      'span         [-19m+56s-]',
      'source   b',
      '> w',
      'c        d',
      '',
    ];
    const text = ['# T', 'tempo 1s', '', '## s', ...staff].join('\n');
    const uneven = text.replace('[4s-]', '[-4s]').replace('[-19m+56s-]', '[19m+56s--]');
    expect(drawScore(readScore(uneven))).to.equal(text);
  });

  it('lays names out to the longest and three spaces, with an empty line below what a scene says in words', () => {
    const text = [
      '# T',
      'tempo 1s',
      '## s',
      'Why.',
      'a  b',
      '> w',
      'longer  ^--c!',
      '## t',
      'a  b',
      '> w',
      'c  d',
    ].join('\n');
    expect(drawScore(readScore(text.replace('a  b', 'a       b')))).to.equal(
      [
        '# T',
        'tempo 1s',
        '',
        '## s',
        'Why.',
        '',
        'a        b',
        '> w',
        'longer   ^--c!',
        '',
        '## t',
        'a   b',
        '> w',
        'c   d',
        '',
      ].join('\n'),
    );
  });
});
