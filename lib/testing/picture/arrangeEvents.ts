import type { Lane } from '../score/score.js';
import type { Grid, Need } from './arrangeGrid.js';
import { breakShapes, noteBlock, noteSize, type Block, type Note } from './block.js';
import { beginShape, endShapes } from './endShapes.js';
import { labelOf, momentOf, type Moment } from './moment.js';
import { lineShape, px, type Ink, type Shape } from './shape.js';
import { textWidth } from './textWidth.js';
import { toneOf } from './toneOf.js';

const height = 26;
const radius = 9;
const faceSize = 11;
/** A smaller marble has no room for its letter. */
const leastRadius = 6.5;

/** What each event of the lane would like to have room for. */
export function needsOfEvents(lane: Lane): Need[] {
  const moments = lane.events.map(momentOf);
  return moments.map((moment, index) => ({
    from: moment.column,
    to: moments[index + 1]?.column ?? 'end',
    width: marbleWidth(moment, radius) + (labelOf(moment) ? textWidth(labelOf(moment), noteSize) + 22 : 3),
  }));
}

/** A lane of events as a line with marbles: hollow where they are given, coloured by what they mean where expected. */
export function arrangeEvents(lane: Lane, given: boolean, grid: Grid, top: number, right: number): Block {
  const moments = lane.events.map(momentOf);
  const middle = top + height / 2;
  const final = moments.find(({ end }) => end !== null);
  const begin = grid.x(lane.start);
  const laneEnd = final ? grid.x(final.column) : grid.end;
  const size = radiusFor(moments, grid);
  const line = lineShape(begin, middle, laneEnd, middle, 'line', 1.2);
  const cuts = grid.breaks.filter((x) => x > begin && x < laneEnd);
  const shapes: Shape[] = [line, ...cuts.flatMap((x) => breakShapes(x, middle - 7, middle + 7))];
  if (!final) shapes.push(arrowShape(laneEnd, middle));

  const notes: Note[] = [];
  const told = new Set<string>();
  moments.forEach((moment, index) => {
    const { x, width, shapes: marks } = markShapes(moment, given, grid.x(moment.column), middle, size);
    const text = labelOf(moment) || (size < leastRadius ? moment.face : '');
    if (text !== '') {
      const next = moments[index + 1];
      const left = x + width / 2 + 5;
      const limits = [
        next ? grid.x(next.column) - radius - 4 : grid.end - 8,
        ...cuts.filter((cut) => cut > x).map((cut) => cut - 6),
      ];
      const wide = textWidth(text, noteSize);
      const ink: Ink = given ? 'muted' : `${toneOf(text)} text`;
      if (left + wide <= Math.min(...limits)) {
        shapes.push({
          type: 'box',
          x: left - 3,
          y: middle - 8,
          width: wide + 5,
          height: 16,
          radius: 0,
          fill: 'ground',
        });
        shapes.push({ type: 'text', text, x: left, y: middle + 4, size: noteSize, ink });
      } else if (!told.has(text)) notes.push({ x, text, ink });
      told.add(text);
    }
    shapes.push(...marks);
  });
  const hung = noteBlock(notes, middle + size, top + height, right);
  return {
    shapes: [
      ...hung.shapes.filter(({ type }) => type === 'path'),
      ...shapes,
      ...hung.shapes.filter(({ type }) => type !== 'path'),
    ],
    height: height + hung.height,
  };
}

function marbleWidth({ face, values }: Moment, size: number): number {
  if (values.length === 0) return 0;
  return size < leastRadius ? 2 * size : Math.max(2 * size, textWidth(face, faceSize, 'strong') + 9);
}

/** As big as the closest two of them allow. */
function radiusFor(moments: readonly Moment[], grid: Grid): number {
  const places = moments.filter(({ values }) => values.length > 0).map(({ column }) => grid.x(column));
  const gaps = places.slice(1).map((place, index) => place - places[index]!);
  const allowed = Math.min(radius, ...gaps.map((gap) => (gap - 1) / 2));
  return allowed < leastRadius ? Math.max(2, Math.min(4, allowed)) : allowed;
}

/** The marks of one instant, in their order: begin, marble, end. */
function markShapes(
  moment: Moment,
  given: boolean,
  at: number,
  middle: number,
  size: number,
): { x: number; width: number; shapes: Shape[] } {
  const width = marbleWidth(moment, size);
  const x = moment.begins && width > 0 ? at + 8 + width / 2 : at;
  const shapes: Shape[] = moment.begins ? [beginShape(at, middle)] : [];
  if (width > 0) {
    const tone = toneOf(moment.values.join(' '));
    const [fill, edge, ink] = given
      ? (['ground', 'muted', 'ink'] as const)
      : ([`${tone} fill`, `${tone} edge`, `${tone} text`] as const);
    const box = { x: x - width / 2, y: middle - size, width, height: 2 * size, radius: size, edge };
    shapes.push({ type: 'box', ...box, fill: size < leastRadius ? edge : fill });
    if (size >= leastRadius)
      shapes.push({
        type: 'text',
        text: moment.face,
        x,
        y: middle + 4,
        middle: true,
        size: faceSize,
        ink,
        style: 'strong',
      });
  }
  if (moment.end) {
    const shift = width > 0 ? width / 2 + 8 : moment.begins ? 9 : 0;
    shapes.push(...endShapes(moment.end, x + shift, middle, 9));
  }
  return { x, width, shapes };
}

/** The lane goes on. */
function arrowShape(x: number, middle: number): Shape {
  const d = `M${px(x - 5)} ${px(middle - 4)}L${px(x)} ${px(middle)}L${px(x - 5)} ${px(middle + 4)}`;
  return { type: 'path', d, edge: 'line', width: 1.2 };
}
