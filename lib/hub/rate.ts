/** How often something may happen. */
export interface Rate {
  /** Whether once more is allowed; then it counts. */
  take(): boolean;
}

/** Lets at most `most` through within any `window` ms, to the millisecond (SPEC RTM-15). */
export function createRate(most: number, window: number, now: () => number): Rate {
  const taken: number[] = [];
  return {
    take() {
      const at = now();
      while (taken.length > 0 && at - taken[0]! >= window) taken.shift();
      return taken.length < most && taken.push(at) > 0;
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
