import { expect } from 'chai';
import { VirtualTimeScheduler } from 'rxjs';
import { reached } from '../../lib/connection/reached.js';

describe('reached', () => {
  const scene = () => {
    const scheduler = new VirtualTimeScheduler();
    const clock = { skew: 0, now: () => scheduler.now() + clock.skew };
    const log: string[] = [];
    const note = (what: string) => log.push(`${scheduler.now()} ${what}`);
    const wait = (due: number) =>
      reached(due, clock.now, scheduler).subscribe({
        next: (late) => note(`${late} late`),
        complete: () => note('complete'),
      });
    return { scheduler, clock, log, note, wait };
  };

  for (const due of [1, 1_200_000, 2 ** 31 - 1, 2 ** 31, 2 ** 33, 60 * 86_400_000]) {
    it(`RTC-7: says so at ${due} ms, not before, and once`, () => {
      const { scheduler, log, wait } = scene();
      wait(due);
      scheduler.maxFrames = due - 1;
      scheduler.flush();
      expect(log).to.deep.equal([]);
      scheduler.maxFrames = Infinity;
      scheduler.flush();
      expect(log).to.deep.equal([`${due} 0 late`, `${due} complete`]);
    });
  }

  it('RTC-7: what is due in the same instant is heard first, also what is scheduled later', () => {
    const { scheduler, log, note, wait } = scene();
    wait(1_000);
    scheduler.schedule(() => note('frame'), 1_000);
    scheduler.flush();
    expect(log).to.deep.equal(['1000 frame', '1000 0 late', '1000 complete']);
  });

  it('RTC-7: says how late it was found', () => {
    const { scheduler, log, clock, wait } = scene();
    wait(1_000);
    clock.skew = 600;
    scheduler.flush();
    expect(log[0]).to.equal('1000 600 late');
  });

  it('RTC-7: what was due before is not late', () => {
    const { scheduler, log, clock, wait } = scene();
    clock.skew = 5_000;
    wait(1_000);
    scheduler.flush();
    expect(log[0]).to.equal('0 0 late');
  });

  it('LIV-6: a timer that fires early is waited for again: the clock says what is due', () => {
    const { scheduler, log, clock, wait } = scene();
    wait(1_000);
    clock.skew = -0.5;
    scheduler.flush();
    expect(log[0]).to.equal('1001 0.5 late');
  });

  it('CON-5: Infinity is never: no timer is made', () => {
    const { scheduler, log, wait } = scene();
    wait(Infinity);
    expect(scheduler.actions).to.have.length(0);
    scheduler.flush();
    expect(log).to.deep.equal([]);
  });

  it('NET-10: unsubscribed, leaves no timer, in either of its turns', () => {
    const { scheduler, log, wait } = scene();
    wait(1_000).unsubscribe();
    expect(scheduler.actions).to.have.length(0);
    const second = wait(1_000);
    scheduler.schedule(() => second.unsubscribe(), 1_000);
    scheduler.flush();
    expect(log).to.deep.equal([]);
  });
});
