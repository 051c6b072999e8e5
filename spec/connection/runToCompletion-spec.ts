import { expect } from 'chai';
import { Subject, take } from 'rxjs';
import { runToCompletion } from '../../lib/connection/runToCompletion.js';
import { obeysTheLaws } from '../laws/laws.js';

describe('runToCompletion', () => {
  obeysTheLaws('runToCompletion', () => runToCompletion());

  const followed = (react: (value: number, source: Subject<number>) => void) => {
    const source = new Subject<number>();
    const log: string[] = [];
    source.pipe(runToCompletion()).subscribe({
      next(value) {
        log.push(`${value} begins`);
        react(value, source);
        log.push(`${value} ends`);
      },
      error: (error) => log.push(String(error)),
      complete: () => log.push('complete'),
    });
    return { source, log };
  };

  it('API-9: a value that is pushed from inside a handler waits until this one is through', () => {
    const { source, log } = followed((value) => {
      if (value === 1) {
        source.next(2);
        source.next(3);
      }
      if (value === 2) source.next(4);
    });
    source.next(1);
    source.next(5);
    const whole = (value: number) => [`${value} begins`, `${value} ends`];
    expect(log).to.deep.equal([1, 2, 3, 4, 5].flatMap(whole));
  });

  it('API-9: an end that comes from inside a handler waits for the values before it', () => {
    const { source, log } = followed((value) => {
      if (value > 1) return;
      source.next(2);
      source.complete();
    });
    source.next(1);
    expect(log).to.deep.equal(['1 begins', '1 ends', '2 begins', '2 ends', 'complete']);
  });

  it('API-9: so does an error', () => {
    const { source, log } = followed((value) => {
      if (value > 1) return;
      source.next(2);
      source.error(new Error('broken'));
    });
    source.next(1);
    expect(log).to.deep.equal(['1 begins', '1 ends', '2 begins', '2 ends', 'Error: broken']);
  });

  it('API-9: a consumer that leaves gets nothing more', () => {
    const source = new Subject<number>();
    const seen: number[] = [];
    source.pipe(runToCompletion(), take(1)).subscribe((value) => {
      source.next(2);
      seen.push(value);
    });
    source.next(1);
    expect(seen).to.deep.equal([1]);
    expect(source.observed).to.equal(false);
  });

  it('API-9: 200 000 values that wait are delivered in time that grows with their number alone', () => {
    let seen = 0;
    const source = new Subject<number>();
    source.pipe(runToCompletion()).subscribe(() => {
      if (++seen === 1) for (let i = 1; i < 200_000; i++) source.next(i);
    });
    source.next(0);
    expect(seen).to.equal(200_000);
  }).timeout(2_000);
});
