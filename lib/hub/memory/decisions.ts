/** A message that is sent again comes within the 10 s of its sending. */
const memory = 60_000;

/** What became of a sender's latest messages, by id: sent again, a message has the same outcome (SPEC RTM-5). */
export interface Decisions<T> {
  /** The decision on `message`: the one it had (`again`), or else what `decide` says. */
  on(message: string, decide: () => T): { readonly decision: T; readonly again: boolean };
}

export function createDecisions<T>(now: () => number): Decisions<T> {
  /** Made when it is needed: an empty Map is 0.5 KiB, and most sessions are idle (bench: hub). */
  let decided: Map<string, { readonly at: number; readonly decision: T }> | undefined;

  const prune = (decided: Map<string, { readonly at: number }>): void => {
    for (const [message, { at }] of decided) {
      if (now() - at < memory) return;
      decided.delete(message);
    }
  };

  return {
    on(message, decide) {
      decided ??= new Map();
      prune(decided);
      const known = decided.get(message);
      if (known) return { decision: known.decision, again: true };
      const decision = decide();
      decided.set(message, { at: now(), decision });
      return { decision, again: false };
    },
  };
}
