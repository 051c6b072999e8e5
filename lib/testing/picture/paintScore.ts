import { checkedNames } from '../../liveness/checkedNames.js';
import type { Score } from '../score/score.js';
import { arrangeScore, pictureWidth } from './arrangeScore.js';
import { describeScore } from './describeScore.js';
import { palettes, type Theme } from './palette.js';
import { writeSvg } from './writeSvg.js';

/** How a score is painted. */
export interface PaintConfig {
  /** The ground that the picture is for: `'light'` (white; unless told) or `'dark'`. */
  readonly theme?: Theme;
}

/**
 * A score as a picture: the text of an SVG, 880 px wide, with a title and a description in words for those who do not
 * see it. The same score is the same text, byte for byte, on every machine.
 *
 * States are bands, values are marbles; what is given stands above the word, what is expected below it. Where the
 * ruler of the score folds the time, the axis is broken. Throws a `RangeError` when there is no such theme.
 *
 * ```ts
 * import { paintScore, readScore } from 'rx-lifeline/testing';
 *
 * const score = readScore(`# Late
 * tempo 1s
 *
 * ## a second later
 * source   a-b
 * > delay by=1s
 * result   -a-b
 * `);
 * const picture = paintScore(score, { theme: 'dark' });
 * console.log(picture.slice(0, 4)); // <svg
 * ```
 */
export function paintScore(score: Score, config: PaintConfig = {}): string {
  checkedNames(config, ['theme'], 'paintScore: config');
  const { theme = 'light' } = config;
  if (!Object.hasOwn(palettes, theme)) throw new RangeError(`theme is '${theme}'; it is 'light' or 'dark'`);
  const words = { title: score.title, description: describeScore(score) };
  return writeSvg(arrangeScore(score), pictureWidth, words, theme);
}
