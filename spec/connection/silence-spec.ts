import { expect } from 'chai';
import { Subject } from 'rxjs';
import { silence } from '../../lib/connection/silence.js';
import { machine } from '../liveness/machine.js';

const silences = { interrupted: 4_000, lost: 10_000, idle: 15_000 };

describe('silence', () => {
  it('CON-3: a silence that ends while another one is told, due in the same instant, is not told', () => {
    const { scheduler, run } = machine();
    const life = new Subject<'proof' | 'acceptance'>();
    const told: [number, string][] = [];
    life.pipe(silence(silences, scheduler)).subscribe((silent) => {
      told.push([scheduler.now(), silent]);
      if (scheduler.now() === 10_000) life.next('proof');
    });
    run(6_000);
    life.next('acceptance');
    run(8_000);
    expect(told).to.deep.equal([
      [4_000, 'silent'],
      [10_000, 'silent'],
      [14_000, 'silent'],
    ]);
  });
});
