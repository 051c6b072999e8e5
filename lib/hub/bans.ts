/** Who may not come in for now (SPEC HUB-5). */
export interface Bans {
  /** For so many ms from now; replaces an earlier ban. `Infinity`: until the hub is gone. */
  add(user: string, duration: number): void;
  has(user: string): boolean;
}

export function createBans(now: () => number): Bans {
  const until = new Map<string, number>();
  return {
    add: (user, duration) => void until.set(user, now() + duration),
    has(user) {
      const banned = (until.get(user) ?? -Infinity) > now();
      if (!banned) until.delete(user);
      return banned;
    },
  };
}
