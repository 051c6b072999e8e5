/** What a state or a value means to the eye. */
export type Tone = 'good' | 'waiting' | 'bad' | 'rest' | 'plain';

/** A colour by its part in the picture; the theme says which one that is. */
export type Ink = 'ground' | 'panel' | 'hair' | 'line' | 'muted' | 'ink' | `${Tone} ${'fill' | 'edge' | 'text'}`;

/** One thing in a picture, in px from its top left corner. */
export type Shape = TextShape | BoxShape | PathShape;

export interface TextShape {
  readonly type: 'text';
  readonly text: string;
  /** The left end of the text, or its middle, on the line on which it stands. */
  readonly x: number;
  readonly y: number;
  readonly middle?: boolean;
  readonly size: number;
  readonly ink: Ink;
  readonly style?: TextStyle;
}

/** `strong` is semi-bold, `code` a monospaced face. */
export type TextStyle = 'strong' | 'code';

/** A rectangle; as round as its height, it is a marble. */
export interface BoxShape {
  readonly type: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly fill?: Ink;
  readonly edge?: Ink;
}

export interface PathShape {
  readonly type: 'path';
  /** As in SVG. */
  readonly d: string;
  readonly fill?: Ink;
  readonly edge?: Ink;
  /** Of the edge; 1 unless told. */
  readonly width?: number;
  readonly dashed?: boolean;
}

/** A number of px as it is written: to a tenth. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A straight line. */
export function lineShape(x1: number, y1: number, x2: number, y2: number, edge: Ink, width = 1): PathShape {
  return { type: 'path', d: `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`, edge, width };
}
