import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  EMPTY,
  NEVER,
  VirtualTimeScheduler,
  distinctUntilChanged,
  endWith,
  filter,
  ignoreElements,
  map,
  merge,
  of,
  share,
  skipWhile,
  startWith,
  switchMap,
  takeUntil,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { liveness } from '../../lib/liveness/liveness.js';
import { livenessBy } from '../../lib/liveness/livenessBy.js';
import { noted, stock } from './virtual.js';

/** What liveness means, at any cost: after every value a new timer for each threshold. */
function naive(thresholds: Record<string, number>) {
  const steps = Object.entries(thresholds).sort(([, one], [, other]) => one - other);
  return (cold: Observable<unknown>): Observable<string> => {
    const source = cold.pipe(share());
    return source.pipe(
      map(() => of('alive')),
      startWith(EMPTY),
      switchMap((alive) => merge(alive, ...steps.map(([name, after]) => timer(after).pipe(map(() => name))))),
      distinctUntilChanged(),
      takeUntil(source.pipe(ignoreElements(), endWith(null))),
    );
  };
}

interface Beat {
  readonly gap: number;
  readonly key: string;
}

const keys = ['a', 'b', 'c'];
const beats = fc.array(fc.record({ gap: fc.nat(30), key: fc.constantFrom(...keys) }), { maxLength: 25 });
const thresholds = fc.dictionary(fc.constantFrom('one', 'two', 'three', 'four'), fc.integer({ min: 1, max: 25 }), {
  minKeys: 1,
});
const ends = fc.boolean();

/** The beats at their instants, each by a timer made at the start, and then an end, or not. */
function played(given: readonly Beat[], end: boolean, scheduler?: SchedulerLike): Observable<string> {
  let at = 0;
  const timers = given.map(({ gap, key }) => timer((at += gap), scheduler).pipe(map(() => key)));
  return merge(...timers, end ? EMPTY : NEVER);
}

describe('liveness against an oracle', () => {
  it('LIV-1 LIV-2 LIV-3 LIV-4: says what a timer per value and threshold says, when it says it', () => {
    fc.assert(
      fc.property(beats, thresholds, ends, (given, silences, end) => {
        const [ours, theirs] = [liveness(silences), naive(silences)].map((operator) => {
          let notes: unknown;
          stock((_, test) => {
            notes = noted(played(given, end).pipe(operator), test);
            test.flush();
          });
          return notes;
        });
        expect(ours).to.deep.equal(theirs);
      }),
      { numRuns: 1_000 },
    );
  });

  it('LIV-7: says the same under stock TestScheduler.run and with a scheduler passed in', () => {
    fc.assert(
      fc.property(beats, thresholds, ends, (given, silences, end) => {
        const scheduler = new VirtualTimeScheduler();
        const passed = noted(played(given, end, scheduler).pipe(liveness(silences, { scheduler })), scheduler);
        scheduler.flush();
        stock((_, test) => {
          const seen = noted(played(given, end).pipe(liveness(silences)), test);
          test.flush();
          expect(seen).to.deep.equal(passed);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('LIV-8: livenessBy says of each key what liveness says of its values, from the first on', () => {
    fc.assert(
      fc.property(beats, thresholds, (given, silences) => {
        stock((_, test) => {
          const source = played(given, false);
          const all: [number, string, string][] = [];
          const alone: [number, string, string][] = [];
          source
            .pipe(livenessBy((key) => key, silences))
            .subscribe(({ key, status }) => all.push([test.now(), key, status]));
          for (const key of keys) {
            source
              .pipe(
                filter((beat) => beat === key),
                liveness(silences),
                skipWhile((status) => status !== 'alive'),
              )
              .subscribe((status) => alone.push([test.now(), key, status]));
          }
          test.flush();
          const times = all.map(([time]) => time);
          expect(times, 'in order of expiry').to.deep.equal([...times].sort((one, other) => one - other));
          for (const key of keys) {
            expect(all.filter(([, of]) => of === key)).to.deep.equal(alone.filter(([, of]) => of === key));
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});
