import { expect } from 'chai';
import {
  animationFrameScheduler,
  asapScheduler,
  asyncScheduler,
  interval,
  map,
  merge,
  observeOn,
  of,
  queueScheduler,
  repeat,
  Subscription,
  switchMap,
  take,
  throwError,
  timer,
  timestamp,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { LinkError } from '../../lib/link/linkError.js';
import { clockOf } from '../../lib/liveness/clock.js';
import { run } from '../../lib/testing/run.js';

describe('run', () => {
  describe('marbles', () => {
    it('API-5: compares a stream with marbles, as the stock run does', () => {
      run(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('  -a-b-|');
        expectObservable(source.pipe(map((x) => x + x))).toBe('-a-b-|', { a: 'aa', b: 'bb' });
        expectSubscriptions(source.subscriptions).toBe('^----!');
      });
    });

    it('API-5: knows hot streams, unsubscription, groups, errors and progressions', () => {
      run(({ hot, cold, expectObservable }) => {
        expectObservable(hot('-a-^-b--c|')).toBe('--b--c|');
        expectObservable(interval(1_000), '^ 2500ms !').toBe('1s a 999ms b', { a: 0, b: 1 });
        expectObservable(cold('4s (ab|)')).toBe('4s (ab|)');
        expectObservable(throwError(() => new LinkError({ code: 1006, reason: 'cut' }))).toBe(
          '#',
          {},
          new LinkError({ code: 1006, reason: 'cut' }),
        );
      });
    });

    it('API-5: compares streams of streams, and one stream with another', () => {
      run(({ cold, expectObservable }) => {
        const inner = cold('x|');
        expectObservable<unknown>(of(inner)).toBe('(a|)', { a: inner });
        expectObservable<string | undefined>(cold('4s a|')).toEqual(timer(4_000).pipe(switchMap(() => cold('a|'))));
      });
    });

    it('API-5: reads progressions in time()', () => {
      expect(run(({ time }) => [time('20m |'), time('---|'), time('  -|')])).to.deep.equal([1_200_000, 3, 1]);
    });

    it('API-5: paints animation frames where animate() says', () => {
      run(({ animate, cold, expectObservable }) => {
        animate('---x---x');
        expectObservable(cold('a----b').pipe(observeOn(animationFrameScheduler))).toBe('---a---b');
      });
    });

    it('API-5: says what came instead, line by line', () => {
      const failing = () =>
        run(({ expectObservable }) =>
          expectObservable(merge(timer(3_999).pipe(map(() => 'lost')), timer(5))).toBe('5ms 0 3994ms (b|)', {
            b: 'lost',
            0: 0,
          }),
        );
      expect(failing).to.throw(
        [
          '  ' + '        5 ms  0',
          '+ ' + '     3999 ms  "lost"',
          '+ ' + '     3999 ms  complete',
          '- ' + '     4000 ms  "lost"',
          '- ' + '     4000 ms  complete',
        ].join('\n'),
      );
    });

    it('API-7: tells apart errors that differ in their facts alone', () => {
      const failing = () =>
        run(({ expectObservable }) =>
          expectObservable(throwError(() => new LinkError({ code: 1006, reason: '', clean: true }))).toBe(
            '#',
            {},
            new LinkError({ code: 1006, reason: '' }),
          ),
        );
      expect(failing).to.throw('not as expected');
    });
  });

  describe('timers of one instant', () => {
    /** The second beat cancels a timer that is due with it, as a heartbeat does. */
    const scene = () => {
      const other: Subscription[] = [];
      interval(5)
        .pipe(take(3))
        .subscribe((n) => n === 1 && other[0]?.unsubscribe());
      other.push(timer(10).subscribe());
    };

    it('API-5: may cancel each other, where the stock TestScheduler throws', () => {
      const stock = new TestScheduler(() => undefined);
      expect(() => stock.run(scene)).to.throw('Expected a due immediate or interval');
      expect(() => run(scene)).not.to.throw();
    });

    it('API-5: never fire once cancelled by an earlier one', () => {
      const fired = run(({ advance }) => {
        const seen: string[] = [];
        const second = new Subscription();
        timer(10).subscribe(() => second.unsubscribe());
        second.add(timer(10).subscribe(() => seen.push('second')));
        advance(1_000);
        return seen;
      });
      expect(fired).to.deep.equal([]);
    });

    it('API-5: fire in the order in which they were armed', () => {
      run(({ scheduler, advance }) => {
        const seen: string[] = [];
        const note = (name: string) => () => void seen.push(name);
        interval(5).subscribe((n) => seen.push(`beat ${n}`));
        timer(10).subscribe(note('armed at 0'));
        timer(4)
          .pipe(switchMap(() => timer(6)))
          .subscribe(note('armed at 4'));
        timer(10, scheduler).subscribe(note('armed at 0, scheduler given'));
        advance(10);
        expect(seen).to.deep.equal(['beat 0', 'armed at 0', 'armed at 0, scheduler given', 'armed at 4', 'beat 1']);
      });
    });

    it('API-5: keep their order among a thousand that are armed and cancelled out of order', () => {
      run(({ advance, pending, now }) => {
        const fired: number[] = [];
        const dues = Array.from({ length: 1_000 }, (_, i) => (i * 7_919) % 1_009);
        const timers = dues.map((due) => timer(due).subscribe(() => fired.push(now())));
        timers.forEach((one, i) => i % 3 === 0 && one.unsubscribe());
        const kept = dues.filter((_, i) => i % 3 !== 0);
        expect(pending()).to.equal(kept.length);
        advance(1_009);
        expect(fired).to.deep.equal(kept.sort((a, b) => a - b));
      });
    });

    it('API-5: go after what asapScheduler holds', () => {
      run(({ advance }) => {
        const seen: string[] = [];
        timer(0).subscribe(() => {
          seen.push('first timer');
          asapScheduler.schedule(() => seen.push('asap'));
        });
        timer(0).subscribe(() => seen.push('second timer'));
        advance(0);
        expect(seen).to.deep.equal(['first timer', 'asap', 'second timer']);
      });
    });

    it('API-5: are no wait without end: timers of 0 ms that follow each other for ever are an error', () => {
      expect(() => run(() => timer(0).pipe(repeat()).subscribe())).to.throw('time stands still at 0 ms');
    });

    it('LIV-3: fire after 1 ms when set for 2^31 ms or more, as in the loop', () => {
      run(({ advance }) => {
        const seen: string[] = [];
        timer(2 ** 31 - 1).subscribe(() => seen.push('24 days'));
        timer(2 ** 31).subscribe(() => seen.push('too long'));
        advance(0);
        expect(seen).to.deep.equal([]);
        advance(1);
        expect(seen).to.deep.equal(['too long']);
        advance(2 ** 31 - 3);
        expect(seen).to.deep.equal(['too long']);
        advance(1);
        expect(seen).to.deep.equal(['too long', '24 days']);
      });
    });
  });

  describe('advance', () => {
    it('API-5: moves time to the exact ms, with all that is due at it', () => {
      run(({ advance, now, pending }) => {
        const seen: number[] = [];
        timer(4_000)
          .pipe(switchMap(() => timer(0)))
          .subscribe(() => seen.push(now()));
        advance(3_999);
        expect(now()).to.equal(3_999);
        expect(seen).to.deep.equal([]);
        advance(1);
        expect(seen).to.deep.equal([4_000]);
        expect(pending()).to.equal(0);
      });
    });

    it('API-5: plays marbles too, and leaves what comes later unplayed', () => {
      const seen: string[] = [];
      run(({ hot, cold, scheduler, advance }) => {
        hot('a 3s b 3s c').subscribe((x) => seen.push(`hot ${x}`));
        cold('x 3s y').subscribe((x) => seen.push(`cold ${x}`));
        interval(1_000, scheduler).subscribe();
        advance(3_001);
      });
      expect(seen).to.deep.equal(['cold x', 'hot a', 'cold y', 'hot b']);
    });

    it('API-5: never goes back, not for what a hot stream says before its `^` either', () => {
      run(({ hot, advance, now }) => {
        const seen: string[] = [];
        hot('a-^-b').subscribe((x) => seen.push(`${now()} ${x}`));
        advance(2);
        expect(seen).to.deep.equal(['0 a', '2 b']);
      });
    });

    it('API-6: is the time of clocks and time stamps too', () => {
      run(({ advance, scheduler, now }) => {
        const clocks = [clockOf(asyncScheduler), clockOf(scheduler)];
        const stamps: number[] = [];
        timer(5)
          .pipe(timestamp())
          .subscribe(({ timestamp: at }) => stamps.push(at));
        advance(7);
        expect(clocks.map((clock) => clock())).to.deep.equal([7, 7]);
        expect(stamps).to.deep.equal([5]);
        expect(now()).to.equal(7);
      });
    });

    it('API-6: is the time of clocks also where somebody has stopped the wall clock at the same instant', () => {
      const { now } = Date;
      Date.now = () => 0; // as the fake timers of a test runner do
      try {
        run(({ advance, scheduler }) => {
          const clocks = [clockOf(asyncScheduler), clockOf(scheduler)];
          run(() => {}); // leaves it so
          clocks.push(clockOf(asyncScheduler));
          advance(7);
          expect(clocks.map((clock) => clock())).to.deep.equal([7, 7, 7]);
        });
        const before = performance.now();
        expect(clockOf(asyncScheduler)()).to.be.at.least(before);
      } finally {
        Date.now = now;
      }
    });

    it('API-5: refuses what is no time, and to be called by what it calls', () => {
      run(({ advance }) => {
        for (const ms of [-1, NaN, Infinity]) expect(() => advance(ms)).to.throw(RangeError, `not ${ms}`);
      });
      expect(() => run(({ advance }) => timer(1).subscribe(() => advance(1)))).to.throw('time is already moving');
    });
  });

  describe('the end', () => {
    it('API-5: comes by itself under an endless heartbeat, at `frames`', () => {
      const beats: number[] = [];
      run(
        ({ expectObservable }) => {
          const beat$ = interval(1_000);
          beat$.subscribe((n) => beats.push(n));
          expectObservable(beat$).toBe('1s a 999ms b', { a: 0, b: 1 });
        },
        { frames: 2_999 },
      );
      expect(beats).to.deep.equal([0, 1]);
      run(() => interval(1_000).subscribe((n) => beats.push(n)), { frames: 3_000 });
      expect(beats).to.deep.equal([0, 1, 0, 1, 2]);
    });

    it('API-5: comes after an hour when nothing is said', () => {
      let beats = 0;
      run(() => interval(1_000).subscribe(() => (beats += 1)));
      expect(beats).to.equal(3_600);
    });

    it('API-5: is what the callback returned', () => {
      expect(run(() => 'done')).to.equal('done');
    });

    it('API-5: is an error for an async callback and for `frames` that are no time', () => {
      expect(() => run(async () => undefined)).to.throw(TypeError, 'not async');
      for (const frames of [-1, NaN]) expect(() => run(() => undefined, { frames })).to.throw(RangeError, `${frames}`);
    });

    it('API-5: throws what a handler or an unhandled error threw', () => {
      const thrower = () => {
        throw new Error('by the handler');
      };
      expect(() => run(() => timer(5).subscribe(thrower))).to.throw('by the handler');
      expect(() => run(({ advance }) => (advance(5), of(1).subscribe(thrower)))).to.throw('by the handler');
    });
  });

  describe('state', () => {
    /** Whether RxJS is on real time: its clock is the wall clock, and asap a microtask. */
    const expectRealTime = (done: () => void) => {
      expect(asyncScheduler.now()).to.be.closeTo(Date.now(), 1_000);
      expect(new TestScheduler(() => undefined).createTime('--|')).to.equal(20);
      asapScheduler.schedule(() => done());
    };

    it('API-6: is real time again after a run', (done) => {
      run(() => timer(5).subscribe());
      expectRealTime(done);
    });

    it('API-6: is real time again after a run that threw, with asap and queue work left undone', (done) => {
      const failing = () =>
        run(() => {
          asapScheduler.schedule(() => undefined);
          queueScheduler.schedule(() => {
            throw new Error('half-way');
          });
        });
      expect(failing).to.throw('half-way');
      expectRealTime(done);
    });

    it('API-5: of a run is untouched by a run inside it, also one that throws', () => {
      const seen: string[] = [];
      run(({ advance, now }) => {
        asapScheduler.schedule(() => seen.push(`outer asap ${now()}`));
        const inner = () =>
          run((other) => {
            asapScheduler.schedule(() => seen.push(`inner asap ${other.now()}`));
            timer(5).subscribe(() => seen.push(`inner ${other.now()}`));
            other.advance(5);
            throw new Error('inside');
          });
        expect(inner).to.throw('inside');
        timer(10).subscribe(() => {
          run(() => asyncScheduler.schedule(() => seen.push('inside a handler'), 7));
          seen.push(`outer ${now()}`);
        });
        advance(10);
      });
      expect(seen).to.deep.equal(['inner asap 0', 'inner 5', 'outer asap 0', 'inside a handler', 'outer 10']);
    });

    it('API-6: leaves a real timer that is cleared inside a run cleared', (done) => {
      const real = asyncScheduler.schedule(() => done(new Error('a cleared timer fired')), 5);
      run(() => real.unsubscribe());
      asyncScheduler.schedule(() => done(), 20);
    });
  });

  it('API-5: plays 100 000 timers that are armed at once', () => {
    const played = run(({ advance }) => {
      let fired = 0;
      for (let i = 0; i < 100_000; i++) timer(1 + ((i * 31) % 1_000)).subscribe(() => (fired += 1));
      advance(1_000);
      return fired;
    });
    expect(played).to.equal(100_000);
  });
});
