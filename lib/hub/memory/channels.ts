import { createChannel, type Channel } from './channel.js';

/** The channels by name, and who can ask for a position in which. */
export interface Channels {
  find(name: string): Channel | undefined;
  /** Whether the user was not in it before. */
  enter(key: string, name: string): boolean;
  /** Whether the user was in it. */
  exit(key: string, name: string, keep: 'position' | 'nothing'): boolean;
  /** All in which the user is, or was when its grace ended. */
  of(key: string): readonly string[];
}

export function createChannels(now: () => number): Channels {
  const channels = new Map<string, Channel>();
  const known = new Map<string, Set<string>>();

  return {
    find: (name) => channels.get(name),
    enter(key, name) {
      const channel = channels.get(name) ?? createChannel(now);
      channels.set(name, channel);
      known.set(key, (known.get(key) ?? new Set()).add(name));
      return channel.enter(key);
    },
    exit(key, name, keep) {
      const channel = channels.get(name);
      const was = channel?.exit(key, keep) ?? false;
      if (keep === 'nothing') {
        const names = known.get(key);
        names?.delete(name);
        if (names?.size === 0) known.delete(key);
        if (channel?.deserted) channels.delete(name);
      }
      return was;
    },
    of: (key) => [...(known.get(key) ?? [])],
  };
}
