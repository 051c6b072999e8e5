import { expect } from 'chai';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { TestScheduler } from 'rxjs/testing';
import { acceptScore } from '../lib/testing/score/acceptScore.js';
import { checkScene } from '../lib/testing/score/checkScene.js';
import { drawScore } from '../lib/testing/score/drawScore.js';
import { readScore } from '../lib/testing/score/readScore.js';
import type { Score } from '../lib/testing/score/score.js';
import type { VirtualTime } from '../lib/testing/score/virtualTime.js';
import { words } from '../marbles/words.js';
import { pictures, picturesFolder } from '../scripts/pictures.js';

const accept = process.argv.includes('--accept');

/** Plays every score of marbles/. With `--accept` their expected lanes are first rewritten to what is heard. */
for (const name of readdirSync('marbles').filter((each) => each.endsWith('.marble'))) {
  const file = `marbles/${name}`;
  describe(file, () => {
    const score = readOrFail(file);
    if (!score) return;
    it(`${score.title}: is laid out as drawScore does it`, () => {
      expect(readFileSync(file, 'utf8')).to.equal(drawScore(score));
    });
    for (const scene of score.scenes) {
      const clauses = [...score.preamble.proves, ...scene.preamble.proves].join(' ');
      it(`${clauses}: ${scene.title}`, () => checkScene(score, scene, words));
    }
    const ofOperators = score.scenes.filter(({ word }) => word.startsWith('liveness'));
    if (ofOperators.length > 0) {
      it('LIV-7: comes out the same in the stock TestScheduler.run', () => {
        for (const scene of ofOperators) checkScene(score, scene, words, stockTime);
      });
    }
  });
}

/** Compares what is printed from the scores with what would be. With `--accept` it is printed first. */
describe(picturesFolder, () => {
  let wanted: Map<string, string>;
  before(() => {
    wanted = pictures();
    if (!accept) return;
    mkdirSync(picturesFolder, { recursive: true });
    for (const path of printed().filter((each) => !wanted.has(each))) rmSync(path);
    for (const [path, text] of wanted) writeFileSync(path, text);
  });

  it('shows every score as it is, in light and dark, and its page too; `npm run marbles -- --accept` renews them', () => {
    const stale = [...wanted].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
    expect(stale.map(([path]) => path)).to.deep.equal([]);
  });

  it('shows nothing else', () => {
    expect(printed().filter((path) => !wanted.has(path))).to.deep.equal([]);
  });
});

function printed(): string[] {
  return existsSync(picturesFolder) ? readdirSync(picturesFolder).map((name) => `${picturesFolder}/${name}`) : [];
}

/** A score that cannot be read fails a test of its own, not all the others. */
function readOrFail(file: string): Score | undefined {
  try {
    const score = readScore(readFileSync(file, 'utf8'), file);
    if (!accept) return score;
    const accepted = acceptScore(score, words);
    writeFileSync(file, drawScore(accepted));
    return accepted;
  } catch (error) {
    it('can be read', () => {
      throw error;
    });
    return undefined;
  }
}

const stockTime: VirtualTime = (body, until) => {
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(() => {
    scheduler.maxFrames = until;
    body(scheduler, () => 0);
  });
};
