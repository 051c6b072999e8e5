import { lineShape, px, type PathShape } from './shape.js';

/** How a lane ends: `|` complete, `#` an error, `!` left. `half` is half the height of the lane's marks. */
export function endShapes(end: '!' | '|' | '#', x: number, middle: number, half: number): PathShape[] {
  switch (end) {
    case '|':
      return [lineShape(x, middle - half, x, middle + half, 'ink', 2)];
    case '#': {
      const [l, r, t, b] = [px(x - 5), px(x + 5), px(middle - 5), px(middle + 5)];
      return [{ type: 'path', d: `M${l} ${t}L${r} ${b}M${r} ${t}L${l} ${b}`, edge: 'bad edge', width: 2.2 }];
    }
    case '!':
      return [
        lineShape(x, middle - 8, x, middle + 2, 'muted', 2.2),
        lineShape(x, middle + 5.5, x, middle + 7.7, 'muted', 2.2),
      ];
  }
}

/** How a subscription begins: `^`. */
export function beginShape(x: number, middle: number): PathShape {
  const d = `M${px(x - 5)} ${px(middle + 4)}L${px(x)} ${px(middle - 5)}L${px(x + 5)} ${px(middle + 4)}`;
  return { type: 'path', d, edge: 'muted', width: 2 };
}
