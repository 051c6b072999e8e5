import type { Chance } from './chance.js';
import type { Sleeper } from './sleeper.js';
import { calmAt } from './times.js';

const thresholds = [1_000, 4_000, 6_000, 10_000, 20_000, 30_000];

/** How long a process stops, in ms: a blocked loop, a suspended tab, and now and then a closed laptop. */
export const nextSleep = ({ between, of, weighted }: Chance): number =>
  weighted([
    [3, () => between(200, 3_000)],
    [4, () => of(thresholds) + of([-20, -1, 0, 1, 20, 500, 1_500])],
    [3, () => between(3_000, 30_000)],
    [1, () => between(60_000, 200_000)],
  ] as const)();

interface SleepsConfig {
  readonly draws: Chance;
  readonly sleeper: Sleeper;
  readonly now: () => number;
  readonly at: (instant: number, act: () => void) => unknown;
  readonly isOver: () => boolean;
  readonly note: (what: 'falls asleep' | 'wakes' | 'reads') => void;
}

/** Puts a client to sleep: again and again, and when it is told to, for `ms` or some time. It is awake when it is calm. */
export function sleeps({ draws, sleeper, now, at, isOver, note }: SleepsConfig): (ms?: number) => void {
  let awakeSince = 0;
  const sleep = (ms = nextSleep(draws)) => {
    const wakes = now() + ms;
    // Time that nobody observed is given back twice in a row and no more: there is a breath in between.
    if (isOver() || sleeper.phase !== 'awake' || now() < awakeSince + 10_000 || wakes > calmAt - 1_000) return;
    note('falls asleep');
    sleeper.sleep();
    at(wakes, () => {
      note('wakes');
      sleeper.wake();
      at(now() + draws.of([0, 0, 7, 33]), () => {
        note('reads');
        sleeper.read();
        awakeSince = now();
      });
    });
  };
  const again = () => {
    const next = now() + draws.between(10_000, 150_000);
    if (next < calmAt && !isOver()) at(next, () => (sleep(), again()));
  };
  again();
  return sleep;
}
