import { duration } from './duration.js';
import { plain, type Colour, type Paint } from './paint.js';

/** What a gauge shows. Times are ms. */
export interface GaugeConfig {
  /** What has lasted so long, e.g. `ada has heard nothing for`. */
  readonly title: string;
  readonly elapsed: number;
  /** The thresholds, the smallest first; the last is the end of the bar. */
  readonly marks: readonly { readonly at: number; readonly name: string; readonly colour: Colour }[];
  /** In columns. */
  readonly width: number;
  readonly paint?: Paint;
}

/** Three lines: what is waited for, a bar that grows towards the thresholds, and their names under it. */
export function gauge({ title, elapsed, marks, width, paint = plain }: GaugeConfig): readonly string[] {
  const end = marks.at(-1)?.at ?? 1;
  const cellOf = (ms: number) => Math.floor((ms / end) * width);
  const next = marks.find(({ at }) => elapsed < at);
  const passed = marks.filter(({ at }) => elapsed >= at).at(-1);

  const now = `${title} ${tenths(elapsed)}`;
  const wait = next ? `next: ${next.name} in ${tenths(Math.ceil((next.at - elapsed) / 100) * 100)}` : '';
  const filled = cellOf(elapsed);
  const bar = Array.from({ length: width }, (_, cell) => {
    const isMark = marks.some(({ at }) => cellOf(at) === cell + 1);
    if (cell < filled) return isMark ? '╋' : '━';
    return isMark ? '┼' : '╌';
  }).join('');
  const names = marks.reduce((line, { at, name }) => {
    const room = cellOf(at) - line.length;
    const label = [`${name} ${duration(at)}`, duration(at), ''].find(({ length }) => length <= room) ?? '';
    return line + label.padStart(room);
  }, '');

  return [
    `${now}${wait.padStart(width - now.length)}`.trimEnd().slice(0, width),
    paint(passed?.colour ?? 'green', bar.slice(0, filled)) + paint('dim', bar.slice(filled)),
    paint('dim', names.slice(0, width)),
  ];
}

/** As {@link duration}, but seconds keep their tenths, so that they don't jump. */
function tenths(ms: number): string {
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : duration(ms);
}
