import { Observable } from 'rxjs';
import { expiryLists } from '../../dist/esm/liveness/expiryLists.js';
import { apart } from '../harness/apart.mjs';
import { paired } from '../harness/paired.mjs';
import { median, seeded } from '../harness/statistics.mjs';
import { ratioRow } from '../harness/suite.mjs';
import {
  groupByDebounceTime,
  groupByTimeout,
  mapClearSetTimeout,
  mapGet,
  mapRefresh,
  mapSweep,
  ours,
} from '../keys/watchers.mjs';

const far = 60_000;
const ignore = () => {};
const clock = performance; // the global is a getter, which costs as much as a fifth of a reading

const keysOf = (many) => Array.from({ length: many }, (_, at) => `user-${at}`);

/** In an order that no cache foresees. */
function shuffled(values) {
  const random = seeded(5);
  const mixed = [...values];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed;
}

/** Hears one of the values after the other, and begins again. */
function hearing(values, hear) {
  let at = 0;
  return (times) => {
    while (times-- > 0) {
      hear(values[at]);
      if (++at === values.length) at = 0;
    }
  };
}

/** Tells an operator keys, all of which it has heard before. */
const told = (operator) => (keys) => {
  let output;
  operator(new Observable((subscriber) => void (output = subscriber))).subscribe(ignore);
  for (const key of keys) output.next(key);
  return hearing(shuffled(keys), (key) => output.next(key));
};

/** As the hub does it: the handle is kept on an object of its own. */
const withHandle = (keys) => {
  const lists = expiryLists([far]);
  const sessions = keys.map((key) => ({ key, handle: lists.add(clock.now()) }));
  return hearing(shuffled(sessions), (session) => lists.hear(session.handle, clock.now()));
};

const clockStored = (keys) => {
  const sessions = keys.map((key) => ({ key, heard: clock.now() }));
  return hearing(shuffled(sessions), (session) => void (session.heard = clock.now()));
};

const sizes = { '1 000': 1_000, '10 000': 10_000, '100 000': 100_000, '1 000 000': 1_000_000 };

const compared = (what, make, against, other, targets, which) =>
  which.map((size) => [
    `${what} against ${against}, ${size} keys`,
    ({ short }) => {
      const keys = keysOf(short ? 100 : sizes[size]);
      const about = { table: 'A value', what: `${what}, ${size} keys`, against, atMost: targets[size] };
      return [ratioRow(about, paired(make(keys), other(keys), short))];
    },
  ]);

const all = ['10 000', '100 000', '1 000 000'];
const by = ['livenessBy', told(ours(far))];
const handle = ['with a handle', withHandle];

const measured = (short, ...args) => {
  const [what, watcher, size, threshold] = args;
  const many = short ? '100' : `${sizes[size]}`;
  return apart(new URL('../keys/apart.mjs', import.meta.url), [what, watcher, many, `${short ? 80 : threshold}`]);
};

const names = {
  ours: 'livenessBy',
  handle: 'with a handle',
  mapSweep: 'Map, sweep each second',
  mapRefresh: 'Map, refresh()',
  mapClearSetTimeout: 'Map, clear and set',
  groupByDebounceTime: 'groupBy, debounceTime',
  groupByTimeout: 'groupBy, timeout',
};

const memory = (watcher, which, atMost) =>
  which.map((size) => [
    `memory: ${names[watcher]}, ${size} keys`,
    async ({ short }) => {
      const { bytes } = await measured(short, 'memory', watcher, size, 600_000);
      const what = `${names[watcher]}, ${size} keys`;
      return [{ table: 'Memory of a key, beyond the key itself', what, value: bytes, unit: 'bytes', atMost }];
    },
  ]);

const together = (watcher, size, atMost) => [
  `together: livenessBy against ${names[watcher]}, ${size} keys`,
  async ({ short }) => {
    const rounds = [];
    for (let round = 0; round < (short ? 1 : 3); round++) {
      rounds.push({
        one: await measured(short, 'together', 'ours', size, 4_000),
        other: await measured(short, 'together', watcher, size, 4_000),
      });
    }
    const of = (side, fact) => median(rounds.map((round) => round[side][fact]));
    const ratio = median(rounds.map(({ one, other }) => one.total / other.total));
    const about = { table: 'All keys fall silent at once', against: names[watcher], of: 'ms' };
    const [what, block] = [`livenessBy, ${size} keys: all told`, `livenessBy, ${size} keys: the longest block`];
    const [ours_, theirs] = [of('one', 'longest'), of('other', 'longest')];
    return [
      { ...about, what, value: ratio, unit: '×', ours: of('one', 'total'), theirs: of('other', 'total'), atMost },
      { ...about, what: block, value: ours_, unit: 'ms', ours: ours_, theirs, atMost: 10 },
    ];
  },
];

const lateness = (watcher) => [
  `lateness: ${names[watcher]}`,
  async ({ short }) => {
    const late = await measured(short, 'lateness', watcher, '10 000', 2_000);
    const about = { table: 'How late a silence is told, 10 000 keys', unit: 'ms' };
    return [
      { ...about, what: `${names[watcher]}: the median`, value: late.median },
      { ...about, what: `${names[watcher]}: 99 of 100 are earlier`, value: late.most },
    ];
  },
];

const wakes = (size) => [
  `wake-ups: ${size} keys`,
  async ({ short }) => {
    const { wakes: value } = await measured(short, 'wakes', 'ours', size, 4_000);
    const about = { table: 'Timers made in the time of a threshold, all keys alive', unit: 'timers' };
    return [{ ...about, what: `livenessBy, ${size} keys`, value, atMost: 5 }];
  },
];

export const suite = {
  title: 'Liveness of many keys',
  tasks: Object.fromEntries([
    ...compared(...by, 'Map.get', told(mapGet()), {}, all),
    ...compared(...by, 'Map, sweep each second', told(mapSweep(far)), { '100 000': 1.3 }, all),
    ...compared(...by, 'Map, refresh()', told(mapRefresh(far)), {}, all),
    ...compared(...by, 'Map, clear and set', told(mapClearSetTimeout(far)), {}, all),
    ...compared(...by, 'groupBy, debounceTime', told(groupByDebounceTime(far)), { '100 000': 1 / 3 }, all.slice(0, 2)),
    ...compared(...by, 'groupBy, timeout', told(groupByTimeout(far)), { '100 000': 1 / 10 }, all.slice(0, 2)),
    ...compared(...handle, 'a clock reading stored', clockStored, { '1 000': 1.2 }, ['1 000', ...all]),
    ...compared(...handle, 'groupBy, debounceTime', told(groupByDebounceTime(far)), { '100 000': 1 / 10 }, ['100 000']),
    ...compared(...handle, 'groupBy, timeout', told(groupByTimeout(far)), { '100 000': 1 / 30 }, ['100 000']),
    ...memory('handle', all, 48),
    ...memory('ours', all, 80),
    ...memory('mapSweep', all),
    ...memory('mapRefresh', all),
    ...memory('groupByDebounceTime', all.slice(0, 2)),
    ...memory('groupByTimeout', all.slice(0, 2)),
    together('groupByDebounceTime', '100 000'),
    together('mapRefresh', '1 000 000', 1 / 4),
    lateness('ours'),
    lateness('mapRefresh'),
    lateness('mapSweep'),
    wakes('10 000'),
    wakes('100 000'),
  ]),
};
