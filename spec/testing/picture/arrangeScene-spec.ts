import { expect } from 'chai';
import { arrangeScene } from '../../../lib/testing/picture/arrangeScene.js';
import type { PathShape, Shape } from '../../../lib/testing/picture/shape.js';
import { readScore } from '../../../lib/testing/score/readScore.js';

const left = 100;
const step = 20;
const room = { names: 0, left, right: 700, tempo: 1_000, step };
const xOf = (column: number): number => left + column * step;

const arranged = (lines: readonly string[]): readonly Shape[] => {
  const { scenes } = readScore(['# T', 'tempo 1s', '## s', ...lines].join('\n'));
  return arrangeScene(scenes[0]!, room, 0).shapes;
};
const paths = (shapes: readonly Shape[]): PathShape[] => shapes.filter((shape) => shape.type === 'path');

describe('arrangeScene', () => {
  /** The right ends of the bands, and whether each is closed there. */
  const bandsOf = (shapes: readonly Shape[]): [right: number, closed: boolean][] =>
    paths(shapes)
      .filter(({ fill }) => fill !== undefined && fill !== 'ground')
      .map(({ d, edge }) => [Number(/^M([\d.]+)/.exec(d)?.[1]), edge !== undefined]);
  /** Where `!` stands: the places of upright strokes that are wider than a line. */
  const leavingsOf = (shapes: readonly Shape[]): number[] =>
    paths(shapes).flatMap(({ d, edge, width = 1 }) => {
      const [, from, to] = /^M([\d.]+) [\d.]+L([\d.]+) [\d.]+$/.exec(d) ?? [];
      return from && from === to && edge === 'muted' && width > 1 ? [Number(from)] : [];
    });

  it('ends the band of a state where its listener leaves, with the sign of that', () => {
    const shapes = arranged(['beats     b---b----b', 'listener  ^-----!', '> liveness', 'status    A=====']);
    expect(bandsOf(shapes)).to.deep.equal([[xOf(6), true]]);
    expect(new Set(leavingsOf(shapes))).to.deep.equal(new Set([xOf(6)]));
    expect(leavingsOf(shapes)).to.have.length(4); // two strokes each: of the listener, and of the band
  });

  it('leaves the band of a state open where nobody leaves', () => {
    const [[right, closed] = []] = bandsOf(arranged(['beats   b---b----b', '> liveness', 'status  A=====']));
    expect(right).to.be.above(xOf(9));
    expect(closed).to.be.false;
  });

  it('ends each step of a staircase with the listener of its own number', () => {
    const bands = bandsOf(
      arranged([
        ...['beats     b-----------b--', 'listener  ^-----!', 'listener          ^------'],
        ...['> liveness', 'status    A====O', 'status            ----A=='],
      ]),
    );
    expect(bands).to.have.length(3);
    expect(bands.slice(0, 2)).to.deep.equal([
      [xOf(5) - 2, true],
      [xOf(6), true],
    ]);
    expect(bands[2]?.[1]).to.be.false;
  });

  it('leaves a lane that has ended before as it is', () => {
    const shapes = arranged(['beats     b--|', 'listener  ^-----!', '> liveness', 'status    A==|']);
    expect(bandsOf(shapes)).to.deep.equal([[xOf(3), true]]);
    const values = arranged(['beats     b--|', 'listener  ^-----!', '> liveness', 'value     v--|']);
    expect([shapes, values].map((each) => leavingsOf(each).length)).to.deep.equal([2, 2]);
  });
});
