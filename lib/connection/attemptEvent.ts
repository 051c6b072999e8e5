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
