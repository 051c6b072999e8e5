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
  const shapes = notes.flatMap(({ x, text, ink }, index): Shape[] => {
    const { row, left } = places[index]!;
    const y = top + row * noteRow;
    return [lineShape(x, from, x, y + 2, 'line'), { type: 'text', text, x: left, y: y + 11.5, size: noteSize, ink }];
  });
  const rows = places.reduce((most, { row }) => Math.max(most, row + 1), 0);
  return { shapes, height: rows * noteRow };
}
