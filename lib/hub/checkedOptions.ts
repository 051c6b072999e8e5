import { checkedObject } from '../link/checkedObject.js';
import { checkedScheduler } from '../link/checkedScheduler.js';
import { optionalFunction } from '../link/optionalFunction.js';
import type { HubOptions } from './hub.js';

/** @throws TypeError that names the option and the value: of a kind that it can't be. */
export function checkedOptions(options: HubOptions): void {
  checkedObject(options, 'createHub: options');
  const { thresholds = {}, limits = {}, scheduler } = options;
  for (const [name, value] of Object.entries({ thresholds, limits })) checkedObject(value, `createHub: ${name}`);
  for (const name of ['authenticate', 'engine', 'random', 'ids'] as const) {
    optionalFunction(options[name], `createHub: ${name}`);
  }
  if (scheduler !== undefined) checkedScheduler(scheduler, 'createHub: scheduler');
}
