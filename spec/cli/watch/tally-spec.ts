import { expect } from 'chai';
import { summaryOf } from '../../../lib/cli/watch/summary.js';
import { emptyTally, tallied } from '../../../lib/cli/watch/tally.js';
import type { WatchEvent } from '../../../lib/cli/watch/watchEvent.js';

type State = Extract<WatchEvent, { type: 'state' }>['state'];

const frame: WatchEvent = { type: 'frame', bytes: 10 };
const to = (state: State, silentFor = 0): WatchEvent => ({
  ...{ type: 'state', state, previous: 'disconnected', reason: 'CONNECTING', silentFor },
});
const closed = (code: number): WatchEvent => ({ type: 'closed', link: 1, code, reason: '', clean: true });
const after = (story: readonly (readonly [number, WatchEvent])[]) =>
  story.reduce((tally, [at, event]) => tallied(tally, event, at), emptyTally(1_000));

describe('the tally of a watch', () => {
  it('is empty at first, and the silence has begun', () => {
    expect(summaryOf(emptyTally(1_000), 1_500)).to.deep.equal({
      ...{ state: 'disconnected', seenAlive: false, watchedFor: 500, connectedFor: 0, outages: 0, longestOutage: 0 },
      ...{ dials: 0, opened: 0, frames: 0, bytes: 0, longestSilence: 500, closeCodes: {} },
    });
  });

  it('adds up frames and their bytes', () => {
    const { frames, bytes } = after([
      [1_000, frame],
      [1_001, { type: 'frame', bytes: 5 }],
    ]);
    expect({ frames, bytes }).to.deep.equal({ frames: 2, bytes: 15 });
  });

  it('adds up the time connected, with what still goes on at the end', () => {
    const tally = after([
      [1_100, to('connecting')],
      [1_300, to('connected')],
      [2_300, to('reconnecting')],
      [2_800, to('connected')],
    ]);
    expect(summaryOf(tally, 3_000)).to.include({ watchedFor: 2_000, connectedFor: 1_200, outages: 1, seenAlive: true });
  });

  it('knows the longest outage, also one that still goes on', () => {
    const tally = after([
      [1_000, to('connected')],
      [2_000, to('reconnecting')],
      [2_700, to('connected')],
      [3_000, to('reconnecting')],
    ]);
    expect(summaryOf(tally, 3_600)).to.include({ outages: 2, longestOutage: 700, seenAlive: true });
    expect(summaryOf(tally, 3_800)).to.include({ outages: 2, longestOutage: 800 });
  });

  it('counts an outage from the last frame before it, and not as time connected', () => {
    const tally = after([
      [1_000, to('connected', 300)],
      [6_000, to('reconnecting', 4_000)],
      [9_000, to('connected', 7_000)],
    ]);
    expect(summaryOf(tally, 9_500)).to.include({ connectedFor: 1_500, outages: 1, longestOutage: 7_000 });
    const goesOn = tallied(tally, to('reconnecting', 5_000), 15_000);
    expect(summaryOf(goesOn, 18_000)).to.include({ connectedFor: 2_000, outages: 2, longestOutage: 8_000 });
    expect(goesOn.stateAt).to.equal(15_000);
  });

  it('counts no time connected below 0, though two clocks may differ a little', () => {
    const tally = after([
      [1_000, to('connected')],
      [5_000, to('reconnecting', 4_000.3)],
    ]);
    expect(summaryOf(tally, 6_000)).to.include({ connectedFor: 0 });
  });

  it('counts no outage where it never was connected', () => {
    expect(summaryOf(after([[1_000, to('connecting')]]), 9_000)).to.include({ outages: 0, seenAlive: false });
  });

  it('knows the longest silence: before the first frame, between two, or since the last', () => {
    expect(summaryOf(after([[1_900, frame]]), 2_000).longestSilence).to.equal(900);
    expect(
      summaryOf(
        after([
          [1_100, frame],
          [2_000, frame],
        ]),
        2_100,
      ).longestSilence,
    ).to.equal(900);
    expect(summaryOf(after([[1_100, frame]]), 2_000).longestSilence).to.equal(900);
  });

  it('is not shorter a silence because links come and go in it', () => {
    const tally = after([
      [1_000, frame],
      [2_000, closed(1006)],
      [2_100, { type: 'dialling', link: 2 }],
      [2_200, { type: 'opened', link: 2 }],
      [2_200, { type: 'accepted', link: 2 }],
      [3_000, frame],
    ]);
    expect(summaryOf(tally, 3_100)).to.include({ longestSilence: 2_000, dials: 1, opened: 1 });
  });

  it('counts the close codes of the server, and not the links that this side ended', () => {
    const tally = after([
      [1_000, closed(4401)],
      [1_100, { type: 'hungUp', link: 2, why: 'replaced' }],
      [1_200, closed(1006)],
      [1_300, closed(4401)],
      [1_400, { type: 'failed', link: 3, why: 'mute', error: 'mute' }],
    ]);
    expect(tally.closeCodes).to.deep.equal({ 4401: 2, 1006: 1 });
    expect(tally.mute).to.equal(1);
  });

  it('follows the newest link', () => {
    const newest = (...story: (readonly [number, WatchEvent])[]) => after(story).newest;
    expect(newest([1_100, { type: 'dialling', link: 1 }])).to.deep.equal({ link: 1, does: 'dials', until: 1_100 });
    expect(newest([1_200, { type: 'opened', link: 1 }])).to.deep.equal({ link: 1, does: 'listens', until: 1_200 });
    const waits: WatchEvent = { type: 'waiting', link: 2, delay: 250 };
    expect(newest([1_300, waits])).to.deep.equal({ link: 2, does: 'waits', until: 1_550 });
  });
});
