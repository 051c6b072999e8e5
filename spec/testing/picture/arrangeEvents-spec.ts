import { expect } from 'chai';
import { arrangeScene } from '../../../lib/testing/picture/arrangeScene.js';
import { readScore } from '../../../lib/testing/score/readScore.js';

const left = 100;
const step = 20;
const room = { names: 0, left, right: 800, tempo: 1_000, step };
const names = ['where o = open', 'where b = beat', 'where l = a word that is long', 'where r = restart 1500ms'];

/** The words of the expected lanes, each with the column behind whose marble it stands, or `below` it. */
function wordsOf(...lanes: readonly string[]): string[] {
  const lines = ['# T', ...names, 'tempo 1s', '## s', `given  ${'-'.repeat(30)}`, '> w', ...lanes];
  const { shapes } = arrangeScene(readScore(lines.join('\n')).scenes[0]!, room, 0);
  return shapes.flatMap((shape) => {
    if (shape.type !== 'text' || !shape.ink.endsWith(' text') || shape.text.length === 1) return [];
    const off = (shape.x - left) % step;
    const column = Math.floor((shape.x - left) / step);
    return [off > 0 && off < step - 5 ? `${shape.text} behind ${column}` : `${shape.text} below ${column + 1}`];
  });
}

describe('arrangeEvents', () => {
  it('says a word behind its marble, or below it where the next one is too close', () => {
    expect(wordsOf('value  --o--b')).to.deep.equal(['open behind 2', 'beat behind 5']);
    expect(wordsOf('value  --ob')).to.deep.equal(['open below 2', 'beat behind 3']);
  });

  it('says a word that has no room at its first marble, not at a later one', () => {
    expect(wordsOf('value  --lb-----lb-')).to.deep.equal([
      'a word that is long below 2',
      'beat behind 3',
      'beat behind 10',
    ]);
  });

  it('says once what is the same three times in a row or more, and twice what is the same twice', () => {
    expect(wordsOf('value  b--b--b')).to.deep.equal(['beat behind 0']);
    expect(wordsOf('value  b--b--b--b---o--b')).to.deep.equal(['beat behind 0', 'open behind 13', 'beat behind 16']);
    expect(wordsOf('value  b--b---o')).to.deep.equal(['beat behind 0', 'beat behind 3', 'open behind 7']);
  });

  it('says below a step of a staircase only what no step above it has said', () => {
    expect(wordsOf('step  -ob', 'step       -ob')).to.deep.equal(['open below 1', 'beat behind 2', 'beat behind 7']);
    expect(wordsOf('step  -ob', 'other      -ob')).to.include('open below 6');
  });

  it('writes a duration in a word as readers do', () => {
    expect(wordsOf('value  r')).to.deep.equal(['restart 1.5 s behind 0']);
  });
});
