import { expect } from 'chai';
import { palettes } from '../../../lib/testing/picture/palette.js';
import type { Ink } from '../../../lib/testing/picture/shape.js';

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Every text and what it can stand on. */
const pairs: readonly (readonly [text: Ink, on: Ink])[] = [
  ['ink', 'ground'],
  ['ink', 'panel'],
  ['muted', 'ground'],
  ['muted', 'panel'],
  ['ground', 'ink'],
  ...(['good', 'waiting', 'bad', 'rest', 'plain'] as const).flatMap(
    (tone) =>
      [
        [`${tone} text`, `${tone} fill`],
        [`${tone} text`, 'ground'],
      ] as const,
  ),
];

describe('the colours of the pictures', () => {
  for (const [theme, palette] of Object.entries(palettes)) {
    for (const [text, on] of pairs) {
      it(`${theme}: ${text} on ${on} has a contrast of 4.5 : 1 (WCAG AA)`, () => {
        expect(contrast(palette[text], palette[on])).to.be.at.least(4.5);
      });
    }
  }
});
