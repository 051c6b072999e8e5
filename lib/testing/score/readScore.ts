import { readPreamble } from './readPreamble.js';
import { readScene } from './readScene.js';
import type { Score } from './score.js';
import { linesOf, wrong } from './line.js';

/**
 * Reads the text of a `.marble` file. `file` is used in messages only.
 *
 * - `# Title`, prose, then scenes, each `## title`, prose, lanes. Above the line `> word option=value` stands what is
 *   given, below it what is expected. Options are durations such as `4s`, or `never`.
 * - A column is an instant: `tempo 1s` says how long one is. The lane `time`, which is checked, names instants at
 *   their columns; `~` folds the time up to the next label, from which the tempo goes on (`0s  3s ~20m`).
 * - Below `time`, `point  T0  T1` names instants, and `span  [--4s--]` is the time from one instant to another, which
 *   is checked as well; there may be several lines of spans.
 * - A lane is a name, two spaces or more, marks: `-` silence, `=` the state holds, `|` complete, `#` error, a letter
 *   or digit a value; spaces before it: it does not live yet. `where z = lost, offline` tells which values of one
 *   instant a letter is. Several lanes of one name are a staircase, a lane for each subscription.
 * - `listener  ^--!` is given: who subscribes and leaves; without it, all the scene long. The name of a given lane
 *   among the expected ones means its subscriptions, `^---!`.
 * - `proves LIV-2` names clauses. `tie` makes the order of lanes the order within an instant; without it no order
 *   may matter.
 *
 * Nothing is guessed: what is not a score throws a `ScoreError` with file, line, column, what is wrong and what
 * is allowed. `drawScore(readScore(text))` is `text`, if that was laid out as `drawScore` does it.
 *
 * ```ts
 * import { readScore } from 'rx-lifeline/testing';
 *
 * const score = readScore(`# Late
 * tempo 1s
 *
 * ## a second later
 * source   a-b
 * > delay by=1s
 * result   -a-b
 * `);
 * console.log(score.scenes[0]?.expected[0]?.events[0]?.at); // 1000
 * ```
 */
export function readScore(text: string, file = 'score.marble'): Score {
  const lines = linesOf(text, file);
  const tabbed = lines.find((line) => line.text.includes('\t'));
  if (tabbed) throw wrong(tabbed, tabbed.text.indexOf('\t'), 'a tab has no width in a score', 'use spaces');

  const [head, ...bodies] = parts(lines);
  const [title, ...preambleLines] = head ?? [];
  if (!title || !/^# \S/.test(title.text))
    throw wrong(lines[0]!, 0, 'a score begins with its title', "write '# Title' in its first line");
  const { preamble, rest } = readPreamble(preambleLines);
  if (rest[0]) throw wrong(rest[0], 0, 'no scene has begun yet', "put '## scene' above its lanes");
  if (preamble.tie) throw wrong(title, 0, "'tie' is said in the score's preamble", 'it belongs to a scene');
  if (bodies.length === 0) throw wrong(title, 0, 'a score without a scene', "write '## scene' and its lanes");
  return { file, title: title.text.slice(2), preamble, scenes: bodies.map((body) => readScene(body, preamble)) };
}

/** The lines before the first `##`, then those of each scene. */
function parts<L extends { readonly text: string }>(lines: readonly L[]): L[][] {
  const result: L[][] = [[]];
  for (const line of lines) {
    if (line.text.startsWith('## ')) result.push([]);
    result.at(-1)?.push(line);
  }
  return result;
}
