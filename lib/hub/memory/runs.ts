/** Runs beyond that are of a client that never says what it has seen. */
const most = 1_024;

/** Some numbers of a stream, e.g. a member's own messages, from the earliest position that may still be asked for. */
export interface Runs {
  /** Numbers come in order. */
  add(seq: number): void;
  /** How many are above `position`. */
  after(position: number): number;
  /** No position below `position` will be asked for. */
  forget(position: number): void;
}

export function createRuns(): Runs {
  let runs: { readonly from: number; to: number }[] = [];
  return {
    add(seq) {
      const last = runs.at(-1);
      if (last?.to === seq - 1) last.to = seq;
      else if (runs.push({ from: seq, to: seq }) > most) runs.shift();
    },
    after: (position) => runs.reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from - 1, position)), 0),
    forget(position) {
      if (runs.length > 0 && runs[0]!.to <= position) runs = runs.filter(({ to }) => to > position);
    },
  };
}
