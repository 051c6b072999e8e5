import { asyncScheduler, isObservable } from 'rxjs';
import { backoff } from '../link/backoff.js';
import { browserSignals } from '../link/environment.js';
import type { ConnectionSettings } from './connection.js';
import type { ClientConfig } from './connectionConfig.js';
import { deadlinesOf } from './deadlines.js';
import { guardedPolicy } from './guardedPolicy.js';

/**
 * The settings that every client has in common, with their defaults.
 *
 * @throws TypeError, RangeError that names `caller`, the option and the value.
 */
export function clientSettings<F>(
  { transport, deadlines, redial, scheduler, random, signals$ }: ClientConfig<F>,
  caller: string,
): Omit<ConnectionSettings<F, never>, 'silences' | 'patience'> {
  if (!isObservable(transport)) {
    throw new TypeError(`${caller}: transport must be an Observable of links, got ${typeof transport}`);
  }
  if (signals$ !== undefined && !isObservable(signals$)) {
    throw new TypeError(`${caller}: signals$ must be an Observable, got ${typeof signals$}`);
  }
  if (scheduler !== undefined && typeof scheduler.schedule !== 'function') {
    throw new TypeError(`${caller}: scheduler must be a scheduler of RxJS, got ${typeof scheduler}`);
  }
  if (random !== undefined && typeof random !== 'function') {
    throw new TypeError(`${caller}: random must be a function, got ${typeof random}`);
  }
  if (redial !== undefined && typeof redial !== 'function') {
    throw new TypeError(`${caller}: redial must be a function of the outage, got ${typeof redial}`);
  }
  return {
    transport,
    deadlines: deadlinesOf(deadlines, caller),
    policy: guardedPolicy(redial ?? backoff(random ? { random } : {})),
    scheduler: scheduler ?? asyncScheduler,
    signals$: signals$ ?? browserSignals(),
  };
}
