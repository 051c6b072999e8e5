import { type Client, doneBy } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const login = 6_000;

/** A give-up that is found later than that was slept over, and one attempt is made that lasts so long at most (RTC-7). */
const lateness = 1_000;
const attempt = 10_000;

/**
 * Connecting and reconnecting last as long as they may, to the millisecond; who has slept over their end makes one more
 * attempt, at once, and gives up when that has come to nothing (RTC-7, RTM-1).
 */
export function patience({ clients, patience: giveUp, fault }: Watch): Invariant {
  const since = new Map<string, number>();
  const dialledAt = new Map<string, number>();
  const limitOf = ({ profile }: Client, state: string) => {
    if (profile === 'rtc') return state === 'connecting' || state === 'reconnecting' ? giveUp : Infinity;
    return state === 'connecting' ? login : Infinity;
  };
  /** When it is due to give up, and by when it has. */
  const endOf = (client: Client, state: string) => {
    const due = (since.get(client.name) ?? 0) + limitOf(client, state);
    const found = doneBy(client, due);
    const isSlept = found > due + lateness;
    const chance = doneBy(client, Math.max(found, dialledAt.get(client.name) ?? 0) + attempt);
    return { due, found, isSlept, latest: isSlept ? chance : found };
  };
  return {
    see(entry) {
      if (entry.kind === 'network' && entry.event.kind === 'dialled') dialledAt.set(entry.client, entry.at);
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      const { client: name, at } = entry;
      const { previous, reason } = entry.event.change;
      const client = clients.of(name);
      const { due, found, isSlept, latest } = endOf(client, previous);
      const lasted = at - (since.get(name) ?? 0);
      since.set(name, at);
      if (reason !== 'JOIN_FAILED' && reason !== 'LOGIN_TIMEOUT') return;
      if (!isSlept && at !== due && at !== found) fault(`${name}: ${reason} after ${lasted} ms of ${previous}`);
      if (!isSlept) return;
      if ((dialledAt.get(name) ?? 0) < found) fault(`${name}: ${reason} without an attempt after its sleep`);
      if (at > latest) fault(`${name}: ${reason} so late as ${at - found} ms after its sleep`);
    },
    before(at) {
      for (const client of clients.all.values()) {
        if (at <= endOf(client, client.state).latest) continue;
        fault(`${client.name}: ${client.state} since ${since.get(client.name) ?? 0}`);
        since.set(client.name, Infinity);
      }
    },
  };
}
