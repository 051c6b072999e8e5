import { checkedNames } from '../liveness/checkedNames.js';
import { delay } from './delay.js';

/** The times by which a hub judges, in ms (SPEC HUB-1). */
export interface HubThresholds {
  /** A link that has not been accepted for so long is closed. Default 6 000. */
  readonly accept: number;
  /** A link to which nothing was sent for so long gets a beat, unless its client asked for a shorter one. Default 1 000. */
  readonly beat: number;
  /** A link that was silent for so long is told so. Default 4 000. */
  readonly unheard: number;
  /** A session that was silent for so long counts as unreachable. Default 6 000. */
  readonly unreachable: number;
  /** A link that was silent for so long is closed; its session stays. Default 10 000. */
  readonly idle: number;
  /** A session of a channel that was silent for so long ends, and the others are told `dropped`. Default 20 000. */
  readonly peerOffline: number;
  /** A messaging user who was silent for so long is no longer online. Default 30 000. */
  readonly grace: number;
}

export const defaultThresholds: HubThresholds = {
  accept: 6_000,
  beat: 1_000,
  unheard: 4_000,
  unreachable: 6_000,
  idle: 10_000,
  peerOffline: 20_000,
  grace: 30_000,
};

/** The chains in which each must be below the next. */
const ascending: readonly (readonly (keyof HubThresholds)[])[] = [
  ['beat', 'unheard', 'unreachable', 'idle', 'peerOffline'],
  ['unreachable', 'grace'],
];

/**
 * The defaults with `given` in their place.
 *
 * @throws TypeError for a name that is no threshold, RangeError that names the threshold and its value when it is
 * not a number of 1 to 2 147 483 647 or not below the one that must follow it.
 */
export function checkedThresholds(given: Partial<HubThresholds> = {}, field = 'thresholds'): HubThresholds {
  checkedNames(given, Object.keys(defaultThresholds), field);
  const thresholds = { ...defaultThresholds, ...given };
  for (const [name, value] of Object.entries(thresholds)) {
    delay(`${field}.${name}`, value, 1);
  }
  for (const chain of ascending) {
    chain.reduce((lower, upper) => {
      if (thresholds[lower] < thresholds[upper]) return upper;
      throw new RangeError(
        `${field}.${upper} must be above thresholds.${lower}, got ${thresholds[upper]} and ${thresholds[lower]}`,
      );
    });
  }
  return thresholds;
}
