import { expect } from 'chai';
import { createRuns } from '../../../lib/hub/memory/runs.js';

/** Runs in which `seqs` were added. */
function runsOf(...seqs: number[]) {
  const runs = createRuns();
  seqs.forEach(runs.add);
  return runs;
}

describe('runs', () => {
  it('RTM-12: counts what is above a position, in runs and across them', () => {
    const { after } = runsOf(2, 3, 4, 8, 10, 11);
    expect([0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12].map(after)).to.deep.equal([6, 6, 5, 4, 3, 3, 2, 2, 1, 0, 0]);
  });

  it('RTM-12: what is forgotten changes no count from that position on', () => {
    const seqs = [1, 2, 5, 6, 7, 9];
    for (let position = 0; position <= 10; position++) {
      const forgetful = runsOf(...seqs);
      forgetful.forget(position);
      for (let from = position; from <= 10; from++) expect(forgetful.after(from)).to.equal(runsOf(...seqs).after(from));
    }
  });

  it('HUB-6: does not grow without bound for a client that never says what it has seen', () => {
    const runs = createRuns();
    for (let seq = 1; seq <= 10_000; seq += 2) runs.add(seq);
    expect(runs.after(0)).to.equal(1_024);
  });
});
