import { readDuration } from '../score/duration.js';
import type { LaneEvent } from '../score/score.js';
import { writeDuration } from './writeDuration.js';

const signs = ['^', '!', '|', '#'];

/** What happens to a lane in one instant, as a reader sees it. */
export interface Moment {
  readonly column: number;
  /** The values, without the marks of a lane's begin and end. */
  readonly values: readonly string[];
  /** What a marble has room for: the values, when each is a single character, else the mark of the score. */
  readonly face: string;
  readonly begins: boolean;
  readonly end: '!' | '|' | '#' | null;
}

export function momentOf({ column, mark, values: all }: LaneEvent): Moment {
  const values = all.filter((value) => !signs.includes(value));
  const short = values.every((value) => value.length === 1);
  const last = all.at(-1);
  return {
    column,
    values,
    face: short ? values.join(' ') : mark,
    begins: all.includes('^'),
    end: last === '!' || last === '|' || last === '#' ? last : null,
  };
}

/** What a marble's face does not say: its values, when they are words. */
export function labelOf({ values }: Moment): string {
  return values.some((value) => value.length > 1) ? values.map(readable).join(', ') : '';
}

/** A value with its durations as readers write them: `drain 2s` is `drain 2 s`. */
function readable(value: string): string {
  return value.replace(/\S+/g, (word) => (readDuration(word) === undefined ? word : writeDuration(word)));
}
