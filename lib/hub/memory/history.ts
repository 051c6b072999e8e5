import type { Published } from '../engine.js';

/** A back-fill has at most so many messages, of the last so many ms (SPEC RTM-11). */
const longest = 32;
const oldest = 30_000;
/** As long as a history is short it is not tidied. */
const short = 64;

/** The latest messages of a channel, so many that each member finds in them the newest 32 that are not its own. */
export interface History {
  add(message: Published): void;
  /** All it has above `position`. */
  after(position: number): readonly Published[];
  /** The newest 32 of others above `position` and not older than 30 s, in order. */
  backfill(reader: string, position: number): readonly Published[];
}

interface Kept {
  readonly message: Published;
  readonly at: number;
}

export function createHistory(now: () => number): History {
  let kept: Kept[] = [];
  let tidyAt = short;

  const tidy = (): void => {
    kept = needed(kept.filter(({ at }) => now() - at <= oldest));
    tidyAt = Math.max(short, 2 * kept.length);
  };

  return {
    add(message) {
      if (kept.push({ message, at: now() }) > tidyAt) tidy();
    },
    after(position) {
      let first = kept.length;
      while (first > 0 && kept[first - 1]!.message.seq > position) first--;
      return kept.slice(first).map(({ message }) => message);
    },
    backfill: (reader, position) =>
      kept
        .filter(({ message, at }) => message.seq > position && message.from !== reader && now() - at <= oldest)
        .slice(-longest)
        .map(({ message }) => message),
  };
}

/**
 * Those that some reader's back-fill can hold: of the messages after one, all but fewer than 32 may be of one other
 * user, who does not get them.
 */
function needed(kept: readonly Kept[]): Kept[] {
  const later = new Map<string, number>();
  let total = 0;
  const ofOneButNot = (sender: string): number => {
    let most = 0;
    for (const [user, count] of later) if (user !== sender && count > most) most = count;
    return most;
  };
  const found: Kept[] = [];
  for (const entry of [...kept].reverse()) {
    const { from } = entry.message;
    if (total - ofOneButNot(from) < longest) found.push(entry);
    later.set(from, (later.get(from) ?? 0) + 1);
    total++;
  }
  return found.reverse();
}
