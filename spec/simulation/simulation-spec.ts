import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bugs } from './bugs.js';
import { bundle, planted } from './bundle.js';
import { play } from './play.js';
import { simulate } from './simulate.js';

describe('the simulation', function () {
  this.timeout(120_000);

  it('API-5: seeds 1 to 5: whatever happens to 2-8 clients and their hub in 20 min, every invariant holds', () => {
    for (const seed of [1, 2, 3, 4, 5]) expect(play(seed).faults, `seed ${seed}`).to.deep.equal([]);
  });

  it('API-6: a seed has the same trace once more, here and in another process', async () => {
    const { hash } = play(6);
    expect(play(6).hash).to.equal(hash);
    expect(play(7).hash).not.to.equal(hash);
    const folder = mkdtempSync(join(tmpdir(), 'simulation-'));
    try {
      const hashes: string[] = [];
      const task = { jobs: 1, seed: 6, seeds: 1, untilFault: false, story: false };
      await simulate(await bundle(folder), task, (report) => hashes.push(report.hash));
      expect(hashes).to.deep.equal([hash]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const bug of bugs) {
    it(`is about a bug that still applies: ${bug.name}`, () => {
      const source = readFileSync(join('lib', bug.file), 'utf8');
      expect(planted(bug, source)).not.to.equal(source);
    });
  }
});
