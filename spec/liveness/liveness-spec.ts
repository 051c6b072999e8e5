import { expect } from 'chai';
import {
  EMPTY,
  NEVER,
  Observable,
  Subject,
  VirtualTimeScheduler,
  asyncScheduler,
  concat,
  firstValueFrom,
  ignoreElements,
  interval,
  map,
  merge,
  of,
  queueScheduler,
  repeat,
  scheduled,
  share,
  skip,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { liveness } from '../../lib/liveness/liveness.js';
import { counting, noted, stock } from './virtual.js';

const thresholds = { interrupted: 4_000, lost: 10_000 };
const minutes = 60_000;
const days = 24 * 60 * minutes;

describe('liveness', () => {
  it('LIV-1 LIV-2: is what the picture in its doc comment says', () => {
    stock(({ hot, expectObservable }) => {
      const beats = hot('      ^ 999ms b 999ms b 5999ms b');
      const subscription = '   ^ 8500ms !';
      const status = '         1s a 3999ms i 1999ms l 999ms a';
      expectObservable(beats.pipe(liveness({ interrupted: 3_000, lost: 5_000 })), subscription).toBe(status, {
        a: 'alive',
        i: 'interrupted',
        l: 'lost',
      });
    });
  });

  describe('silence', () => {
    it('LIV-1: counts from the subscription before the first value', () => {
      stock((_, test) => {
        const seen: unknown[] = [];
        timer(700)
          .pipe(switchMap(() => NEVER.pipe(liveness({ silent: 4_000 }))))
          .subscribe((status) => seen.push([test.now(), status]));
        test.flush();
        expect(seen).to.deep.equal([[4_700, 'silent']]);
      });
    });

    it('LIV-1: counts from the last value', () => {
      stock((_, test) => {
        const seen = noted(merge(of(1), timer(3_999), timer(7_998), NEVER).pipe(liveness({ silent: 4_000 })), test);
        test.flush();
        expect(seen).to.deep.equal([
          [0, 'alive'],
          [11_998, 'silent'],
        ]);
      });
    });

    it('LIV-2: crosses each threshold once, shortest first however written, and life returns once', () => {
      stock((_, test) => {
        const source = merge(timer(100), timer(200), timer(5_000), timer(5_001), timer(50_000), NEVER);
        const seen = noted(source.pipe(liveness({ offline: 20_000, interrupted: 4_000, lost: 10_000 })), test);
        test.flush();
        expect(seen).to.deep.equal([
          [100, 'alive'],
          [4_200, 'interrupted'],
          [5_000, 'alive'],
          [9_001, 'interrupted'],
          [15_001, 'lost'],
          [25_001, 'offline'],
          [50_000, 'alive'],
          [54_000, 'interrupted'],
          [60_000, 'lost'],
          [70_000, 'offline'],
        ]);
      });
    });

    it('LIV-2: crosses equal thresholds in the order written', () => {
      stock((_, test) => {
        const seen = noted(NEVER.pipe(liveness({ c: 20, b: 10, a: 10 })), test);
        test.flush();
        expect(seen).to.deep.equal([
          [10, 'b'],
          [10, 'a'],
          [20, 'c'],
        ]);
      });
    });

    for (const [name, length] of Object.entries({
      '1 ms': 1,
      '4 000 ms': 4_000,
      '20 minutes': 20 * minutes,
      '24 days': 24 * days,
      '2^31 - 1 ms': 2 ** 31 - 1,
      '2^31 ms': 2 ** 31,
      '1 000 days': 1_000 * days,
    })) {
      it(`LIV-3: of ${name} is told on that millisecond, not one before`, () => {
        const { scheduler, count, flush, now } = counting();
        const seen = noted(concat(of(1), NEVER).pipe(liveness({ silent: length }, { scheduler })), scheduler);
        flush();
        expect(seen).to.deep.equal([
          [0, 'alive'],
          [length, 'silent'],
        ]);
        expect(now()).to.equal(length);
        expect(count.scheduled).to.be.below(50);
        expect(count.pending).to.equal(0);
      });
    }

    it('LIV-3: of 3 999 ms is nothing, of 4 000 ms is a status, to a value that comes then', () => {
      stock((_, test) => {
        const seen = noted(
          merge(timer(0), timer(3_999), timer(8_000), NEVER).pipe(liveness(thresholds), take(4)),
          test,
        );
        test.flush();
        expect(seen.slice(0, 3)).to.deep.equal([
          [0, 'alive'],
          [7_999, 'interrupted'],
          [8_000, 'alive'],
        ]);
      });
    });

    it('LIV-3: with Infinity is never told, and costs no timer', () => {
      const { scheduler, count, flush } = counting();
      const source = new Subject<number>();
      const seen = noted(source.pipe(liveness({ never: Infinity }, { scheduler })), scheduler);
      source.next(1);
      flush();
      expect(seen).to.deep.equal([[0, 'alive']]);
      expect(count.scheduled).to.equal(0);
    });

    it('LIV-3: waits for the near threshold again when life returns while a far one is waited for', () => {
      stock((_, test) => {
        const seen = noted(merge(timer(100), NEVER).pipe(liveness({ near: 10, far: 30 * days })), test);
        test.flush();
        expect(seen).to.deep.equal([
          [10, 'near'],
          [100, 'alive'],
          [110, 'near'],
          [100 + 30 * days, 'far'],
        ]);
      });
    });
  });

  describe('at a tie', () => {
    const alone = [[0, 'alive'] as const];

    it('LIV-4: hears a hot and a cold source first', () => {
      stock(({ hot, cold, expectObservable }) => {
        const marbles = '     a 3999ms a 9999ms a 3999ms a 3998ms (a|)';
        const status = '      a 7999ms         i 5999ms a         7998ms |';
        for (const source of [hot(marbles), cold(marbles)]) {
          expectObservable(source.pipe(liveness(thresholds))).toBe(status, {
            a: 'alive',
            i: 'interrupted',
          });
        }
      });
    });

    it('LIV-4: hears a timer made before ours first', () => {
      stock((_, test) => {
        const seen = noted(timer(0, 4_000).pipe(take(5), liveness(thresholds)), test);
        test.flush();
        expect(seen).to.deep.equal([...alone, [16_000, '|']]);
      });
    });

    it('LIV-4: hears a timer made after ours first', () => {
      stock((_, test) => {
        const beats = new Subject<number>();
        const seen = noted(beats.pipe(liveness(thresholds)), test);
        beats.next(0);
        timer(4_000).subscribe(beats);
        test.flush();
        expect(seen).to.deep.equal([...alone, [4_000, '|']]);
      });
    });

    it('LIV-4: hears a timer first that is made within the last slice of ours', () => {
      stock((_, test) => {
        const beats = new Subject<number>();
        const seen = noted(beats.pipe(liveness(thresholds)), test);
        beats.next(0);
        timer(3_500)
          .pipe(switchMap(() => timer(500)))
          .subscribe(beats);
        test.flush();
        expect(seen).to.deep.equal([...alone, [4_000, '|']]);
      });
    });
  });

  describe('at an end', () => {
    it('LIV-5: completes with the source, at once, also at the instant of a deadline', () => {
      for (const end of [3_999, 4_000, 9_999, 10_000, 10_001]) {
        stock((_, test) => {
          const seen = noted(timer(end).pipe(ignoreElements(), liveness(thresholds)), test);
          test.flush();
          const crossed = Object.entries(thresholds).filter(([, after]) => after < end);
          expect(seen).to.deep.equal([...crossed.map(([name, after]) => [after, name]), [end, '|']]);
          expect(test.now()).to.equal(end);
        });
      }
    });

    it('LIV-5: passes the source on which nothing was said', () => {
      const broken = new Error('broken');
      stock(({ expectObservable }) => {
        expectObservable(EMPTY.pipe(liveness(thresholds))).toBe('|');
        expectObservable(throwError(() => broken).pipe(liveness(thresholds))).toBe('#', undefined, broken);
        expectObservable(of(1, 2, 3).pipe(liveness(thresholds))).toBe('(a|)', { a: 'alive' });
      });
    });

    it('LIV-5: passes an error on and leaves no timer', () => {
      const { scheduler, count } = counting();
      const source = new Subject<number>();
      const seen = noted(source.pipe(liveness(thresholds, { scheduler })), scheduler);
      source.next(1);
      expect(count.pending).to.equal(1);
      source.error(new Error('broken'));
      expect(seen).to.deep.equal([
        [0, 'alive'],
        [0, '# Error: broken'],
      ]);
      expect(count.pending).to.equal(0);
    });

    it('LIV-5: starts afresh when subscribed again', () => {
      stock((_, test) => {
        const source = timer(4_500).pipe(ignoreElements(), liveness(thresholds), repeat(2));
        const seen = noted(source, test);
        test.flush();
        expect(seen).to.deep.equal([
          [4_000, 'interrupted'],
          [8_500, 'interrupted'],
          [9_000, '|'],
        ]);
      });
    });

    it('LIV-5: keeps the silences of two subscriptions apart', () => {
      stock((_, test) => {
        const statuses = merge(timer(1_000), NEVER).pipe(liveness({ silent: 4_000 }));
        const first = noted(statuses, test);
        const second: unknown[] = [];
        timer(500)
          .pipe(switchMap(() => statuses))
          .subscribe((status) => second.push([test.now(), status]));
        test.flush();
        expect(first).to.deep.equal([
          [1_000, 'alive'],
          [5_000, 'silent'],
        ]);
        expect(second).to.deep.equal([
          [1_500, 'alive'],
          [5_500, 'silent'],
        ]);
      });
    });
  });

  describe('when the consumer acts inside of next', () => {
    for (const status of ['alive', 'interrupted', 'lost']) {
      it(`LIV-5: unsubscribing at '${status}' ends everything`, () => {
        const { scheduler, count, flush, now } = counting();
        const source = new Subject<number>();
        const seen: string[] = [];
        const subscription = source.pipe(liveness(thresholds, { scheduler })).subscribe((said) => {
          seen.push(said);
          if (said === status) subscription.unsubscribe();
        });
        source.next(1);
        flush();
        expect(seen).to.deep.equal(['alive', 'interrupted', 'lost'].slice(0, seen.indexOf(status) + 1));
        expect(now()).to.equal({ alive: 0, interrupted: 4_000, lost: 10_000 }[status]);
        expect(source.observed).to.equal(false);
        expect(count.pending).to.equal(0);
      });
    }

    it('LIV-5: a value pushed in at a threshold makes it alive again, whatever else was due', () => {
      stock((_, test) => {
        const source = new Subject<number>();
        const statuses = source.pipe(liveness({ one: 10, two: 10, three: 20 }), share());
        const seen = noted(statuses.pipe(take(5)), test);
        statuses.pipe(take(5)).subscribe((status) => status === 'one' && source.next(1));
        test.flush();
        expect(seen).to.deep.equal([
          [10, 'one'],
          [10, 'alive'],
          [20, 'one'],
          [20, 'alive'],
          [30, 'one'],
          [30, '|'],
        ]);
      });
    });

    it('LIV-5: a value pushed in at alive is one more value', () => {
      stock((_, test) => {
        const source = new Subject<number>();
        const seen = noted(
          source.pipe(
            liveness({ silent: 10 }),
            tap((status) => status === 'alive' && source.next(2)),
          ),
          test,
        );
        source.next(1);
        test.flush();
        expect(seen).to.deep.equal([
          [0, 'alive'],
          [10, 'silent'],
        ]);
      });
    });

    it('LIV-5: a synchronous source without end is left by take', () => {
      const endless = new Observable<number>((subscriber) => {
        for (let n = 0; !subscriber.closed && n < 1_000; n++) subscriber.next(n);
        expect(subscriber.closed).to.equal(true);
      });
      expect(noted(endless.pipe(liveness(thresholds), take(1)), asyncScheduler)).to.have.length(2);
    });
  });

  describe('under stock TestScheduler.run without a scheduler', () => {
    /** Beats as a link makes them: each frame heard cancels a timer and starts another, in the frame of other timers. */
    const heartbeat = (every: number, beats: number) =>
      interval(every).pipe(
        take(beats),
        switchMap((n) => merge(of(n), timer(every).pipe(map(() => -1)))),
      );

    it('LIV-7: bears a heartbeat whose handlers cancel timers in the frames of our wakes', () => {
      for (const every of [250, 500, 1_000, 2_000, 4_000]) {
        stock((_, test) => {
          const seen = noted(heartbeat(every, 8).pipe(liveness(thresholds)), test);
          test.flush();
          expect(seen).to.deep.equal([
            [every, 'alive'],
            [9 * every, '|'],
          ]);
        });
      }
    });

    it('LIV-7: bears to be left in any frame by a timer made before or after ours', () => {
      for (const at of [1_000, 2_000, 3_000, 4_000, 5_000, 10_000]) {
        stock((_, test) => {
          const left = noted(NEVER.pipe(liveness(thresholds), takeUntil(timer(at))), test);
          const stop = new Subject<number>();
          const later = noted(NEVER.pipe(liveness(thresholds), takeUntil(stop)), test);
          timer(at).subscribe(stop);
          test.flush();
          expect(left.at(-1)).to.deep.equal([at, '|']);
          expect(later.at(-1)).to.deep.equal([at, '|']);
          expect(test.now()).to.equal(at);
        });
      }
    });

    it('LIV-7: bears to be left by an interval whose frame it shares, whichever was scheduled first', () => {
      for (const threshold of [4_000, 5_000, 6_000, 7_000]) {
        for (let ticks = 1; ticks < 8; ticks++) {
          stock((_, test) => {
            const stop = interval(1_000).pipe(skip(ticks - 1));
            const seen = noted(NEVER.pipe(liveness({ silent: threshold }), takeUntil(stop)), test);
            test.flush();
            const silent = threshold < ticks * 1_000 ? [[threshold, 'silent']] : [];
            expect(seen).to.deep.equal([...silent, [ticks * 1_000, '|']]);
          });
        }
      }
    });

    it('LIV-7: bears to be switched away from by its own status, and many side by side', () => {
      stock((_, test) => {
        const seen = noted(
          merge(...[1, 2, 3].map(() => heartbeat(1_000, 3).pipe(liveness(thresholds)))).pipe(
            switchMap((status) => merge(of(status), NEVER.pipe(liveness({ silent: 1_000 }))).pipe(take(2))),
          ),
          test,
        );
        test.flush();
        expect(seen.filter(([, status]) => status === 'silent')).to.deep.equal([[2_000, 'silent']]);
      });
    });

    it('LIV-7: wakes for a deadline in the frame in which life returns', () => {
      stock((_, test) => {
        const seen = noted(merge(timer(8), timer(20), NEVER).pipe(liveness({ near: 4, far: 16 })), test);
        test.flush();
        expect(seen).to.deep.equal([
          [4, 'near'],
          [8, 'alive'],
          [12, 'near'],
          [20, 'alive'],
          [24, 'near'],
          [36, 'far'],
        ]);
      });
    });
  });

  it('LIV-7: is exact with VirtualTimeScheduler passed in', () => {
    const scheduler = new VirtualTimeScheduler();
    const source = merge(timer(0, scheduler), timer(3_999, scheduler), NEVER);
    const seen = noted(source.pipe(liveness(thresholds, { scheduler })), scheduler);
    scheduler.flush();
    expect(seen).to.deep.equal([
      [0, 'alive'],
      [7_999, 'interrupted'],
      [13_999, 'lost'],
    ]);
  });

  for (const [name, scheduler] of Object.entries({ asyncScheduler, queueScheduler })) {
    it(`LIV-7: goes by the real clock with ${name}, never too early`, async () => {
      const begin = performance.now();
      const source = concat(scheduled([1], scheduler), NEVER);
      const statuses = source.pipe(
        liveness({ second: 40, first: 20 }, { scheduler }),
        map((status) => ({ status, after: performance.now() - begin })),
        take(3),
        toArray(),
      );
      const [alive, first, second] = await firstValueFrom(statuses);
      expect([alive?.status, first?.status, second?.status]).to.deep.equal(['alive', 'first', 'second']);
      expect(first?.after).to.be.within(20, 1_000);
      expect(second?.after).to.be.within(40, 1_000);
    });
  }

  describe('per value', () => {
    it('LIV-10: schedules and cancels nothing, and wakes four times per threshold', () => {
      const { scheduler, virtual, count } = counting();
      const source = new Subject<number>();
      source.pipe(liveness(thresholds, { scheduler })).subscribe();
      for (let n = 0; n < 1_000; n++) source.next(n);
      expect(count).to.deep.include({ scheduled: 1, cancelled: 0 });

      timer(0, 50, virtual).pipe(take(2_000)).subscribe(source);
      virtual.flush();
      expect(count).to.deep.equal({ scheduled: 100, cancelled: 1, pending: 0 });
    });

    it('LIV-10: allocates nothing', () => {
      const { scheduler } = counting();
      let next: (value: number) => void = () => {};
      const subscription = new Observable<number>((subscriber) => {
        next = (value) => subscriber.next(value);
      })
        .pipe(liveness(thresholds, { scheduler }))
        .subscribe();
      const grown = Array.from({ length: 11 }, () => {
        const before = process.memoryUsage().heapUsed;
        for (let n = 0; n < 50_000; n++) next(n);
        return (process.memoryUsage().heapUsed - before) / 50_000;
      });
      subscription.unsubscribe();
      expect(grown.sort((one, other) => one - other)[5]).to.be.below(4);
    });
  });
});
