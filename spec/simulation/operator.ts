import { timer } from 'rxjs';
import type { Hub } from '../../lib/hub/index.js';
import { type Chance, chance } from './chance.js';
import type { Entry } from './entry.js';

interface OperatorConfig {
  readonly seed: number;
  readonly users: readonly string[];
  readonly hub: () => Hub;
  /** The hub dies; another one is there `ms` later. */
  readonly replaceHub: (ms: number) => void;
  readonly write: (entry: Entry) => void;
  readonly now: () => number;
  readonly often: (draws: Chance, pause: number, act: () => void) => void;
}

/** Works the hub's levers. */
export function operate({ seed, users, hub, replaceHub, write, now, often }: OperatorConfig): void {
  const draws = chance(seed, 'operator');
  const isEventful = draws.is(0.6);
  const note = (what: string) => write({ at: now(), kind: 'operator', what });

  often(draws, isEventful ? 120_000 : 600_000, () =>
    draws.weighted([
      [
        3,
        () => {
          const user = draws.of(users);
          note(`kick ${user}`);
          hub().kick(user);
        },
      ],
      [
        2,
        () => {
          const user = draws.of(users);
          const length = draws.of([1_000, 3_900, 10_100, 40_000]);
          note(`ban ${user} for ${length}`);
          hub().ban(user, { for: length });
        },
      ],
      [
        1,
        () => {
          const length = draws.of([0, 500, 3_900, 4_100, 9_900, 20_100]);
          note(`restart for ${length}`);
          replaceHub(length);
        },
      ],
      [
        1,
        () => {
          const retryAfter = draws.of([100, 2_000, 8_000]);
          note(`drain, again in ${retryAfter}`);
          hub().drain({ retryAfter, spread: 1_000 });
          const ms = draws.between(1_000, 15_000);
          timer(ms).subscribe(() => {
            note('the drained hub is replaced');
            replaceHub(100);
          });
        },
      ],
    ] as const)(),
  );
}
