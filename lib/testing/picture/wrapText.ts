import type { TextStyle } from './shape.js';
import { textWidth } from './textWidth.js';

/** The lines of a text that is broken between words where it would be wider than `width` px. */
export function wrapText(text: string, width: number, size: number, style?: TextStyle): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size, style) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
