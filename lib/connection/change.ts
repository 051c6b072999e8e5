/** A connection's state has changed, and why. Times are ms of the scheduler's clock. */
export interface Change<State extends string = string, Reason extends string = string, A = unknown> {
  /** Where the connection is now. */
  readonly state: State;
  /** Where it was before. */
  readonly previous: State;
  /** Why it changed. */
  readonly reason: Reason;
  /** When, in ms of the scheduler's clock. */
  readonly at: number;
  /** How long nothing had been heard from the other side, in ms. */
  readonly silentFor: number;
  /** What brought it about, where that is an error or a word of the other side. */
  readonly cause?: unknown;
  /** What the other side said when it accepted the link. */
  readonly accepted?: A;
}
