import type { Observable, SchedulerLike } from 'rxjs';
import type { Option } from './score.js';

/**
 * The bridge from a word in a score to the code that it stands for: it takes the given lanes and the options, and
 * returns the lanes it makes, by name. Those that the scene expects are subscribed when the scene begins (or when
 * its `listener` comes) and left when it ends.
 *
 * A lane emits values; its end is `|` or `#`. A lane of lanes is a staircase: each inner Observable is a lane of
 * its own, the next of that name. Nothing else may happen between the call and the first subscription.
 *
 * ```ts
 * import type { Word } from 'rx-lifeline/testing';
 * import { delay } from 'rxjs';
 *
 * const delayed: Word = ({ given, durations, scheduler }) => ({
 *   result: given('source').pipe(delay(durations()['by'] ?? 0, scheduler)),
 * });
 * console.log({ delayed }); // the words to check a score with: checkScene(score, scene, { delayed })
 * ```
 */
export type Word = (stage: Stage) => Readonly<Record<string, Observable<string | Observable<string>>>>;

/** The words that a set of scores may use. */
export type Words = Readonly<Record<string, Word>>;

/** What a word is given. */
export interface Stage {
  /**
   * The given lane of that name, hot. When several lanes have the name, the first subscription hears the first of
   * them, the second the second, and so on. An Error names the lanes there are when it is none of them.
   */
  given(name: string): Observable<string>;
  /** Whether there is a given lane of that name. */
  has(name: string): boolean;
  /** Those behind the word, as written. */
  readonly options: readonly Option[];
  /** The options as milliseconds; `never` is `Infinity`. An Error names the option that is no duration. */
  durations(): Record<string, number>;
  /** Names of the expected lanes, each once. */
  readonly expected: readonly string[];
  /** Virtual time, 0 when the scene begins. */
  readonly scheduler: SchedulerLike;
}
