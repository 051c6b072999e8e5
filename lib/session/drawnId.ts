import { optionalFunction } from '../link/optionalFunction.js';
import { randomId } from '../link/randomId.js';

/** 128 bits out of `ids`. @throws TypeError, RangeError that names `caller` when they are none (SPEC API-6). */
export function drawnId(ids: (() => string) | undefined, caller: string): string {
  optionalFunction(ids, `${caller}: ids`);
  const drawn = (ids ?? randomId)();
  if (!/^[0-9a-f]{32}$/.test(drawn)) {
    throw new RangeError(`${caller}: ids must give 128 bits as 32 hexadecimal digits`);
  }
  return drawn;
}
