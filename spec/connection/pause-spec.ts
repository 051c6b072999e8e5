import { expect } from 'chai';
import { VirtualTimeScheduler, asyncScheduler, interval, take, timer, type Observable, type Subscription } from 'rxjs';
import { pause } from '../../lib/connection/pause.js';
import { stock } from '../liveness/virtual.js';

describe('pause', () => {
  const firedAt = (ms: number) => {
    const scheduler = new VirtualTimeScheduler();
    const log: string[] = [];
    pause(ms, () => scheduler.now(), scheduler).subscribe({
      next: () => log.push(`fired at ${scheduler.now()}`),
      complete: () => log.push('complete'),
    });
    scheduler.flush();
    return log;
  };

  it('NET-11: emits once, after its time, rounded up to whole ms', () => {
    expect(firedAt(4_000)).to.deep.equal(['fired at 4000', 'complete']);
    expect(firedAt(3_999.2)).to.deep.equal(['fired at 4000', 'complete']);
    expect(firedAt(-5)).to.deep.equal(['fired at 0', 'complete']);
  });

  it('NET-11: makes no timer that would overflow', () => {
    expect(firedAt(2 ** 40)).to.deep.equal(['fired at 2147483647', 'complete']);
  });

  it('NET-10: unsubscribed before its time, leaves no timer', () => {
    const scheduler = new VirtualTimeScheduler();
    pause(4_000, () => scheduler.now(), scheduler)
      .subscribe()
      .unsubscribe();
    expect(scheduler.actions.filter(({ closed }) => !closed)).to.have.length(0);
  });

  it('NET-10: under stock TestScheduler.run, bears to be left in its own instant, which `timer` does not', () => {
    const leave = (wait: (ms: number) => Observable<unknown>) => () => {
      stock(() => {
        const other: Subscription[] = [];
        interval(5)
          .pipe(take(3))
          .subscribe((n) => n === 1 && other[0]?.unsubscribe());
        other.push(wait(10).subscribe());
      });
    };
    const clock = () => asyncScheduler.now();
    expect(leave((ms) => timer(ms))).to.throw('Expected a due immediate or interval');
    expect(leave((ms) => pause(ms, clock, asyncScheduler))).not.to.throw();
  });
});
