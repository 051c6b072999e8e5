import type { Label, Ruler } from '../score/score.js';
import type { Grid, Need } from './arrangeGrid.js';
import { breakShapes, type Block } from './block.js';
import { lineShape, px, type Shape } from './shape.js';
import { textWidth } from './textWidth.js';
import { writeDuration, writeMs } from './writeDuration.js';

const size = 11;
const rowHeight = 15;
const spanHeight = 19;

/** A ruler in a picture, and the places whose instants lead down through the lanes. */
export interface RulerBlock extends Block {
  readonly guides: readonly number[];
}

/** What the labels, names and spans of the ruler would like to have room for. */
export function needsOfRuler({ labels, points, spans }: Ruler): Need[] {
  const apart = (row: readonly Label[], write: (text: string) => string): Need[] =>
    row.slice(1).map(({ column, text }, index) => {
      const before = row[index]!;
      const width = (textWidth(write(before.text), size) + textWidth(write(text), size)) / 2 + 8;
      return { from: before.column, to: column, width };
    });
  const inside = spans.map(({ from, to, text }) => ({ from, to, width: textWidth(writeDuration(text), size) + 34 }));
  return [...apart(labels, writeDuration), ...apart(points, String), ...inside];
}

/** The time of a scene: names of instants, the instants, the axis with its breaks, and the spans below it. */
export function arrangeRuler(ruler: Ruler, grid: Grid, top: number): RulerBlock {
  const { points, spans } = ruler;
  const labels = ruler.labels.length > 0 ? ruler.labels.map(readable) : ticksOf(ruler, grid);
  const begin = grid.x(0);
  const shapes: Shape[] = [];
  let y = top;

  for (const { column, text } of points) shapes.push(...pointShapes(text, grid.x(column), y));
  if (points.length > 0) y += 21;

  const rows: number[] = [];
  const places = labels.map(({ column, text }) => {
    const [x, half] = [grid.x(column), textWidth(text, size) / 2];
    const free = rows.findIndex((until) => until <= x - half);
    const row = free < 0 ? rows.length : free;
    rows[row] = x + half + 6;
    return { x, row, text };
  });
  const axis = y + Math.max(1, rows.length) * rowHeight + 5;
  for (const { x, row, text } of places) {
    const base = axis - 8 - row * rowHeight;
    if (row > 0) shapes.push(lineShape(x, base + 3, x, axis, 'hair'));
    shapes.push({ type: 'text', text, x, y: base, middle: true, size, ink: 'muted' });
    shapes.push(lineShape(x, axis - 4, x, axis, 'line'));
  }
  shapes.push(lineShape(begin, axis, grid.end, axis, 'line'));
  shapes.push(...grid.breaks.flatMap((x) => breakShapes(x, axis - 4, axis + 4)));

  for (const span of spans) {
    const middle = axis + 6 + span.row * spanHeight + spanHeight / 2;
    shapes.push(...spanShapes(writeDuration(span.text), grid.x(span.from), grid.x(span.to), middle, grid.end));
  }
  const spanRows = spans.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const columns = [...labels, ...points].map(({ column }) => column);
  const guides = new Set([...columns, ...spans.flatMap(({ from, to }) => [from, to])].map((column) => grid.x(column)));
  const bottom = axis + 8 + (spanRows > 0 ? spanRows * spanHeight + 4 : 0);
  return { shapes, height: bottom - top, guides: [...guides].sort((a, b) => a - b) };
}

function readable({ column, text, at }: Label): Label {
  return { column, text: writeDuration(text), at };
}

/** Labels for a ruler that has none: round instants, well apart. */
function ticksOf({ instants }: Ruler, grid: Grid): Label[] {
  const far = [1, 2, 5, 10, 20, 50, 100].find((count) => grid.x(count) - grid.x(0) >= 60) ?? instants.length;
  return instants.flatMap((at, column) => (at === null || column % far > 0 ? [] : [{ column, text: writeMs(at), at }]));
}

function pointShapes(name: string, x: number, top: number): Shape[] {
  const width = textWidth(name, size, 'strong') + 10;
  return [
    { type: 'box', x: x - width / 2, y: top, width, height: 17, radius: 8.5, fill: 'ink' },
    { type: 'text', text: name, x, y: top + 12.5, middle: true, size, ink: 'ground', style: 'strong' },
  ];
}

/** A dimension line: its length stands in the middle of it, or beside it where it is too short. */
function spanShapes(text: string, from: number, to: number, middle: number, end: number): Shape[] {
  const wide = textWidth(text, size, 'strong');
  const room = to - from;
  const inside = room >= wide + 26;
  const [l, r] = [px(from), px(to)];
  const arrow = (x: number, way: number): string =>
    `M${px(x + 5 * way)} ${px(middle - 3)}L${px(x)} ${px(middle)}L${px(x + 5 * way)} ${px(middle + 3)}`;
  const arrows = room >= 14 ? arrow(from + 0.5, 1) + arrow(to - 0.5, -1) : '';
  const bars = `M${l} ${px(middle - 6)}V${px(middle + 6)}M${r} ${px(middle - 6)}V${px(middle + 6)}`;
  const center = inside ? (from + to) / 2 : to + 7 + wide / 2 <= end + 10 ? to + 7 + wide / 2 : from - 7 - wide / 2;
  return [
    { type: 'path', d: `M${l} ${px(middle)}H${r}${bars}${arrows}`, edge: 'muted' },
    { type: 'box', x: center - wide / 2 - 5, y: middle - 8, width: wide + 10, height: 16, radius: 0, fill: 'ground' },
    { type: 'text', text, x: center, y: middle + 4, middle: true, size, ink: 'ink', style: 'strong' },
  ];
}
