/** ms of the machine's monotonic clock, the same in all processes. */
export const instant = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;

/** Something that happened. */
export interface Entry {
  /** By {@link instant}. */
  readonly at: number;
  readonly what: string;
  /** The event itself. */
  readonly event?: unknown;
}

/** What happened, in order. */
export interface EventLog {
  readonly entries: readonly Entry[];
  /** What happened, without the times. */
  readonly told: readonly string[];
  add(what: string, event?: unknown, at?: number): void;
  /**
   * The first entry that says `what` and stands behind `after`; waits for it. It errors with the whole log when there
   * is none within `bound` ms: a bound is no assertion about time, and generous.
   */
  until(what: string, config?: { after?: Entry | undefined; bound?: number }): Promise<Entry>;
}

/** @param told is told each entry, too. */
export function eventLog(name: string, told: (entry: Entry) => void = () => {}): EventLog {
  const entries: Entry[] = [];
  const waiting = new Set<() => void>();

  return {
    entries,
    get told() {
      return entries.map(({ what }) => what);
    },
    add(what, event, at = instant()) {
      const entry = { at, what, event };
      entries.push(entry);
      told(entry);
      for (const look of [...waiting]) look();
    },
    until: (what, { after, bound = 15_000 } = {}) =>
      new Promise((resolve, reject) => {
        const from = after ? entries.indexOf(after) + 1 : 0;
        const look = () => {
          const found = entries.slice(from).find((entry) => entry.what === what);
          if (!found) return;
          stop();
          resolve(found);
        };
        const timer = setTimeout(() => {
          stop();
          const all = entries.map((entry) => `${entry.at.toFixed(0)} ${entry.what}`);
          reject(new Error(`${name}: no '${what}' within ${bound} ms:\n  ${all.join('\n  ')}`));
        }, bound);
        const stop = () => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
  };
}
