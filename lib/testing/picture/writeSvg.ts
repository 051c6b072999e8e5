import type { Block } from './block.js';
import { palettes, type Theme } from './palette.js';
import { px, type Ink, type Shape } from './shape.js';

const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";
const mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

/** What a picture is about, for those who do not see it. */
export interface Words {
  readonly title: string;
  readonly description: string;
}

/** The text of an SVG. */
export function writeSvg(
  { shapes, height }: Block,
  width: number,
  { title, description }: Words,
  theme: Theme,
): string {
  const palette = palettes[theme];
  const root = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    'font-family': sans,
  });
  return [
    `<svg${root}>`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    `<rect${attributes({ width, height, fill: palette.ground })}/>`,
    ...shapes.map((shape) => writeShape(shape, palette)),
    '</svg>',
    '',
  ].join('\n');
}

function writeShape(shape: Shape, palette: Readonly<Record<Ink, string>>): string {
  const paint = (ink: Ink | undefined): string => (ink ? palette[ink] : 'none');
  switch (shape.type) {
    case 'text': {
      const { x, y, size, ink, style, middle, text } = shape;
      const place = { x: px(x), y: px(y), 'font-size': size, fill: paint(ink) };
      const face = {
        ...(style === 'strong' && { 'font-weight': 600 }),
        ...(style === 'code' && { 'font-family': mono }),
      };
      return `<text${attributes({ ...place, ...face, ...(middle && { 'text-anchor': 'middle' }) })}>${escaped(text)}</text>`;
    }
    case 'box': {
      const { x, y, width, height, radius, fill, edge } = shape;
      const form = { x: px(x), y: px(y), width: px(width), height: px(height), ...(radius > 0 && { rx: px(radius) }) };
      return `<rect${attributes({ ...form, fill: paint(fill), ...(edge && { stroke: paint(edge) }) })}/>`;
    }
    case 'path': {
      const { d, fill, edge, width = 1, dashed } = shape;
      const pen = edge && {
        stroke: paint(edge),
        ...(width !== 1 && { 'stroke-width': width }),
        'stroke-linecap': 'round',
      };
      return `<path${attributes({ d, fill: paint(fill), ...pen, ...(dashed && { 'stroke-dasharray': '1 5' }) })}/>`;
    }
  }
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

/** What XML may not hold: most controls, halves of characters, two that are none. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(forbidden, '\ufffd').replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
