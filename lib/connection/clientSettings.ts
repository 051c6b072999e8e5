import { asyncScheduler, isObservable } from 'rxjs';
import { backoff } from '../link/backoff.js';
import { checkedScheduler } from '../link/checkedScheduler.js';
import { browserSignals } from '../link/environment.js';
import { mustBe } from '../link/mustBe.js';
import { optionalFunction } from '../link/optionalFunction.js';
import { random as chance } from '../link/random.js';
import type { ConnectionSettings } from './connection.js';
import type { ClientConfig } from './connectionConfig.js';
import { deadlinesOf } from './deadlines.js';
import { guardedPolicy } from './guardedPolicy.js';

/** The options that every client has in common. */
export const clientNames = ['transport', 'deadlines', 'redial', 'scheduler', 'random', 'signals$'];

/**
 * The settings that every client has in common, with their defaults.
 *
 * @throws TypeError, RangeError that names `caller`, the option and the value.
 */
export function clientSettings<F>(
  {
    transport,
    deadlines,
    redial,
    scheduler = asyncScheduler,
    random = chance,
    signals$ = browserSignals(),
  }: ClientConfig<F>,
  caller: string,
): Omit<ConnectionSettings<F, never>, 'silences' | 'patience'> {
  mustBe(isObservable(transport), `${caller}: transport`, 'an Observable of links', transport);
  mustBe(isObservable(signals$), `${caller}: signals$`, 'an Observable', signals$);
  checkedScheduler(scheduler, `${caller}: scheduler`);
  optionalFunction(random, `${caller}: random`);
  optionalFunction(redial, `${caller}: redial`, 'a function of the outage');
  return {
    transport,
    deadlines: deadlinesOf(deadlines, caller),
    policy: guardedPolicy(redial ?? backoff({ random })),
    scheduler,
    signals$,
  };
}
