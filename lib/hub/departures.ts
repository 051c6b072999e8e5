import type { DepartureReason } from '../protocol/channelFrames.js';

/** How long a departure is remembered, in ms. */
const memory = 60_000;
/** Of so many members of a channel. */
const most = 256;

/** Why those who left a channel lately did so: a client that comes back names the reasons from it (SPEC RTC-6). */
export interface Departures {
  add(channel: string, user: string, reason: DepartureReason): void;
  /** The user is there again. */
  cancel(channel: string, user: string): void;
  /** The departures of the last 60 s, oldest first, at most the newest 256. */
  of(channel: string): [user: string, reason: DepartureReason][];
}

interface Departure {
  readonly channel: string;
  readonly user: string;
  readonly reason: DepartureReason;
  readonly at: number;
}

export function createDepartures(now: () => number): Departures {
  const byChannel = new Map<string, Map<string, Departure>>();
  /** All of them, oldest first: what is too old is a head. */
  const all = new Set<Departure>();

  const cancel = (channel: string, user: string): void => {
    const users = byChannel.get(channel);
    const departure = users?.get(user);
    if (!users || !departure) return;
    all.delete(departure);
    users.delete(user);
    if (users.size === 0) byChannel.delete(channel);
  };

  const prune = (): void => {
    for (const { channel, user, at } of all) {
      if (now() - at < memory) return;
      cancel(channel, user);
    }
  };

  return {
    add(channel, user, reason) {
      prune();
      cancel(channel, user);
      const departure = { channel, user, reason, at: now() };
      const users = byChannel.get(channel) ?? new Map<string, Departure>();
      byChannel.set(channel, users.set(user, departure));
      all.add(departure);
      const [oldest] = users.keys();
      if (users.size > most && oldest !== undefined) cancel(channel, oldest);
    },
    cancel,
    of(channel) {
      prune();
      return [...(byChannel.get(channel)?.values() ?? [])].map(({ user, reason }) => [user, reason]);
    },
  };
}
