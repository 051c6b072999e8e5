import type { Faults, Side } from '../../lib/testing/index.js';
import { type Chance, chance } from './chance.js';
import type { Entry } from './entry.js';
import type { Person } from './person.js';
import type { Sleeper } from './sleeper.js';
import { sleeps } from './sleeps.js';
import { calmAt, endAt, probeAt } from './times.js';
import { nextFault } from './weather.js';

interface LifeConfig {
  readonly seed: number;
  readonly person: Person;
  /** What may happen to its site; `calm` ends it. */
  readonly site: Faults;
  readonly calm: () => void;
  /** Its process, where that stops now and then. */
  readonly process: Sleeper | undefined;
  /** `giveUp` of channels, in ms. */
  readonly patience: number;
  /** When a side has last heard something. */
  readonly heardAt: (side: Side) => number;
  /** Somebody else may have its place; whether there is one. */
  readonly replace: () => boolean;
  readonly write: (entry: Entry) => void;
  readonly now: () => number;
  readonly at: (instant: number, act: () => void) => unknown;
  readonly often: (draws: Chance, pause: number, act: () => void) => void;
}

/** What a person does and what happens to it, from its invitation to the end. */
export function live(config: LifeConfig): void {
  const { seed, person, site, calm, process, patience, heardAt, replace, write, now, at, often } = config;
  const { name } = person;
  const draws = chance(seed, `${name} lives`);
  const rest = chance(seed, `${name} sleeps`);
  const weather = chance(seed, `${name} weather`);
  let gone = false;
  const sleep =
    process &&
    sleeps({
      draws: rest,
      sleeper: process,
      now,
      at,
      isOver: () => gone,
      note: (what) => write({ at: now(), kind: 'sleep', client: name, what }),
    });
  const isAway = () => gone || process?.phase === 'asleep';

  at(now() + draws.between(0, 5_000), () => isAway() || person.begin());
  often(draws, 20_000, () => {
    if (isAway()) return;
    if (draws.is(0.02) && replace()) {
      gone = true;
      return;
    }
    person.act();
    if (sleep && person.state === 'connecting' && rest.is(0.2)) sleep();
  });
  often(draws, 6_000, () => {
    if (!isAway()) person.talk();
  });

  const blow = () => {
    const begins = now() + weather.between(1, 70_000);
    if (begins >= calmAt) return;
    at(begins, () => {
      const side = weather.is(0.6) ? 'client' : 'hub';
      const { what, happen, lasts } = nextFault(weather, patience, () => now() - heardAt(side));
      write({ at: now(), kind: 'fault', client: name, what: `${what} for ${lasts}` });
      happen(site);
      // A moment's sleep around the verdict on the silence that begins.
      if (sleep && rest.is(0.25)) at(begins + rest.between(2_500, 4_000), () => sleep(rest.between(200, 1_800)));
      at(Math.min(calmAt, begins + lasts), () => {
        write({ at: now(), kind: 'fault', client: name, what: 'fine' });
        calm();
        blow();
      });
    });
  };
  blow();
  at(calmAt, calm);
  at(calmAt + 1, () => gone || person.settle());
  at(probeAt, () => gone || person.probe());
  at(endAt, () => gone || person.dispose());
}
