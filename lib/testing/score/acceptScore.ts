import { drawScore } from './drawScore.js';
import { playScene } from './playScene.js';
import { readScore } from './readScore.js';
import type { Scene, Score } from './score.js';
import { kitTime, type VirtualTime } from './virtualTime.js';
import type { Words } from './word.js';
import { writeLanes } from './writeLanes.js';

/**
 * The score with what is heard as its expected lanes: for `--accept`, when the code is right and the score is not.
 * Look at the difference before you keep it.
 *
 * Throws an Error when something is heard at an instant that no column shows.
 *
 * ```ts
 * import { acceptScore, drawScore, readScore, type Words } from 'rx-lifeline/testing';
 * import { delay } from 'rxjs';
 *
 * const score = readScore(`# Late
 * tempo 1s
 *
 * ## a second later
 * source   a-b
 * > delayed by=1s
 * result   a--b
 * `);
 * const words: Words = {
 *   delayed: ({ given, durations, scheduler }) => ({
 *     result: given('source').pipe(delay(durations()['by'] ?? 0, scheduler)),
 *   }),
 * };
 * console.log(drawScore(acceptScore(score, words))); // with the result of the code: -a-b
 * ```
 */
export function acceptScore(score: Score, words: Words, time: VirtualTime = kitTime): Score {
  const accepted = { ...score, scenes: score.scenes.map((scene) => acceptScene(score, scene, words, time)) };
  return readScore(drawScore(accepted), score.file);
}

function acceptScene(score: Score, scene: Scene, words: Words, time: VirtualTime): Scene {
  const { lanes, namings, strays } = writeLanes(scene, score.preamble, playScene(scene, words, time));
  const [stray] = strays;
  if (stray) {
    const what = `${stray.lane} '${stray.value}' at ${stray.at} ms`;
    throw new Error(`${score.file}:${scene.line} cannot be accepted: ${what}, and no column is that instant`);
  }
  return { ...scene, preamble: { ...scene.preamble, where: [...scene.preamble.where, ...namings] }, expected: lanes };
}
