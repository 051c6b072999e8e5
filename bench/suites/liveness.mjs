import { Observable, Subject, debounceTime, merge, switchMap, timeout, timer } from 'rxjs';
import { liveness } from '../../dist/esm/index.js';
import { paired } from '../harness/paired.mjs';
import { ratioRow } from '../harness/suite.mjs';

const thresholds = { interrupted: 4_000, lost: 10_000, offline: 1_200_000 };
const [shortest, ...others] = Object.values(thresholds);
const ignore = () => {};

/** Values through a Subject, as most sources have one. */
const behindSubject = (operator) => {
  const source = new Subject();
  operator(source).subscribe(ignore);
  return (times) => {
    for (let value = 0; value < times; value++) source.next(value);
  };
};

/** Values straight from who makes them, as our transports give them. */
const behindObservable = (operator) => {
  let output;
  operator(new Observable((subscriber) => void (output = subscriber))).subscribe(ignore);
  return (times) => {
    for (let value = 0; value < times; value++) output.next(value);
  };
};

const ours = liveness(thresholds);

const theirs = {
  'bare Subject': { make: () => behindSubject((source) => source), atMost: 2.5 },
  timeout: { make: () => behindSubject(timeout({ each: shortest })), atMost: 1 / 7 },
  debounceTime: { make: () => behindSubject(debounceTime(shortest)) },
  'three timers under switchMap': {
    make: () => behindSubject(switchMap(() => merge(...[shortest, ...others].map((after) => timer(after))))),
    atMost: 1 / 45,
  },
};

/** Stores when each value came, and no more. */
const clockStored = (source) =>
  new Observable((subscriber) => {
    let heard = 0;
    subscriber.add(() => ignore(heard));
    return source.subscribe({ next: () => (heard = performance.now()) });
  });

const against = (name, what, make, makeOther, atMost) => [
  name,
  ({ short }) => {
    const about = { table: 'Cost of a value, in bursts', what, against: name, ...(atMost && { atMost }) };
    return [ratioRow(about, paired(make(), makeOther(), short))];
  },
];

export const suite = {
  title: 'Liveness of one source',
  tasks: Object.fromEntries([
    ...Object.entries(theirs).map(([name, { make, atMost }]) =>
      against(name, 'behind a Subject', () => behindSubject(ours), make, atMost),
    ),
    against(
      'a clock read stored',
      'behind a plain Observable',
      () => behindObservable(ours),
      () => behindObservable(clockStored),
      1.2,
    ),
  ]),
};
