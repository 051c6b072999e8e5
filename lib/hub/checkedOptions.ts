import { checkedScheduler } from '../link/checkedScheduler.js';
import { optionalFunction } from '../link/optionalFunction.js';
import { checkedNames } from '../liveness/checkedNames.js';
import type { HubOptions } from './hub.js';

const functions = ['authenticate', 'engine', 'random', 'ids'] as const;
const others = ['allowAnonymous', 'thresholds', 'limits', 'takeover', 'scheduler'];

/** @throws TypeError that names the option and the value: of a kind that it can't be. */
export function checkedOptions(options: HubOptions): void {
  checkedNames(options, [...functions, ...others], 'createHub: options');
  for (const name of functions) optionalFunction(options[name], `createHub: ${name}`);
  const { scheduler } = options;
  if (scheduler !== undefined) checkedScheduler(scheduler, 'createHub: scheduler');
}
