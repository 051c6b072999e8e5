import { lineShape, px, type Ink, type PathShape, type Shape } from './shape.js';
import { placeFlags } from './placeFlags.js';
import { textWidth } from './textWidth.js';

/** A part of a picture, and how much of its height it takes. */
export interface Block {
  readonly shapes: readonly Shape[];
  readonly height: number;
}

/** The `//` of an axis break, cut through whatever it crosses. */
export function breakShapes(x: number, top: number, bottom: number): PathShape[] {
  const [lean, half] = [3, 2.5];
  const side = (at: number): string => `${px(at + lean)} ${px(top)}L${px(at - lean)} ${px(bottom)}`;
  const back = `L${px(x + half - lean)} ${px(bottom)}L${px(x + half + lean)} ${px(top)}`;
  return [
    { type: 'path', d: `M${side(x - half)}${back}Z`, fill: 'ground' },
    { type: 'path', d: `M${side(x - half)}M${side(x + half)}`, edge: 'line' },
  ];
}

/** A text that found no room in its lane. */
export interface Note {
  readonly x: number;
  readonly text: string;
  readonly ink: Ink;
}

export const noteSize = 11;
const noteRow = 15;

/** The notes below a lane whose marks end at `from`: texts on stems, in rows from `top` on. */
export function noteBlock(notes: readonly Note[], from: number, top: number, right: number): Block {
  const widths = notes.map(({ text }) => textWidth(text, noteSize));
  const places = placeFlags(
    notes.map(({ x }, index) => ({ x, width: widths[index]! })),
    right,
  );
  const rowOf = (index: number): number => top + places[index]!.row * noteRow;
  const shapes: Shape[] = [
    ...notes.map((_, index): Shape => {
      const [x, width] = [places[index]!.left - 2, widths[index]! + 4];
      return { type: 'box', x, y: rowOf(index) + 1, width, height: noteRow - 1, radius: 0, fill: 'ground' };
    }),
    ...notes.map(({ x }, index) => lineShape(x, from, x, rowOf(index) + 1, 'line')),
    ...notes.map(({ text, ink }, index): Shape => {
      return { type: 'text', text, x: places[index]!.left, y: rowOf(index) + 12, size: noteSize, ink };
    }),
  ];
  const rows = places.reduce((most, { row }) => Math.max(most, row + 1), 0);
  return { shapes, height: rows * noteRow };
}
