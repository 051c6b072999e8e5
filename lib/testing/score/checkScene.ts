import { drawStaff } from './drawScore.js';
import { playScene, type Heard, type Order } from './playScene.js';
import type { Lane, Scene, Score } from './score.js';
import { kitTime, type VirtualTime } from './virtualTime.js';
import type { Words } from './word.js';
import { writeLanes } from './writeLanes.js';

/**
 * Plays a scene and throws an Error that shows the wanted and the got lanes when they differ.
 *
 * A scene without `tie` is played in both orders of an instant, and must come out the same. In a scene with `tie`
 * the given lanes act from the top, before timers of the code, and the expected lanes must speak from the top.
 *
 * ```ts
 * import { checkScene, readScore, type Words } from 'rx-lifeline/testing';
 * import { delay } from 'rxjs';
 *
 * const score = readScore(`# Late
 * tempo 1s
 *
 * ## a second later
 * source   a-b
 * > delayed by=1s
 * result   -a-b
 * `);
 * const words: Words = {
 *   delayed: ({ given, durations, scheduler }) => ({
 *     result: given('source').pipe(delay(durations()['by'] ?? 0, scheduler)),
 *   }),
 * };
 * for (const scene of score.scenes) checkScene(score, scene, words); // throws when they differ
 * ```
 */
export function checkScene(score: Score, scene: Scene, words: Words, time: VirtualTime = kitTime): void {
  const orders: readonly Order[] = scene.preamble.tie ? ['given first'] : ['given first', 'given last'];
  for (const order of orders) {
    const problem = problemIn(score, scene, () => playScene(scene, words, time, order));
    const hint = order === 'given last' ? 'when what is given comes last in its instant (tie?)\n' : '';
    if (problem) throw new Error(`${score.file}:${scene.line} ${scene.title}\n${hint}${problem}`);
  }
}

function problemIn(score: Score, scene: Scene, play: () => Heard[]): string | null {
  let heard: Heard[];
  try {
    heard = play();
  } catch (error) {
    return String(error);
  }
  const { lanes, namings, strays } = writeLanes(scene, score.preamble, heard);
  const disorder = scene.preamble.tie ? disorderOf(scene, heard) : [];
  const same = lanes.every((lane, index) => sounds(lane, scene.expected[index]));
  if (same && strays.length === 0 && disorder.length === 0) return null;

  const given = drawStaff(scene, []);
  const wanted = drawStaff(scene).slice(given.length);
  const got = drawStaff(scene, lanes).slice(given.length);
  return [
    ...given.map((line) => `  ${line}`),
    'wanted',
    ...wanted.map((line) => `  ${line}`),
    'got',
    ...got.map((line) => `  ${line}`),
    ...namings.map(({ mark, values }) => `  where ${mark} = ${values.join(', ')}`),
    ...strays.map(({ lane, at, value }) => `  and ${lane} '${value}' at ${at} ms, which is no column`),
    ...disorder,
    ...heard
      .filter(({ cause }) => cause !== undefined)
      .map(({ lane, at, cause }) => `  # of ${lane} at ${at} ms: ${String(cause)}`),
  ].join('\n');
}

/** Whether two lanes say the same at the same instants. */
function sounds(got: Lane, wanted: Lane | undefined): boolean {
  const say = ({ name, events }: Lane): string => JSON.stringify([name, events.map(({ at, mark }) => [at, mark])]);
  return wanted ? say(got) === say(wanted) : false;
}

/** The instants in which a lower lane spoke before a higher one. */
function disorderOf(scene: Scene, heard: readonly Heard[]): string[] {
  const rank = ({ lane }: Heard): number => scene.expected.findIndex(({ name }) => name === lane);
  return heard.flatMap((each, index) => {
    const before = heard[index - 1] ?? each;
    const disordered = before.at === each.at && rank(before) > rank(each);
    return disordered ? [`  in the instant ${each.at} ms ${before.lane} speaks before ${each.lane}`] : [];
  });
}
