import { beginShape, endShapes } from './endShapes.js';
import type { Moment } from './moment.js';
import type { Shape } from './shape.js';
import { textWidth } from './textWidth.js';
import { toneOf } from './toneOf.js';

/** The marks of one instant of a lane, and how far they reach. */
export interface Marble {
  readonly left: number;
  readonly right: number;
  /** The middle of its values. */
  readonly x: number;
  readonly shapes: readonly Shape[];
}

export const widestRadius = 9;
/** A smaller marble has no room for its letter. */
const leastRadius = 6.5;
const faceSize = 11;

/** The radius of the marbles at these places: as big as the closest two of them allow. */
export function radiusFor(places: readonly number[]): number {
  const gaps = places.slice(1).map((place, index) => place - places[index]!);
  const allowed = Math.min(widestRadius, ...gaps.map((gap) => (gap - 1) / 2));
  return allowed < leastRadius ? Math.max(2, Math.min(4, allowed)) : allowed;
}

export function hasFace(radius: number): boolean {
  return radius >= leastRadius;
}

export function marbleWidth({ face, values }: Moment, radius: number): number {
  if (values.length === 0) return 0;
  const one = face.length === 1 || !hasFace(radius);
  return one ? 2 * radius : Math.max(2 * radius, textWidth(face, faceSize, 'strong') + 9);
}

/** The begin, the values and the end of an instant, beside each other: hollow where given, else coloured. */
export function marbleAt(moment: Moment, at: number, middle: number, radius: number, given: boolean): Marble {
  const width = marbleWidth(moment, radius);
  const x = moment.begins && width > 0 ? at + 8 + width / 2 : at;
  const shapes: Shape[] = moment.begins ? [beginShape(at, middle)] : [];
  if (width > 0) {
    const tone = toneOf(moment.values.join(' '));
    const [fill, edge, ink] = given
      ? (['ground', 'muted', 'ink'] as const)
      : ([`${tone} fill`, `${tone} edge`, `${tone} text`] as const);
    const box = { x: x - width / 2, y: middle - radius, width, height: 2 * radius, radius, edge };
    shapes.push({ type: 'box', ...box, fill: hasFace(radius) ? fill : edge });
    const text = { text: moment.face, x, y: middle + 4, middle: true, size: faceSize, ink, style: 'strong' } as const;
    if (hasFace(radius)) shapes.push({ type: 'text', ...text });
  }
  const end = x + (width > 0 ? width / 2 + 8 : moment.begins ? 12 : 0);
  if (moment.end) shapes.push(...endShapes(moment.end, end, middle, widestRadius));
  return { left: at - Math.max(width / 2, 5), right: moment.end ? end + 6 : x + width / 2, x, shapes };
}
