import type { Lane } from '../score/score.js';
import type { Grid, Need } from './arrangeGrid.js';
import { breakShapes, noteBlock, noteSize, type Block, type Note } from './block.js';
import { hasFace, marbleAt, marbleWidth, radiusFor, widestRadius } from './marble.js';
import { labelOf, momentOf, type Moment } from './moment.js';
import { lineShape, px, type Ink, type Shape } from './shape.js';
import { textWidth } from './textWidth.js';
import { toneOf } from './toneOf.js';

const height = 26;

/** What each event of the lane would like to have room for. */
export function needsOfEvents(lane: Lane): Need[] {
  const moments = lane.events.map(momentOf);
  return moments.map((moment, index) => {
    const text = repeats(moments, index) ? '' : labelOf(moment);
    const width = marbleWidth(moment, widestRadius) + (text === '' ? 3 : textWidth(text, noteSize) + 22);
    return { from: moment.column, to: moments[index + 1]?.column ?? 'end', width };
  });
}

/**
 * A lane of events as a line with marbles. A value in words stands beside its marble, or hangs below the lane: the
 * latter once, and not if a step `above` of the same staircase has said it.
 */
export function arrangeEvents(
  lane: Lane,
  given: boolean,
  grid: Grid,
  top: number,
  right: number,
  above: readonly Lane[] = [],
): Block {
  const middle = top + height / 2;
  const moments = lane.events.map(momentOf);
  const final = moments.find(({ end }) => end !== null);
  const begin = grid.x(lane.start);
  const laneEnd = final ? grid.x(final.column) : grid.end;
  const cuts = grid.breaks.filter((x) => x > begin && x < laneEnd);

  const valued = moments.filter(({ values }) => values.length > 0);
  const radius = radiusFor(valued.map(({ column }) => grid.x(column)));
  const marbles = moments.map((moment) => marbleAt(moment, grid.x(moment.column), middle, radius, given));
  const labels = moments.map((moment, index) => {
    const face = hasFace(radius) || moment !== valued[0] ? '' : moment.face;
    const text = repeats(moments, index) ? '' : labelOf(moment) || face;
    const { x, right: left } = marbles[index]!;
    const until = Math.min(
      (marbles[index + 1]?.left ?? grid.end - 4) - 4,
      ...cuts.filter((cut) => cut > x).map((cut) => cut - 6),
    );
    const width = textWidth(text, noteSize);
    const ink: Ink = given ? 'muted' : `${toneOf(text)} text`;
    return { text, x, left: left + 5, width, ink, fits: left + 5 + width <= until };
  });

  const beside = labels.filter(({ text, fits }) => text !== '' && fits);
  const told = above.flatMap(({ events }) => events.map((event) => labelOf(momentOf(event))));
  const notes: Note[] = labels.filter(
    ({ text, fits }, index) =>
      text !== '' && !fits && ![...told, ...moments.slice(0, index).map(labelOf)].includes(text),
  );
  const hung = noteBlock(notes, middle, top + height, right);
  const shapes: Shape[] = [
    ...hung.shapes,
    lineShape(begin, middle, laneEnd, middle, 'line', 1.2),
    ...cuts.flatMap((x) => breakShapes(x, middle - 7, middle + 7)),
    ...(final ? [] : [arrowShape(laneEnd, middle)]),
    ...beside.flatMap(({ text, left, width, ink }): Shape[] => [
      { type: 'box', x: left - 3, y: middle - 8, width: width + 5, height: 16, radius: 0, fill: 'ground' },
      { type: 'text', text, x: left, y: middle + 4, size: noteSize, ink },
    ]),
    ...marbles.flatMap((marble) => marble.shapes),
  ];
  return { shapes, height: height + hung.height };
}

/** Whether a moment goes on with what is said three times in a row or more: the first of them is enough. */
function repeats(moments: readonly Moment[], index: number): boolean {
  const same = (other: number): boolean => {
    const [one, text] = [moments[other], labelOf(moments[index]!)];
    return one !== undefined && text !== '' && labelOf(one) === text;
  };
  return same(index - 1) && (same(index + 1) || same(index - 2));
}

/** The lane goes on. */
function arrowShape(x: number, middle: number): Shape {
  const d = `M${px(x - 5)} ${px(middle - 4)}L${px(x)} ${px(middle)}L${px(x - 5)} ${px(middle + 4)}`;
  return { type: 'path', d, edge: 'line', width: 1.2 };
}
