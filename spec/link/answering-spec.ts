import { expect } from 'chai';
import { Subject } from 'rxjs';
import { answering } from '../../lib/link/answering.js';

describe('answering', () => {
  const setUp = () => {
    const time = { now: 0 };
    const frames$ = new Subject<string>();
    const sent: string[] = [];
    const closed: unknown[] = [];
    const link = answering(
      { frames$, buffered: 7, send: (frame) => sent.push(frame), close: (...how) => closed.push(how) },
      'beat',
      1_000,
      () => time.now,
    );
    const heard: string[] = [];
    link.frames$.subscribe((frame) => heard.push(`${frame} after ${sent.length} sent`));
    const say = (now: number, frame = 'frame') => {
      time.now = now;
      frames$.next(frame);
      return sent.length;
    };
    return { time, link, sent, closed, heard, say };
  };

  it('NET-8: answers a frame of any kind when nothing was sent for 1 s: not at 999 ms, at 1 000', () => {
    const { say, sent } = setUp();
    expect([say(999), say(1_000, 'anything'), say(1_001), say(1_999), say(2_000)]).to.deep.equal([0, 1, 1, 1, 2]);
    expect(sent).to.deep.equal(['beat', 'beat']);
  });

  it('NET-8: a frame that was sent anyway counts as an answer', () => {
    const { say, link, time, sent } = setUp();
    time.now = 700;
    link.send('data');
    say(1_000);
    say(1_699);
    expect(sent).to.deep.equal(['data']);
    say(1_700);
    expect(sent).to.deep.equal(['data', 'beat']);
  });

  it('NET-8: answers inside the message handler, before the frame is handed on', () => {
    const { say, heard } = setUp();
    say(1_000, 'hello');
    expect(heard).to.deep.equal(['hello after 1 sent']);
  });

  it('NET-8: says nothing by itself, however much time passes', () => {
    const { time, sent } = setUp();
    time.now = 60_000;
    expect(sent).to.deep.equal([]);
  });

  it('NET-8: knows whether it spoke in a window of the past, both ends included', () => {
    const { time, link } = setUp();
    expect(link.spoke(4_000, 0)).to.equal(false);
    time.now = 10_000;
    link.send('data');
    time.now = 11_000;
    expect([
      link.spoke(1_000, 0),
      link.spoke(999, 0),
      link.spoke(4_000, 1_000),
      link.spoke(4_000, 1_001),
    ]).to.deep.equal([true, false, true, false]);
  });

  it('NET-8: remembers a few sends and no more, a flood of them as one', () => {
    const { time, link } = setUp();
    for (time.now = 10_000; time.now <= 20_000; time.now += 10) link.send('data');
    time.now = 20_000;
    expect([link.spoke(5_000, 4_000), link.spoke(20_000, 6_000)]).to.deep.equal([true, false]);
  });

  it('is the link otherwise', () => {
    const { link, closed } = setUp();
    expect(link.buffered).to.equal(7);
    link.close(1000, 'bye');
    expect(closed).to.deep.equal([[1000, 'bye']]);
  });
});
