import { expect } from 'chai';
import { BehaviorSubject, VirtualTimeScheduler } from 'rxjs';
import { tokenLife } from '../../lib/session/tokenLife.js';

describe('the life of a token', () => {
  it('RTC-9: a notice that a sleep has put off past the end says that 0 ms are left', () => {
    const time = new VirtualTimeScheduler();
    let slept = 0;
    const now = () => time.now() + slept;
    const scheduler = { now, schedule: time.schedule.bind(time) };
    const log: string[] = [];
    const life = tokenLife(undefined, new BehaviorSubject(40_000), now, scheduler).subscribe((signal) =>
      log.push(`${now()} ${signal.type} ${'expiresIn' in signal ? signal.expiresIn : ''}`),
    );
    time.schedule(() => (slept = 60_000), 5_000);
    time.flush();
    life.unsubscribe();
    expect(log[0]).to.equal('70000 tokenWillExpire 0');
  });
});
