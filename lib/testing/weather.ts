import { from, map, merge, type Observable, type SchedulerLike, timer } from 'rxjs';
import { checkedNames } from '../liveness/checkedNames.js';
import { type Fault, type Faults, readFault } from './fault.js';

/** How the weather is read. */
export interface WeatherConfig {
  /** What the letters of a lane stand for. */
  readonly where?: Readonly<Record<string, Fault>>;
  /** How long a column of a lane is, in ms; default 1 000. */
  readonly tempo?: number;
  /** The site it happens to; default all sites. */
  readonly site?: string;
}

const nothing = new Set(['-', '=', ' ']);

/**
 * Reads the weather: a lane as in a score, where a column is an instant `tempo` ms after the one before and `-`, `=`
 * and a space are nothing; or a stream of faults, for which RxJS marbles serve: `cold('4s d', { d: 'stall down' })`.
 *
 * A letter without a meaning, or a tempo that is no time, is a `RangeError` at the call.
 */
export function readWeather(
  source: string | Observable<Fault>,
  config: WeatherConfig,
  scheduler: SchedulerLike,
): Observable<(faults: Faults) => void> {
  checkedNames(config, ['where', 'tempo', 'site'], 'weather: config');
  const { where = {}, tempo = 1_000 } = config;
  if (typeof source !== 'string') return from(source).pipe(map(readFault));
  if (!(tempo > 0 && tempo < Infinity)) throw new RangeError(`tempo must be above 0 ms, not ${tempo}`);
  const happenings = [...source].flatMap((letter, column) => {
    if (nothing.has(letter)) return [];
    const fault = where[letter];
    if (!fault) throw new RangeError(`the weather '${source}' does not say what '${letter}' stands for`);
    const happen = readFault(fault);
    return [timer(column * tempo, scheduler).pipe(map(() => happen))];
  });
  return merge(...happenings);
}
