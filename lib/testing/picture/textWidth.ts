import type { TextStyle } from './shape.js';

/** Characters by their width in em, in the widest of the fonts that a reader is likely to have. */
const widths: readonly (readonly [string, number])[] = [
  ["ijl!|',.:;I[]/\\ ", 0.3],
  ['ftr()-{}"*`', 0.39],
  ['ckJsvxyz', 0.54],
  ['FLTZ', 0.67],
  ['ABEKPSVXY&', 0.73],
  ['CDHNRUw', 0.79],
  ['GOQ', 0.84],
  ['mM%', 0.95],
  ['W@', 1.1],
];

const wide = new Map(widths.flatMap(([characters, em]) => [...characters].map((character) => [character, em])));

/**
 * The width of a text in px, rather too much than too little: nobody measures where pictures are painted, and every
 * reader has another font.
 */
export function textWidth(text: string, size: number, style?: TextStyle): number {
  if (style === 'code') return text.length * 0.62 * size;
  const em = [...text].reduce((sum, character) => sum + (wide.get(character) ?? (character < '\u0250' ? 0.61 : 1)), 0);
  return em * size * (style === 'strong' ? 1.08 : 1);
}
