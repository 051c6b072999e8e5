import { expect } from 'chai';
import { chatTold, nothingTold } from '../../../lib/cli/demo/chatTold.js';
import type { RtmEvent } from '../../../lib/rtm/rtmEvent.js';

const at = 1;
const facts = { from: 'dan', id: 'a.1', sentAt: 1 };
const inbox = (payload: number, backfilled: boolean): RtmEvent => ({ type: 'message', ...facts, payload, backfilled });
const channel = (payload: number, backfilled: boolean): RtmEvent => ({
  type: 'channelMessage',
  channel: 'lobby',
  ...facts,
  payload,
  backfilled,
});
const report = (name: string | null, continuity: 'complete' | 'gap' | 'unknown', missed: number | null): RtmEvent => ({
  type: 'continuity',
  channel: name,
  continuity,
  replayed: 0,
  missed,
  at,
});
const tell = (...events: readonly RtmEvent[]) => {
  const words: string[] = [];
  events.reduce((before, event) => {
    const told = chatTold(before, event);
    if (told.what !== undefined) words.push(told.what);
    return told;
  }, nothingTold);
  return words;
};

describe('chatTold', () => {
  const cases: readonly (readonly [RtmEvent, readonly string[]])[] = [
    [
      {
        type: 'change',
        change: { state: 'reconnecting', previous: 'connected', reason: 'INTERRUPTED', at, silentFor: 4_000 },
      },
      ['reconnecting INTERRUPTED'],
    ],
    [{ type: 'memberJoined', channel: 'lobby', userId: 'eve', at }, ['memberJoined eve']],
    [{ type: 'memberLeft', channel: 'lobby', userId: 'eve', at }, ['memberLeft eve']],
    [{ type: 'loggedIn', elapsed: 20, at }, []],
    [inbox(1, false), ['inbox 1, live']],
    [channel(1, false), ['channel 1, live']],
    [inbox(1, true), []],
    [report(null, 'complete', 0), ['inbox complete']],
    [report('lobby', 'unknown', null), ['channel unknown']],
  ];
  for (const [event, words] of cases) {
    it(`says of ${event.type} ${'continuity' in event ? event.continuity : ''}: ${words.join() || 'nothing'}`, () =>
      expect(tell(event)).to.deep.equal(words));
  }

  it('RTM-12: tells with each report what was back-filled before it, of the same stream, once', () => {
    expect(
      tell(
        channel(6, true),
        inbox(3, true),
        channel(7, true),
        report('lobby', 'gap', 3),
        inbox(4, true),
        report(null, 'complete', 0),
        report('lobby', 'complete', 0),
      ),
    ).to.deep.equal(['channel 6-7, gap of 3', 'inbox 3-4, complete', 'channel complete']);
  });

  it('RTM-10: shows a message that comes twice', () => {
    expect(tell(inbox(3, true), inbox(3, true), report(null, 'complete', 0))).to.deep.equal(['inbox 3 3, complete']);
  });

  it('RTM-16: shows a live message that comes before the report', () => {
    expect(tell(inbox(3, true), inbox(4, false), report(null, 'complete', 0))).to.deep.equal([
      'inbox 4, live',
      'inbox 3, complete',
    ]);
  });
});
