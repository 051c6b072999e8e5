import { expect } from 'chai';
import { arrangeGrid, type Grid, type Need } from '../../../lib/testing/picture/arrangeGrid.js';
import { readScore } from '../../../lib/testing/score/readScore.js';

const rulerOf = (time: string) =>
  readScore(['# T', 'tempo 1s', '## s', `time   ${time}`, 'a      b', '> w', 'c      d'].join('\n')).scenes[0]!.ruler;
const gridOf = (time: string, needs: Need[] = [], used = [0, 3, 4, 10]): Grid => {
  const ruler = rulerOf(time);
  const columns = new Set([...used, ...ruler.labels.map(({ column }) => column)]);
  return arrangeGrid(ruler, columns, needs, { left: 100, right: 700, tempo: 1_000, step: 20 });
};

describe('arrangeGrid', () => {
  it('gives an equal time an equal width where no time is folded', () => {
    const grid = gridOf('0s  4s    10s');
    expect([0, 1, 4, 10].map(grid.x)).to.deep.equal([100, 120, 180, 300]);
    expect(grid.breaks).to.be.empty;
  });

  it('lets the folds take what is left of the room, and breaks the axis shortly before what follows', () => {
    const grid = gridOf('0s ~20m');
    expect(grid.x(0)).to.equal(100);
    expect(grid.end).to.equal(700);
    expect(grid.breaks).to.deep.equal([grid.x(4) - 15]);
    expect(grid.x(4)).to.be.above(450);
  });

  it('breaks nothing where a fold only makes room for a label', () => {
    expect(gridOf('0s   ~1s', [], [0]).breaks).to.be.empty;
  });

  it('fulfils needs across folds, the first ones first when there are too many', () => {
    const needs = [
      { from: 0, to: 4, width: 400 },
      { from: 4, to: 'end', width: 150 },
    ] as const;
    const grid = gridOf('0s ~20m', [...needs]);
    expect(grid.x(4) - grid.x(0)).to.be.at.least(400);
    expect(grid.end - grid.x(4)).to.be.at.least(150);
    const crowded = gridOf('0s ~20m', [{ from: 4, to: 'end', width: 500 }, ...needs]);
    expect(crowded.end - crowded.x(4)).to.be.at.least(500);
    expect(crowded.end).to.equal(700);
  });

  it('fulfils a need that takes all of the room, though a sum of fractions is a little more', () => {
    const ruler = rulerOf('0s        10s');
    const room = { left: 100.1, right: 700, tempo: 1_000, step: (700 - 100.1 - 97.7) / 3 };
    expect(100.1 + 3 * room.step + 97.7).to.be.above(700);
    const grid = arrangeGrid(ruler, new Set([0, 3]), [{ from: 3, to: 'end', width: 97.7 }], room);
    expect(grid.end - grid.x(3)).to.be.closeTo(97.7, 0.001);
  });

  it('keeps the room of a text that must be whole before the break', () => {
    const [need, whole] = [false, true].map((each) => ({ from: 4, to: 'end' as const, width: 200, whole: each }));
    const broken = gridOf('0s ~5m ~20m', [need!]);
    const grid = gridOf('0s ~5m ~20m', [whole!]);
    expect(grid.breaks[1]! - grid.x(4)).to.be.at.least(200);
    expect(broken.breaks[1]! - broken.x(4)).to.be.below(200);
  });

  it('ends such a room before the break also where the next text begins right behind it', () => {
    const grid = gridOf('0s ~20m', [{ from: 0, to: 4, width: 565, whole: true }]);
    expect(grid.breaks[0]! - grid.x(0)).to.be.at.least(565);
  });
});
