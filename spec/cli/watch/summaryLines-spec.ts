import { expect } from 'chai';
import type { Summary } from '../../../lib/cli/watch/summary.js';
import { summaryLines } from '../../../lib/cli/watch/summaryLines.js';

const summary: Summary = {
  ...{ state: 'connected', seenAlive: true, watchedFor: 30_000, connectedFor: 28_100, outages: 1 },
  ...{ longestOutage: 1_880, dials: 4, opened: 3, frames: 1_204, bytes: 56_789, longestSilence: 5_880 },
  closeCodes: { 1006: 2, 4401: 1 },
};
const lines = (about: Partial<Summary> = {}) => summaryLines('ws://a/', { ...summary, ...about });

describe('summaryLines', () => {
  it('says all there is to say', () => {
    expect(lines()).to.deep.equal([
      'Watched ws://a/ for 30 s: seen alive.',
      '  connected        28.1 s, 93.6 % of the time',
      '  outages          1, the longest 1.9 s',
      '  links            4 dialled (3 redials), 3 opened',
      '  received         1 204 frames, 56 789 bytes',
      '  longest silence  5.9 s',
      '  close codes      1006 × 2, 4401',
    ]);
  });

  it('says what there was none of', () => {
    const nothing = { seenAlive: false, outages: 0, dials: 0, closeCodes: {}, watchedFor: 0, connectedFor: 0 };
    expect(lines(nothing).join('\n')).to.match(
      /for 0 ms: never seen alive\.\n.* 0 ms, 0 % .*\n +outages +none\n.*\(0 redials\)[^]*close codes +none$/,
    );
  });

  it('rounds no outage away: below 100 % it says so', () => {
    expect(lines({ watchedFor: 86_400_000, connectedFor: 86_399_999 })[1]).to.contain(' 99.9 % ');
    expect(lines({ watchedFor: 86_400_000, connectedFor: 86_400_000 })[1]).to.contain(' 100 % ');
  });
});
