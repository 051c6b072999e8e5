import { expectTypeOf } from 'expect-type';
import type { Observable, OperatorFunction } from 'rxjs';
import { liveness } from '../../lib/liveness/liveness.js';
import { livenessBy, type KeyLiveness } from '../../lib/liveness/livenessBy.js';

// Checked by the compiler (`npm run typecheck`); running it only shows that what compiles does not throw.
describe('the types of liveness', () => {
  it("the names of the thresholds and 'alive' are the statuses", () => {
    expectTypeOf(liveness({ interrupted: 4_000, lost: 10_000 })).toEqualTypeOf<
      OperatorFunction<unknown, 'alive' | 'interrupted' | 'lost'>
    >();
    const thresholds = { away: 1, gone: Infinity } as const;
    expectTypeOf(liveness(thresholds)).toEqualTypeOf<OperatorFunction<unknown, 'alive' | 'away' | 'gone'>>();
  });

  it('a switch over the statuses is exhaustive, and misses none unseen', () => {
    type Status = typeof liveness<'interrupted' | 'lost'> extends (...of: never[]) => OperatorFunction<unknown, infer S>
      ? S
      : never;
    const complete = (status: Status): number => {
      switch (status) {
        case 'alive':
          return 0;
        case 'interrupted':
          return 1;
        case 'lost':
          return 2;
      }
    };
    // @ts-expect-error 'lost' is missing: the end is reached without a value
    const incomplete = (status: Status): number => {
      switch (status) {
        case 'alive':
          return 0;
        case 'interrupted':
          return 1;
      }
    };
    void [complete, incomplete];
  });

  it('livenessBy keeps the types of key and statuses', () => {
    const operator = livenessBy((beat: { from: number }) => beat.from, { offline: 20_000 });
    expectTypeOf(operator).toEqualTypeOf<OperatorFunction<{ from: number }, KeyLiveness<number, 'offline'>>>();
    expectTypeOf<KeyLiveness<number, 'offline'>['status']>().toEqualTypeOf<'alive' | 'offline'>();
  });

  it('the key is inferred inside of a pipe', () => {
    const piped = (frames$: Observable<{ from: string }>) =>
      frames$.pipe(livenessBy(({ from }) => from, { offline: 20_000 }));
    expectTypeOf(piped).returns.toEqualTypeOf<Observable<KeyLiveness<string, 'offline'>>>();
  });

  it('names that are known only at run time give strings', () => {
    const configured: Record<string, number> = { a: 1 };
    expectTypeOf(liveness(configured)).toEqualTypeOf<OperatorFunction<unknown, string>>();
  });

  it('what makes no sense does not compile', () => {
    const wrong = () => [
      // @ts-expect-error 'alive' is the status of what is not silent
      liveness({ alive: 4_000 }),
      // @ts-expect-error also beside others
      liveness({ alive: 4_000, lost: 10_000 }),
      // @ts-expect-error a duration is a number
      liveness({ lost: '10s' }),
      // @ts-expect-error thresholds have names
      liveness(4_000),
      // @ts-expect-error the scheduler is a member of config
      liveness({ lost: 10_000 }, 4_000),
      // @ts-expect-error there is no such option
      liveness({ lost: 10_000 }, { timer: null }),
      // @ts-expect-error a key function is needed
      livenessBy({ lost: 10_000 }),
    ];
    void wrong;
  });
});
