// Measures one way to watch many keys in this process: `apart.mjs <what> <watcher> <keys> <threshold in ms>`.
import { Observable, asyncScheduler } from 'rxjs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expiryLists } from '../../dist/esm/liveness/expiryLists.js';
import { bytesInUse } from '../harness/memory.mjs';
import { quantile, seeded } from '../harness/statistics.mjs';
import * as watchers from './watchers.mjs';

const [what, watcher, many, threshold] = process.argv.slice(2);
const keys = Array.from({ length: Number(many) }, (_, at) => `user-${at}`);
const after = Number(threshold);
const ignore = () => {};

/** The asyncScheduler, counting. */
const scheduler = {
  scheduled: 0,
  now: () => asyncScheduler.now(),
  schedule(...args) {
    scheduler.scheduled++;
    return asyncScheduler.schedule(...args);
  },
};

/** Begins to watch and returns what tells it a key. */
function watch(heard) {
  let output;
  const source = new Observable((subscriber) => void (output = subscriber));
  watchers[watcher](after, what === 'wakes' ? scheduler : undefined)(source).subscribe(heard);
  return (key) => output.next(key);
}

const measures = {
  /** The bytes of a key beyond the key itself. */
  memory() {
    if (watcher === 'handle') {
      const before = bytesInUse();
      const lists = expiryLists([after]);
      for (let at = 0; at < keys.length; at++) lists.add(1);
      const bytes = (bytesInUse() - before) / keys.length;
      return { bytes, kept: lists.first(0) };
    }
    const tell = watch(ignore);
    const before = bytesInUse();
    for (const key of keys) tell(key);
    return { bytes: (bytesInUse() - before) / keys.length };
  },

  /** The process stands until all keys are due at once: how long it takes to tell them, and how long the loop stands. */
  async together() {
    let silent = 0;
    let begun = 0;
    let longest = 0;
    let turned = Infinity;
    let last = 0;
    let done;
    const all = new Promise((resolve) => (done = resolve));
    const turn = () => {
      const now = performance.now();
      longest = Math.max(longest, now - turned);
      turned = now;
      if (silent === keys.length) done();
      else setImmediate(turn);
    };
    const tell = watch(({ status }) => {
      if (status === 'alive') return;
      if (silent++ === 0) {
        begun = turned = performance.now();
        setImmediate(turn);
      }
      if (silent === keys.length) last = performance.now();
    });
    for (const key of keys) tell(key);
    globalThis.gc();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, after);
    await all;
    return { total: last - begun, longest };
  },

  /** Keys fall silent one by one: how late it is said. */
  async lateness() {
    const dueAt = new Map();
    const late = [];
    const tell = watch(({ key, status }) => {
      if (status !== 'alive') late.push(performance.now() - dueAt.get(key));
    });
    const random = seeded(9);
    const instants = keys.map(() => random() * after).sort((one, other) => one - other);
    const begun = performance.now();
    for (let at = 0; at < keys.length;) {
      for (; at < keys.length && performance.now() - begun >= instants[at]; at++) {
        dueAt.set(keys[at], performance.now() + after);
        tell(keys[at]);
      }
      await sleep(1);
    }
    while (late.length < keys.length) await sleep(10);
    return { median: quantile(late, 0.5), most: quantile(late, 0.99), earliest: quantile(late, 0) };
  },

  /** All keys stay alive for three thresholds: how many timers were made in each. */
  async wakes() {
    const tell = watch(ignore);
    for (const key of keys) tell(key);
    const made = scheduler.scheduled;
    for (let quarter = 0; quarter < 12; quarter++) {
      await sleep(after / 4);
      for (const key of keys) tell(key);
    }
    return { wakes: (scheduler.scheduled - made) / 3 };
  },
};

const measured = await measures[what]();
process.send(measured, () => process.exit());
