import { UsageError } from '../usageError.js';
import { wholeNumber } from './wholeNumber.js';

/** What `name=value` pairs say; of two for one name the last. Which names there are is for others to check. */
export function assignments(option: string, pairs: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(`${option}: expected name=value, got '${pair}'`);
      }
      return [name, wholeNumber(`${option} ${name}`, value)];
    }),
  );
}
