import type { Faults } from '../../lib/testing/index.js';
import type { Chance } from './chance.js';

/** The lengths that mean something to somebody: just under and just over each of them is where it matters. */
const thresholds = [1_000, 4_000, 5_000, 6_000, 10_000, 20_000, 30_000];
const edges = [-1, 0, 1];
const offsets = [...edges, -20, 20, -500, 500];

const kinds: readonly (readonly [weight: number, name: string, happen: (faults: Faults) => void])[] = [
  [3, 'stall', (faults) => faults.stall()],
  [3, 'stall up', (faults) => faults.stall('up')],
  [3, 'stall down', (faults) => faults.stall('down')],
  [1, 'freeze client', (faults) => faults.freeze('client')],
  [1, 'freeze hub', (faults) => faults.freeze('hub')],
  [2, 'cut', (faults) => faults.cut()],
  [2, 'cut client', (faults) => faults.cut('client')],
  [2, 'cut hub', (faults) => faults.cut('hub')],
  [2, 'reset', (faults) => faults.reset()],
  [1, 'refuse', (faults) => faults.refuse()],
  [1, 'swallow', (faults) => faults.swallow()],
  [1, 'mute', (faults) => faults.mute()],
  [1, 'latency 800', (faults) => faults.latency(800)],
  [1, 'latency 2500', (faults) => faults.latency(2_500)],
  [
    2,
    'cut and refuse',
    (faults) => {
      faults.cut();
      faults.refuse();
    },
  ],
  [
    1,
    'cut and swallow',
    (faults) => {
      faults.cut('client');
      faults.swallow();
    },
  ],
  [
    1,
    'stall and swallow',
    (faults) => {
      faults.stall();
      faults.swallow();
    },
  ],
];

/** A fault, and how long it lasts in ms. */
export interface Weather {
  readonly what: string;
  readonly happen: (faults: Faults) => void;
  readonly lasts: number;
}

/**
 * The next fault; now and then one that lasts longer than `patience`, in ms, so that clients give up. Many end when a
 * silence that began `silentFor` ms ago reaches a threshold, to the millisecond.
 */
export function nextFault({ is, of, between, weighted }: Chance, patience: number, silentFor: () => number): Weather {
  const [, what, happen] = weighted(kinds.map((kind) => [kind[0], kind] as const));
  if (is(0.06) && patience < 200_000) return { what, happen, lasts: patience + of(offsets) + 1_000 };
  if (is(0.2)) return { what, happen, lasts: between(10, 3_000) };
  const threshold = of(thresholds);
  const lasts = is(0.5) ? threshold + of(edges) - silentFor() : threshold + of(offsets);
  return { what, happen, lasts: Math.max(1, lasts) };
}
