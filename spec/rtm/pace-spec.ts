import { expect } from 'chai';
import * as fc from 'fast-check';
import { createRate } from '../../lib/hub/rate.js';
import { arrived, asks, hasAnswered, nextRoom, paceOn, takes, type Pace } from '../../lib/rtm/pace.js';

const limit = { messages: 3, within: 3_000 };
const onNewLink = (waiting: number): Pace => paceOn(limit, null, waiting)!;

describe('pace', () => {
  it('RTM-15: as many go out at once as the hub takes; the next one when the first of them counts no more', () => {
    const pace = onNewLink(5);
    expect([1, 2, 3, 4].map((number) => takes(pace, number, 0))).to.deep.equal([true, true, true, false]);
    expect(nextRoom(pace)).to.equal(Infinity);
    arrived(pace, 1, 100);
    arrived(pace, 2, 150);
    expect(nextRoom(pace)).to.equal(3_100);
    expect(takes(pace, 4, 3_099)).to.equal(false);
    expect(takes(pace, 4, 3_100)).to.equal(true);
    expect(takes(pace, 5, 3_149)).to.equal(false);
    expect(takes(pace, 5, 3_150)).to.equal(true);
  });

  it('RTM-15: an answer is proof of all that went out before', () => {
    const pace = onNewLink(4);
    for (const number of [1, 2, 3]) takes(pace, number, 0);
    arrived(pace, 3, 100);
    expect(takes(pace, 4, 3_100)).to.equal(true);
  });

  it('RTM-15: what has not waited, when nothing has for so long, goes out: whether it is too often is the hub’s to say', () => {
    const pace = onNewLink(1);
    expect(takes(pace, 1, 0)).to.equal(true);
    arrived(pace, 1, 100);
    for (const number of [2, 3]) expect(takes(pace, number, 200)).to.equal(true);
    arrived(pace, 3, 300);
    for (const number of [4, 5, 6]) expect(takes(pace, number, 3_100)).to.equal(true);
  });

  it('RTM-15: when so many are under way without a sign of the hub, the next one waits, and is paced', () => {
    const pace = onNewLink(0);
    expect([1, 2, 3, 4].map((number) => takes(pace, number, 0))).to.deep.equal([true, true, true, false]);
    arrived(pace, 3, 100);
    expect(takes(pace, 4, 3_099)).to.equal(false);
    expect(takes(pace, 4, 3_100)).to.equal(true);
  });

  it('RTM-15: when half of them are under way the hub is asked, once; its answer is proof of what had gone out by then', () => {
    const pace = onNewLink(0);
    takes(pace, 1, 0);
    expect(asks(pace)).to.equal(false);
    takes(pace, 2, 0);
    expect([asks(pace), asks(pace)]).to.deep.equal([true, false]);
    takes(pace, 3, 0);
    hasAnswered(pace, 100);
    expect(pace.arrivals).to.deep.equal([100, 100]);
    expect(asks(pace)).to.equal(false);
  });

  it('RTM-15: what arrived on an earlier link counts on; what has no answer goes out again, and counts anew', () => {
    const pace = onNewLink(2);
    for (const number of [1, 2]) takes(pace, number, 0);
    arrived(pace, 1, 100);
    const next = paceOn(limit, pace, 4)!;
    expect([2, 3, 4].map((number) => takes(next, number, 200))).to.deep.equal([true, true, false]);
    expect(paceOn(undefined, pace, 4)).to.equal(null);
  });

  it('RTM-15: whatever the latency, and however it changes, a hub refuses nothing that is paced', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 40, maxLength: 40 });
    const answers = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(delays, answers, (there, back) => {
        const pace = onNewLink(40);
        let time = 0;
        const rate = createRate(limit.messages, limit.within, () => time);
        const events: { at: number; what: 'arrives' | 'answered'; number: number }[] = [];
        let [next, lastArrival, lastAnswer] = [1, 0, 0];
        for (; next <= 40 || events.length > 0; time++) {
          while (next <= 40 && takes(pace, next, time)) {
            // In order, as on any link.
            lastArrival = Math.max(lastArrival, time + there[next - 1]!);
            events.push({ at: lastArrival, what: 'arrives', number: next++ });
          }
          events.sort((one, other) => one.at - other.at);
          while (events[0] && events[0].at <= time) {
            const { what, number } = events.shift()!;
            if (what === 'answered') arrived(pace, number, time);
            else {
              expect(rate.take(), `message ${number}`).to.equal(true);
              lastAnswer = Math.max(lastAnswer, time + back[number - 1]!);
              events.push({ at: lastAnswer, what: 'answered', number });
            }
          }
          const due = Math.min(events[0]?.at ?? Infinity, nextRoom(pace));
          if (due > time && due < Infinity) time = due - 1;
        }
      }),
      { numRuns: 100 },
    );
  });
});
