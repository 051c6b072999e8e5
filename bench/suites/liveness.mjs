import { Observable, Subject, debounceTime, merge, switchMap, timeout, timer } from 'rxjs';
import { liveness } from '../../dist/esm/index.js';
import { alone } from '../harness/alone.mjs';
import { bytesPerTime } from '../harness/memory.mjs';
import { paired } from '../harness/paired.mjs';
import { ratioRow } from '../harness/suite.mjs';
import { engineClient, engineServer, mqtt, signalr, ws } from '../liveness/heartbeats.mjs';

const durations = [4_000, 10_000, 1_200_000];
const [shortest] = durations;
const ours = liveness({ interrupted: 4_000, lost: 10_000, offline: 1_200_000 });
const ignore = () => {};
const asItIs = (source) => source;
const clock = performance; // the global is a getter, which costs as much as a fifth of a reading

/** Values through a Subject, as most sources have one. */
const subject = (operator) => () => {
  const source = new Subject();
  operator(source).subscribe(ignore);
  return (times) => {
    for (let value = 0; value < times; value++) source.next(value);
  };
};

/** Values straight from who makes them, as our transports give them. */
const observable = (operator) => () => {
  let output;
  operator(new Observable((subscriber) => void (output = subscriber))).subscribe(ignore);
  return (times) => {
    for (let value = 0; value < times; value++) output.next(value);
  };
};

/** The least that must be done to know the silence: stores when each value came. */
const clockStored = (source) =>
  new Observable((subscriber) => {
    const last = { heard: 0.5 };
    subscriber.add(() => ignore(last));
    return source.subscribe(() => void (last.heard = clock.now()));
  });

/** One timer, pushed back by each value. */
const refreshed = (source) =>
  new Observable((subscriber) => {
    const silence = setTimeout(() => subscriber.next('silent'), shortest);
    subscriber.add(() => clearTimeout(silence));
    return source.subscribe(() => void silence.refresh());
  });

const threeTimers = switchMap(() => merge(...durations.map((after) => timer(after))));

const behindSubject = 'liveness, behind a Subject';
const behindObservable = 'liveness, behind a plain Observable';

/** Against what, how it is made, and what is to be reached. */
const operators = [
  [behindSubject, 'a bare Subject', subject(asItIs), 2.5],
  [behindSubject, 'a Subject, a clock reading stored', subject(clockStored)],
  [behindSubject, 'debounceTime', subject(debounceTime(shortest))],
  [behindSubject, 'setTimeout, refresh()', subject(refreshed)],
  [behindSubject, 'timeout', subject(timeout({ each: shortest })), 1 / 7],
  [behindSubject, 'three timers under switchMap', subject(threeTimers), 1 / 45],
  [behindObservable, 'an Observable, a clock reading stored', observable(clockStored), 1.2],
  [behindObservable, 'an Observable, timeout', observable(timeout({ each: shortest }))],
  [behindObservable, 'an Observable, three timers under switchMap', observable(threeTimers)],
];

const heartbeats = [
  [behindSubject, 'ws: the ping of its README', ws],
  [behindSubject, 'mqtt: its keep-alive', mqtt],
  [behindSubject, 'engine.io: a ping and its pong', engineServer],
  [behindSubject, 'engine.io-client: a ping, answered', engineClient],
  [behindSubject, 'signalr: a ping, parsed', signalr],
];

const make = (what) => (what === behindSubject ? subject(ours) : observable(ours))();

const compared = (table, measure, candidates) =>
  candidates.map(([what, against, other, atMost]) => [
    `${table}: ${what} against ${against}`,
    async ({ short }) => [ratioRow({ table, what, against, atMost }, await measure(make(what), await other(), short))],
  ]);

const allocated = (what, against, other) => [
  `memory: ${what} against ${against}`,
  () => {
    const [one, two] = bytesPerTime([make(what), other()]);
    const about = { table: 'Allocated per value', what, against: `${against}: what is beyond it`, atMost: 0 };
    return [{ ...about, value: Math.round(one - two), unit: 'bytes', ours: one, theirs: two, of: 'bytes' }];
  },
];

export const suite = {
  title: 'Liveness of one source',
  tasks: Object.fromEntries([
    ...compared('A value, in bursts', paired, operators),
    ...compared(
      'A value, alone in a turn of the loop',
      alone,
      operators.filter(([what]) => what === behindSubject),
    ),
    ...compared('A heartbeat', paired, heartbeats),
    allocated(behindSubject, 'a bare Subject', subject(asItIs)),
    allocated(behindSubject, 'a Subject, a clock reading stored', subject(clockStored)),
    allocated(behindObservable, 'an Observable, a clock reading stored', observable(clockStored)),
  ]),
};
