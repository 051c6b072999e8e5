/** How often something may happen. */
export interface Rate {
  /** Whether once more is allowed; then it counts. */
  take(): boolean;
}

/** Lets at most `most` through within any `window` ms, to the millisecond (SPEC RTM-15). */
export function createRate(most: number, window: number, now: () => number): Rate {
  const taken: number[] = [];
  let first = 0;
  return {
    take() {
      const at = now();
      while (first < taken.length && at - taken[first]! >= window) first++;
      // Moved rarely: one by one it is the whole array each time, where the limit is high (bench: hub).
      if (first > taken.length / 2) {
        taken.splice(0, first);
        first = 0;
      }
      return taken.length - first < most && taken.push(at) > 0;
    },
  };
}

/** A {@link Rate} for each key. */
export function createRates(most: number, window: number, now: () => number): (key: string) => Rate {
  const rates = new Map<string, { readonly rate: Rate; at: number }>();
  return (key) => ({
    take() {
      for (const [old, { at }] of rates) {
        if (now() - at < window) break;
        rates.delete(old);
      }
      const { rate } = rates.get(key) ?? { rate: createRate(most, window, now) };
      rates.delete(key);
      rates.set(key, { rate, at: now() });
      return rate.take();
    },
  });
}
