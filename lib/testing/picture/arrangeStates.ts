import type { Lane } from '../score/score.js';
import type { Grid, Need } from './arrangeGrid.js';
import { breakShapes, noteBlock, type Block, type Note } from './block.js';
import { endShapes } from './endShapes.js';
import { momentOf, type Moment } from './moment.js';
import { lineShape, px, type Ink, type PathShape, type Shape } from './shape.js';
import { textWidth } from './textWidth.js';
import { toneOf } from './toneOf.js';

const nameSize = 12.5;
const reasonSize = 11;
const padding = 8;
const sliver = 7;

/** The two lines of a band: the name of its state, and why. */
interface Legend {
  readonly name: string;
  readonly reason: string;
}

/** What each state of the lane would like to have room for. */
export function needsOfStates(lane: Lane): Need[] {
  return statesOf(lane).map((state, index, all) => ({
    from: state.column,
    to: all[index + 1]?.column ?? 'end',
    width: widthOf(split(state.values.at(-1)!)) + slivers(state) + 2 * padding + 2,
    whole: true,
  }));
}

/** A lane of states as a row of bands, each with its state's name and reason in it, or below it when it is too short. */
export function arrangeStates(lane: Lane, grid: Grid, top: number, right: number): Block {
  const states = statesOf(lane);
  const height = states.some(({ values }) => values.some((value) => value.includes(' '))) ? 40 : 27;
  const middle = top + height / 2;
  const moments = lane.events.map(momentOf);
  const final = moments.find(({ end }) => end !== null);
  const laneEnd = final ? grid.x(final.column) : grid.end;
  const first = states[0];
  const shapes: Shape[] = [];
  const texts: Shape[] = [];
  const notes: Note[] = [];

  const quietUntil = first ? grid.x(first.column) - 3 : laneEnd;
  const begin = grid.x(lane.start);
  if (quietUntil > begin) shapes.push({ ...lineShape(begin, middle, quietUntil, middle, 'line'), dashed: true });

  states.forEach((state, index) => {
    const next = states[index + 1];
    const from = grid.x(state.column);
    const to = next ? grid.x(next.column) - 2 : laneEnd;
    shapes.push(...bandShapes(state, from, to, top, height, !next && !final));

    const last = state.values.at(-1)!;
    const rooms = roomsBetween(from + slivers(state) + padding, to - padding + 4, grid.breaks);
    const places = rooms.flatMap((each) => legendsOf(state).map((legend) => ({ legend, ...each })));
    const fitting = places.filter(({ legend, left, until }) => left + widthOf(legend) <= until);
    const place = fitting.find(({ legend }) => hiddenBy(legend, state) === '') ?? fitting[0];
    const ink = `${toneOf(last)} text` as const;
    if (place) texts.push(...legendShapes(place.legend, place.left, height, top, ink));
    const hidden = hiddenBy(place?.legend, state);
    if (hidden !== '') notes.push({ x: from + 4, text: hidden, ink });
  });
  const cuts = grid.breaks.filter((x) => x > begin && x < laneEnd);
  shapes.push(...cuts.flatMap((x) => breakShapes(x, top - 2, top + height + 2)), ...texts);
  if (final?.end) shapes.push(...endShapes(final.end, laneEnd, middle, height / 2));

  const hung = noteBlock(notes, top + height, top + height + 3, right);
  return { shapes: [...shapes, ...hung.shapes], height: height + hung.height };
}

/** The parts of a band that no axis break cuts. */
function roomsBetween(left: number, until: number, breaks: readonly number[]): { left: number; until: number }[] {
  const cuts = breaks.filter((x) => x > left && x < until + 9);
  const lefts = [left, ...cuts.map((x) => x + 9)];
  return lefts.map((start, index) => ({ left: start, until: Math.min(until, (cuts[index] ?? Infinity) - 6) }));
}

function statesOf(lane: Lane): Moment[] {
  return lane.events.map(momentOf).filter(({ values }) => values.length > 0);
}

function slivers({ values }: Moment): number {
  return (values.length - 1) * sliver;
}

function split(value: string): Legend {
  const [name = '', ...reason] = value.split(' ');
  return { name, reason: reason.join(' ') };
}

/** What a band may say, the longest first: all its states, the one that holds, or only the name of that one. */
function legendsOf({ values }: Moment): Legend[] {
  const all = values.map(split);
  const last = all.at(-1)!;
  const joined = { name: all.map(({ name }) => name).join(' › '), reason: reasonsOf(all) };
  return [...(all.length > 1 ? [joined] : []), last, ...(last.reason === '' ? [] : [{ ...last, reason: '' }])];
}

/** What a state has to say besides its legend. */
function hiddenBy(legend: Legend | undefined, { values }: Moment): string {
  if (!legend) return values.join(', ');
  return legend.reason === '' ? reasonsOf(values.map(split)) : '';
}

function reasonsOf(legends: readonly Legend[]): string {
  const reasons = legends.map(({ reason }) => reason);
  return reasons.filter((reason) => reason !== '').join(' › ');
}

function widthOf({ name, reason }: Legend): number {
  return Math.max(textWidth(name, nameSize, 'strong'), textWidth(reason, reasonSize));
}

function legendShapes({ name, reason }: Legend, x: number, height: number, top: number, ink: Ink): Shape[] {
  const middle = top + height / 2;
  const upper = reason ? middle - 3 : middle + 4.5;
  const shapes: Shape[] = [{ type: 'text', text: name, x, y: upper, size: nameSize, ink, style: 'strong' }];
  return reason ? [...shapes, { type: 'text', text: reason, x, y: middle + 12, size: reasonSize, ink }] : shapes;
}

/** The band of an instant's last state, with a sliver for each that it passed through; open when it goes on. */
function bandShapes(state: Moment, from: number, to: number, top: number, height: number, open: boolean): PathShape[] {
  return state.values.flatMap((value, index): PathShape[] => {
    const left = from + index * sliver;
    const outline = bandPath(left, Math.max(to, left + 2), top, height, index === 0 ? 7 : 0, open ? 0 : 7);
    const [fill, edge] = [`${toneOf(value)} fill`, `${toneOf(value)} edge`] as const;
    return open
      ? [
          { type: 'path', d: `${outline}Z`, fill },
          { type: 'path', d: outline, edge },
        ]
      : [{ type: 'path', d: `${outline}Z`, fill, edge }];
  });
}

/** Around a band, from its upper right corner to its lower right. */
function bandPath(left: number, right: number, top: number, height: number, begin: number, end: number): string {
  const bottom = top + height;
  const [a, b] = [Math.min(begin, (right - left) / 2), Math.min(end, (right - left) / 2)];
  const arc = (radius: number, x: number, y: number): string =>
    radius > 0 ? `A${px(radius)} ${px(radius)} 0 0 0 ${px(x)} ${px(y)}` : '';
  return [
    `M${px(right)} ${px(top + b)}${arc(b, right - b, top)}`,
    `H${px(left + a)}${arc(a, left, top + a)}V${px(bottom - a)}${arc(a, left + a, bottom)}`,
    `H${px(right - b)}${arc(b, right, bottom - b)}`,
  ].join('');
}
