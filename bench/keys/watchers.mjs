// Ways to learn which key has fallen silent, each an operator from keys to { key, status }.
import { Observable, debounceTime, groupBy, map, mergeMap, of, timeout } from 'rxjs';
import { livenessBy } from '../../dist/esm/index.js';

const itself = (key) => key;
const clock = performance; // the global is a getter, which costs as much as a fifth of a reading

export const ours = (after, scheduler) => livenessBy(itself, { silent: after }, scheduler && { scheduler });

export const groupByTimeout = (after) => (source) =>
  source.pipe(
    groupBy(itself),
    mergeMap((group) => group.pipe(timeout({ each: after, with: () => of({ key: group.key, status: 'silent' }) }))),
  );

export const groupByDebounceTime = (after) => (source) =>
  source.pipe(
    groupBy(itself),
    mergeMap((group) =>
      group.pipe(
        debounceTime(after),
        map((key) => ({ key, status: 'silent' })),
      ),
    ),
  );

/** An operator by hand: what `hear` does with a key, and what is to be done in the end. */
const byHand = (start) => (source) =>
  new Observable((subscriber) => {
    const { hear, stop } = start(subscriber);
    subscriber.add(stop);
    return source.subscribe(hear);
  });

export const mapClearSetTimeout = (after) =>
  byHand((subscriber) => {
    const timers = new Map();
    const expire = (key) => {
      timers.delete(key);
      subscriber.next({ key, status: 'silent' });
    };
    return {
      hear(key) {
        const timer = timers.get(key);
        if (timer === undefined) subscriber.next({ key, status: 'alive' });
        else clearTimeout(timer);
        timers.set(key, setTimeout(expire, after, key));
      },
      stop: () => timers.forEach((timer) => clearTimeout(timer)),
    };
  });

export const mapRefresh = (after) =>
  byHand((subscriber) => {
    const timers = new Map();
    const expire = (key) => {
      timers.delete(key);
      subscriber.next({ key, status: 'silent' });
    };
    return {
      hear(key) {
        const timer = timers.get(key);
        if (timer !== undefined) return timer.refresh();
        subscriber.next({ key, status: 'alive' });
        timers.set(key, setTimeout(expire, after, key));
      },
      stop: () => timers.forEach((timer) => clearTimeout(timer)),
    };
  });

/** Looks each second, so it is up to a second late. */
export const mapSweep = (after) =>
  byHand((subscriber) => {
    const entries = new Map();
    const sweep = setInterval(() => {
      const silent = clock.now() - after;
      for (const [key, { heard }] of entries) {
        if (heard > silent) continue;
        entries.delete(key);
        subscriber.next({ key, status: 'silent' });
      }
    }, 1_000);
    return {
      hear(key) {
        const entry = entries.get(key);
        if (entry !== undefined) return void (entry.heard = clock.now());
        subscriber.next({ key, status: 'alive' });
        entries.set(key, { heard: clock.now() });
      },
      stop: () => clearInterval(sweep),
    };
  });

/** The least that anybody must do who is told keys. */
export const mapGet = () =>
  byHand(() => {
    const entries = new Map();
    return {
      hear(key) {
        if (entries.get(key) === undefined) entries.set(key, 1);
      },
      stop() {},
    };
  });
