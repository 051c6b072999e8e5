import { expect } from 'chai';
import { arrangeScore, pictureWidth } from '../../../lib/testing/picture/arrangeScore.js';
import { textWidth } from '../../../lib/testing/picture/textWidth.js';
import type { TextShape } from '../../../lib/testing/picture/shape.js';
import { readScore } from '../../../lib/testing/score/readScore.js';
import type { Score } from '../../../lib/testing/score/score.js';
import { scores } from '../../../scripts/pictures.js';

interface Area {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function areaOf({ text, x, y, size, style, middle }: TextShape): Area {
  const width = textWidth(text, size, style);
  const left = middle ? x - width / 2 : x;
  return { text, left, right: left + width, top: y - 0.75 * size, bottom: y + 0.2 * size };
}

function textsOf(score: Score): { areas: Area[]; height: number } {
  const { shapes, height } = arrangeScore(score);
  return { areas: shapes.flatMap((shape) => (shape.type === 'text' ? [areaOf(shape)] : [])), height };
}

const meet = (one: Area, other: Area): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

function faults(score: Score): string[] {
  const { areas, height } = textsOf(score);
  const outside = areas.filter(
    ({ left, right, top, bottom }) => left < 0 || right > pictureWidth || top < 0 || bottom > height,
  );
  const met = areas.flatMap((one, index) =>
    areas.slice(index + 1).flatMap((other) => (meet(one, other) ? [`'${one.text}' on '${other.text}'`] : [])),
  );
  return [...outside.map(({ text }) => `'${text}' is outside`), ...met];
}

describe('arrangeScore', () => {
  for (const score of scores()) {
    it(`${score.file}: every text is inside of the picture, and none on another`, () => {
      expect(faults(score)).to.deep.equal([]);
    });
  }

  it('finds a place for long names, many events and short states', () => {
    const crowded = [
      '# A title that is so long that it needs more than a single line of the picture, because it says everything twice',
      'proves LIV-1 LIV-2 LIV-3 LIV-4 LIV-5 LIV-6 LIV-7 LIV-8 LIV-9',
      'where a = something that takes a lot of words to say',
      'where b = something else, and more, and even more than that',
      'where R = reconnecting CLIENT_IP_ADDRESS_CHANGED',
      'where C = connected JOIN_SUCCESS',
      'tempo 1s',
      '## so long a title of a scene that it cannot stand in one line either, and must be broken between two words of it',
      'time                0s 3s ~1h-1ms ~1d+1h+1m+1s+1ms',
      'span                [3s]',
      'a.rather.long.name  ababab',
      '> word one=1s two=two three=3ms',
      'states              RCRCRC==',
      'values              abab--',
    ];
    expect(faults(readScore(crowded.join('\n')))).to.deep.equal([]);
  });

  it('writes instants that are too close for one row in two', () => {
    const labels = Array.from({ length: 28 }, (_, index) => `${index * 560}ms`.padEnd(8)).join('');
    const score = readScore(
      ['# T', 'tempo 70ms', '## s', `time   ${labels}`, 'a      b', '> w', 'c      d'].join('\n'),
    );
    expect(faults(score)).to.deep.equal([]);
    const instants = textsOf(score).areas.filter(({ text }) => / m?s$/.test(text));
    expect(instants).to.have.length(28);
    expect(new Set(instants.map(({ top }) => top)).size).to.equal(2);
  });

  it('draws scenes of one tempo to one scale', () => {
    const score = readScore(
      ['# T', 'tempo 1s', '## s', 'a   b---------', '> w', 'c   d', '## t', 'a   ------b', '> w', 'c   d'].join('\n'),
    );
    const { shapes } = arrangeScore(score);
    const placesOf = (tick: string) =>
      shapes.flatMap((shape) => (shape.type === 'text' && shape.text === tick ? [shape.x] : []));
    for (const tick of ['0 s', '2 s']) {
      expect(placesOf(tick)).to.have.length(2);
      expect(new Set(placesOf(tick)).size).to.equal(1);
    }
  });
});
