import { expect } from 'chai';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NEVER, Observable, Subject, map, merge, of, share, switchMap, take, takeUntil, timer } from 'rxjs';
import { livenessBy } from '../../lib/liveness/livenessBy.js';
import { machine } from './machine.js';
import { counting, noted, stock } from './virtual.js';

const thresholds = { interrupted: 4_000, lost: 10_000 };
const itself = (value: string) => value;
/** `'ann interrupted'`: the key and the status. */
const told = map(({ key, status }: { key: unknown; status: string }) => `${String(key)} ${status}`);
const beats = (key: string, ...at: number[]) => merge(...at.map((ms) => timer(ms).pipe(map(() => key))));

describe('livenessBy', () => {
  it('LIV-8: is what the picture in its doc comment says', () => {
    stock(({ hot, expectObservable }) => {
      const source = hot('a 1999ms b 1999ms b');
      const expected = '  a 1999ms b 999ms c 3999ms d';
      expectObservable(source.pipe(livenessBy(itself, { away: 3_000 }), told)).toBe(expected, {
        a: 'a alive',
        b: 'b alive',
        c: 'a away',
        d: 'b away',
      });
    });
  });

  it('LIV-8: tells who, what, for how long, and when', () => {
    stock((_, test) => {
      const seen = noted(merge(timer(500), NEVER).pipe(livenessBy(() => 'ann', thresholds)), test);
      test.flush();
      expect(seen.map(([, said]) => said)).to.deep.equal([
        { key: 'ann', status: 'alive', silentFor: 0, at: 500 },
        { key: 'ann', status: 'interrupted', silentFor: 4_000, at: 4_500 },
        { key: 'ann', status: 'lost', silentFor: 10_000, at: 10_500 },
      ]);
    });
  });

  it('LIV-8: says nothing before the first value', () => {
    stock((_, test) => {
      expect(noted(NEVER.pipe(livenessBy(itself, thresholds)), test)).to.deep.equal([]);
      expect(test.now()).to.equal(0);
    });
  });

  it('LIV-8: judges each key by itself, to the millisecond, in the order of expiry', () => {
    stock((_, test) => {
      const source = merge(beats('ann', 0, 3_999, 9_000), beats('bob', 1, 4_001), beats('cid', 2), NEVER);
      const seen = noted(source.pipe(livenessBy(itself, thresholds), told), test);
      test.flush();
      expect(seen).to.deep.equal([
        [0, 'ann alive'],
        [1, 'bob alive'],
        [2, 'cid alive'],
        [4_002, 'cid interrupted'],
        [7_999, 'ann interrupted'],
        [8_001, 'bob interrupted'],
        [9_000, 'ann alive'],
        [10_002, 'cid lost'],
        [13_000, 'ann interrupted'],
        [14_001, 'bob lost'],
        [19_000, 'ann lost'],
      ]);
    });
  });

  it('LIV-4 LIV-8: hears the key first that is due at the instant of a deadline, its own or of others', () => {
    stock(({ hot }, test) => {
      const source = merge(hot('(ab) 3996ms a 3999ms (ac)'), NEVER);
      const seen = noted(source.pipe(livenessBy(itself, thresholds), told), test);
      test.flush();
      expect(seen.slice(2)).to.deep.equal([
        [4_000, 'b interrupted'],
        [8_000, 'c alive'],
        [10_000, 'b lost'],
        [12_000, 'a interrupted'],
        [12_000, 'c interrupted'],
        [18_000, 'a lost'],
        [18_000, 'c lost'],
      ]);
    });
  });

  it('LIV-2 LIV-8: tells equal thresholds in the order written, to one key after the other', () => {
    stock((_, test) => {
      const seen = noted(merge(of('x', 'y'), NEVER).pipe(livenessBy(itself, { b: 10, a: 10 }), told), test);
      test.flush();
      expect(seen.slice(2).map(([, said]) => said)).to.have.members(['x b', 'x a', 'y b', 'y a']);
      for (const key of ['x', 'y']) {
        const of = seen.slice(2).filter(([, said]) => String(said).startsWith(key));
        expect(of).to.deep.equal([
          [10, `${key} b`],
          [10, `${key} a`],
        ]);
      }
    });
  });

  it('LIV-8: forgets a key after its last finite threshold, and its next value makes it alive again', () => {
    stock((_, test) => {
      const source = merge(beats('ann', 0, 10), NEVER);
      const seen = noted(source.pipe(livenessBy(itself, { silent: 4, never: Infinity }), told), test);
      test.flush();
      expect(seen).to.deep.equal([
        [0, 'ann alive'],
        [4, 'ann silent'],
        [10, 'ann alive'],
        [14, 'ann silent'],
      ]);
    });
  });

  for (const survivors of [0, 1]) {
    it(`LIV-8: keeps no key object of which the last was told, with ${survivors} others alive`, async () => {
      const gone: WeakRef<object>[] = [];
      const { scheduler, run } = machine();
      const source = new Subject<object>();
      const subscription = source.pipe(livenessBy((key) => key, { silent: 4 }, { scheduler })).subscribe();
      (() => {
        for (let n = 0; n < 100; n++) {
          const key = { n };
          gone.push(new WeakRef(key));
          source.next(key);
        }
      })();
      run(2);
      for (let n = 0; n < survivors; n++) source.next({ n });
      run(3);
      await new Promise((resolve) => setImmediate(resolve));
      setFlagsFromString('--expose-gc');
      (runInNewContext('gc') as () => void)();
      expect(gone.filter((key) => key.deref()).length).to.be.below(3);
      subscription.unsubscribe();
    });
  }

  it('LIV-8: has one timer for all keys, and none without keys', () => {
    const { scheduler, virtual, count } = counting();
    const source = new Subject<number>();
    source.pipe(livenessBy((n) => n, thresholds, { scheduler })).subscribe();
    expect(count.pending).to.equal(0);
    timer(0, 1, virtual)
      .pipe(take(2_000))
      .subscribe({ next: (n) => source.next(n) });
    timer(2_000, virtual).subscribe(() => expect(count.pending).to.equal(1));
    virtual.flush();
    expect(count.pending).to.equal(0);
  });

  it('LIV-8: keys are those of a Map, whatever they are called', () => {
    stock((_, test) => {
      const keys = ['__proto__', 'constructor', NaN, NaN, 0, '0', null, undefined];
      const seen = noted(
        of(...keys).pipe(
          livenessBy((key) => key, thresholds),
          told,
        ),
        test,
      );
      expect(seen.slice(0, -1).map(([, said]) => said)).to.deep.equal([
        '__proto__ alive',
        'constructor alive',
        'NaN alive',
        '0 alive',
        '0 alive',
        'null alive',
        'undefined alive',
      ]);
    });
  });

  it('LIV-8: with no finite threshold says alive once per key', () => {
    const { scheduler, count, flush } = counting();
    const source = new Subject<string>();
    const seen = noted(source.pipe(livenessBy(itself, { never: Infinity }, { scheduler }), told), scheduler);
    for (const key of ['ann', 'bob', 'ann']) source.next(key);
    flush();
    expect(seen.map(([, said]) => said)).to.deep.equal(['ann alive', 'bob alive']);
    expect(count.scheduled).to.equal(0);
  });

  it('LIV-5: an error of the key function is the error of the output, and leaves the source', () => {
    const { scheduler, count } = counting();
    const source = new Subject<string>();
    const key = (value: string) => {
      if (value === 'bad') throw new Error('no key');
      return value;
    };
    const seen = noted(source.pipe(livenessBy(key, thresholds, { scheduler }), told), scheduler);
    source.next('ann');
    source.next('bad');
    expect(seen).to.deep.equal([
      [0, 'ann alive'],
      [0, '# Error: no key'],
    ]);
    expect(source.observed).to.equal(false);
    expect(count.pending).to.equal(0);
  });

  describe('when the consumer acts inside of next', () => {
    it('LIV-5: unsubscribing in the midst of many verdicts ends them', () => {
      const { scheduler, count, flush } = counting();
      const source = new Subject<string>();
      const seen: string[] = [];
      const subscription = source.pipe(livenessBy(itself, thresholds, { scheduler }), told).subscribe((said) => {
        seen.push(said);
        if (said === 'b interrupted') subscription.unsubscribe();
      });
      for (const key of 'abcd') source.next(key);
      flush();
      expect(seen.slice(4)).to.deep.equal(['a interrupted', 'b interrupted']);
      expect(count.pending).to.equal(0);
    });

    it('LIV-5: a value pushed in amid many verdicts spares its key, and revives one that is told or forgotten', () => {
      stock((_, test) => {
        const source = new Subject<string>();
        const statuses = source.pipe(livenessBy(itself, { silent: 10 }), told, share());
        const seen = noted(statuses.pipe(take(12)), test);
        statuses.pipe(take(12)).subscribe((said) => {
          if (test.now() > 10) return;
          if (said === 'a silent') for (const key of 'ac') source.next(key);
        });
        for (const key of 'abcd') source.next(key);
        test.flush();
        expect(seen.slice(4)).to.deep.equal([
          [10, 'a silent'],
          [10, 'a alive'],
          [10, 'b silent'],
          [10, 'd silent'],
          [20, 'a silent'],
          [20, 'c silent'],
        ]);
      });
    });

    it('LIV-5: a synchronous source without end is left by take', () => {
      let left = false;
      const endless = new Observable<number>((subscriber) => {
        for (let n = 0; !subscriber.closed && n < 1_000; n++) subscriber.next(n);
        left = subscriber.closed;
      });
      endless
        .pipe(
          livenessBy((n) => n, thresholds),
          take(3),
        )
        .subscribe();
      expect(left).to.equal(true);
    });
  });

  it('LIV-7: bears to be left in the frame of a deadline, and keys that come and go in it', () => {
    for (const at of [1_000, 4_000, 5_000, 10_000]) {
      stock((_, test) => {
        const source = merge(
          timer(0, 1_000).pipe(
            take(20),
            switchMap((n) => merge(of(`${n % 7}`), timer(1_000).pipe(map(() => 'late')))),
          ),
          NEVER,
        );
        const seen = noted(source.pipe(livenessBy(itself, thresholds), takeUntil(timer(at))), test);
        test.flush();
        expect(seen.at(-1)).to.deep.equal([at, '|']);
      });
    }
  });

  describe('with many keys', () => {
    it('LIV-10: wakes as often for 20 000 keys as for one, and schedules and cancels nothing per value', () => {
      const wakes = [1, 20_000].map((keys) => {
        const { scheduler, virtual, count } = counting();
        const source = new Subject<number>();
        source.pipe(livenessBy((n) => n % keys, { silent: 4_000 }, { scheduler })).subscribe();
        timer(0, 1_000, virtual)
          .pipe(take(20))
          .subscribe({
            next: () => {
              for (let n = 0; n < keys; n++) source.next(n);
            },
            complete: () => source.complete(),
          });
        virtual.flush();
        return count;
      });
      expect(wakes[1]).to.deep.equal(wakes[0]);
      expect(wakes[0]?.scheduled).to.be.below(25);
      expect(wakes[0]?.cancelled).to.be.below(2);
    });

    it('LIV-10: allocates nothing per value', () => {
      const { scheduler } = counting();
      let next: (value: number) => void = () => {};
      const subscription = new Observable<number>((subscriber) => {
        next = (value) => subscriber.next(value);
      })
        .pipe(livenessBy((n) => n % 100, thresholds, { scheduler }))
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
