import { Observable, asyncScheduler, type OperatorFunction } from 'rxjs';
import { checkedNames } from './checkedNames.js';
import { clockOf } from './clock.js';
import { deadline } from './deadline.js';
import { NONE, expiryLists } from './expiryLists.js';
import { listen } from './listen.js';
import type { LivenessConfig } from './liveness.js';
import { inOrder, type Thresholds } from './thresholds.js';

/** What {@link livenessBy} says about one key. */
export interface KeyLiveness<Key, K extends string> {
  /** Whose status this is. */
  readonly key: Key;
  /** `'alive'`, or the name of the threshold that the key's silence has crossed. */
  readonly status: 'alive' | K;
  /** The time since the key's last value, in ms by the clock; 0 with `'alive'`. */
  readonly silentFor: number;
  /** The scheduler's `now()`: with the default scheduler, ms since 1970. */
  readonly at: number;
}

/** For how long many verdicts at once may hold the loop, in ms by the clock. */
const BATCH = 8;

/**
 * Says of every key of the source whether it is alive, and when not, which silence it has reached.
 *
 * Judges each key, from its first value on, as {@link liveness} would judge the values of that key alone, and tells
 * what happens in the order in which it happens: to the millisecond, with one timer for all keys.
 *
 * ```text
 *            0s  1s  2s  3s  4s  5s  6s  7s
 * beats      a-------b-------b--------------
 *            livenessBy((beat) => beat, { away: 3_000 })
 * alive      a-------b----------------------
 * away       ------------a---------------b--
 * ```
 *
 * - A key whose last finite threshold was crossed is told and then forgotten; its next value makes it alive again, as
 *   a key never heard of. Without a finite threshold no key is ever forgotten.
 * - Keys are told apart as those of a `Map` are.
 * - Many keys that fall silent together are told in portions of 8 ms, between which the loop goes on; who is heard
 *   meanwhile is alive.
 * - Ties, absence of the process, completion and errors: as in {@link liveness}. An absence restarts the window of
 *   every key. An error thrown by `key` is an error of the output.
 * - A value costs one look at the clock, one in a `Map`, and a few numbers stored, however many keys there are.
 *
 * ```ts
 * import { Subject } from 'rxjs';
 * import { livenessBy } from 'rx-lifeline';
 *
 * const beats$ = new Subject<{ from: string }>();
 * beats$
 *   .pipe(livenessBy((beat) => beat.from, { offline: 40 }))
 *   .subscribe(({ key, status }) => console.log(key, status)); // ann alive, bob alive, 40 ms later ann offline, bob offline
 * beats$.next({ from: 'ann' });
 * beats$.next({ from: 'bob' });
 * ```
 *
 * @param key tells whose sign of life a value is.
 * @param thresholds names of your choice with their silence in ms, as for {@link liveness}.
 * @param config see {@link LivenessConfig}.
 * @throws `TypeError` or `RangeError` at the call, as {@link liveness}; `TypeError` if `key` is no function.
 *
 * SPEC LIV-8 to LIV-10.
 */
export function livenessBy<T, Key, K extends string>(
  key: (value: T) => Key,
  thresholds: Thresholds<K>,
  config: LivenessConfig = {},
): OperatorFunction<T, KeyLiveness<Key, K>> {
  if (typeof key !== 'function') throw new TypeError(`livenessBy: key must be a function, got ${String(key)}`);
  const steps = inOrder<K>(thresholds, 'livenessBy');
  checkedNames(config, ['scheduler'], 'livenessBy: config');
  const { scheduler = asyncScheduler } = config;
  // Keys whose last threshold was crossed stand in a list of their own, the last, until they are forgotten.
  const durations = [...steps.map(({ after }) => after), Infinity];
  return (source) =>
    new Observable((subscriber) => {
      const clock = clockOf(scheduler);
      const lists = expiryLists(durations);
      const handles = new Map<Key, number>();
      const keys: (Key | undefined)[] = []; // by handle

      const { start, sooner } = deadline(
        {
          due: (floor) => {
            const first = lists.first(floor);
            return first === NONE ? Infinity : lists.due(first, floor);
          },
          threshold: lists.shortest,
          heard: lists.lastHeard,
          judge: (found, floor) => {
            const begun = clock();
            for (let now = begun; now - begun < BATCH; now = clock()) {
              const first = lists.first(floor);
              if (first !== NONE && lists.due(first, floor) <= found) cross(first, now);
              else if (!forget()) return false;
            }
            return true;
          },
        },
        scheduler,
        clock,
        subscriber,
      );

      function hear(key: Key): void {
        const now = clock();
        const handle = handles.get(key);
        if (handle === undefined) {
          const added = lists.add(now);
          handles.set(key, added);
          keys[added] = key;
        } else if (!lists.hear(handle, now)) {
          return;
        }
        sooner();
        subscriber.next({ key, status: 'alive', silentFor: 0, at: scheduler.now() });
      }

      function cross(handle: number, now: number): void {
        const key = keys[handle] as Key;
        const status = steps[lists.next(handle)]!.name;
        const silentFor = now - lists.heardAt(handle);
        lists.cross(handle);
        subscriber.next({ key, status, silentFor, at: scheduler.now() });
      }

      /** Forgets a key that was told to be gone; `false`: there is none. */
      function forget(): boolean {
        const gone = steps.length > 0 ? lists.head(steps.length) : NONE;
        if (gone === NONE) return false;
        if (lists.shortest() === Infinity) {
          // All of them: to delete a million one by one takes twice as long as to tell them.
          handles.clear();
          keys.length = 0;
          lists.clear();
        } else {
          handles.delete(keys[gone] as Key);
          keys[gone] = undefined;
          lists.remove(gone);
        }
        return true;
      }

      listen(source, subscriber, (value) => hear(key(value)));
      start();
    });
}
