import type { Published } from './engine.js';

/** What a user that logs in knows already. */
export interface Positions {
  /** The engine's memory to which the positions belong; left out by a user that has none. */
  readonly epoch?: string;
  /** The number of the last letter that was delivered. */
  readonly inbox: number;
  /** The channels to be in, and no others; `null`: to stay in, if it is in, without a back-fill. */
  readonly channels: readonly (readonly [channel: string, position: number | null])[];
  /** What it entered or left by a later request than this one stays so; left out: there is no later one. */
  readonly requests?: number;
}
/** What waits for a user that has logged in. */
export interface Arrival {
  /** The memory that these positions belong to. */
  readonly epoch: string;
  /** The letters after `after` are waiting; up to `head` they are a back-fill. `missed: null`: nobody knows. */
  readonly inbox: { readonly after: number; readonly head: number; readonly missed: number | null };
  /** Its channels. */
  readonly channels: readonly ChannelArrival[];
}
/** A channel that it is in from now on, and what it missed there. */
export interface ChannelArrival {
  /** Its name. */
  readonly channel: string;
  /** The number of its latest message. */
  readonly seq: number;
  /** How many members it has. */
  readonly count: number;
  /** Absent when no back-fill was asked for. */
  readonly backfill?: { readonly messages: readonly Published[]; readonly missed: number | null };
}
