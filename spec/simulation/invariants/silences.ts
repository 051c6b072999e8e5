import type { Client } from '../clients.js';

/** By when a silence that has lasted `limit` ms is told: that of a sleeper begins anew when it wakes (LIV-6). */
export const toldBy = ({ heardAt, since, nap }: Client, limit: number): number =>
  Math.max(heardAt, since, nap.until) + limit;

/**
 * Whether a client may say at `at` that its silence has lasted `limit` ms. Who has not slept in it says so to the
 * millisecond. Who has says so when it was there to hear for half of it at least, never in the instant in which it wakes,
 * and at the latest when it has heard nothing for all of it since then (LIV-3, LIV-6).
 */
export function mayTell({ heardAt, nap }: Client, limit: number, at: number): boolean {
  const due = heardAt + limit;
  if (nap.until <= heardAt || (at === due && nap.from === due)) return at === due;
  const asleep = nap.until - Math.max(nap.from, heardAt);
  const isJudgedAtOnce = at === nap.until && nap.from < due && at !== due;
  return at >= due && at - heardAt - asleep >= limit / 2 && at <= nap.until + limit && !isJudgedAtOnce;
}
