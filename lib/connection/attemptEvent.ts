import { isLinkError } from '../link/linkError.js';
import { isLive, type Redial } from '../link/redial.js';
import type { Moment } from './machine.js';

/**
 * What becomes of one attempt to have a link (SPEC NET-2). `attempt` counts from 1 in the life of
 * the client; `at` is in ms of the scheduler's clock.
 */
export type AttemptEvent = { readonly attempt: number; readonly at: number } & (
  | { readonly type: 'dialling' | 'opened' | 'accepted' }
  /** An open link ended; with `hung up` as the reason it was this side that ended it. */
  | { readonly type: 'closed'; readonly code: number; readonly reason: string; readonly clean: boolean }
  /** No link came about, or it was not accepted. */
  | { readonly type: 'failed'; readonly cause: unknown }
  /** Attempt number `attempt` will be dialled `delay` ms from now. */
  | { readonly type: 'waiting'; readonly delay: number; readonly nextAt: number }
);

/** How attempt number `attempt` ended. */
export function endOf(attempt: number, failure: unknown, opened: boolean, at: number): AttemptEvent {
  return opened && isLinkError(failure)
    ? { type: 'closed', attempt, at, code: failure.code, reason: failure.reason, clean: failure.clean }
    : { type: 'failed', attempt, at, cause: failure };
}

/** What happened to attempts without a signal of their own: hung up, dialled, or waiting. */
export function unsaid(
  before: Redial | null,
  after: Redial | null,
  signal: { on: string; id?: number },
  { now, at }: Moment,
): AttemptEvent[] {
  const told: AttemptEvent[] = [];
  for (const id of [before?.link?.id, before?.attempt?.id]) {
    if (id === undefined || isLive(after, id)) continue;
    if (signal.on === 'idle' || (signal.on === 'ended' && signal.id === id)) continue;
    told.push({ type: 'closed', attempt: id, at, code: 1000, reason: 'hung up', clean: true });
  }
  if (after?.attempt && after.attempt.id !== before?.attempt?.id) {
    told.push({ type: 'dialling', attempt: after.attempt.id, at });
  }
  if (after?.dialAt != null && after.dialAt !== before?.dialAt) {
    const delay = Math.max(after.dialAt - now, 0);
    told.push({ type: 'waiting', attempt: after.count + 1, at, delay, nextAt: at + delay });
  }
  return told;
}
