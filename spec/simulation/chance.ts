import { pick, seeded } from '../support/seeded.js';

/** Draws for one purpose: what one part of a simulation draws changes nothing for the others. */
export interface Chance {
  /** From [0, 1). */
  readonly random: () => number;
  /** From [0, 1) in steps that make whole ms of every back-off, as real timers do. */
  readonly coarse: () => number;
  /** Whether something of this probability happens. */
  is(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  of<T>(all: readonly T[]): T;
  /** One of `all` by their weights. */
  weighted<T>(all: readonly (readonly [weight: number, what: T])[]): T;
}

export function chance(seed: number, purpose: string): Chance {
  let mixed = seed;
  for (const letter of purpose) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) + 0x9e3779b9;
  const random = seeded(mixed);
  return {
    random,
    coarse: () => Math.floor(random() * 250) / 250,
    is: (probability) => random() < probability,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    of: (all) => pick(random, all),
    weighted(all) {
      let left = random() * all.reduce((sum, [weight]) => sum + weight, 0);
      return (all.find(([weight]) => (left -= weight) < 0) ?? all[0]!)[1];
    },
  };
}
