import type { Direction, Side } from './fault.js';

/** One-way delay in ms, or a function that draws one for each frame. */
export type Latency = number | ((random: () => number) => number);

/** How long frames are still withheld after an outage, in ms. */
export type Delay = (outage: number) => number;

/** A connection as its site sees it: dialling, open, or ended on one side. */
export interface Connection {
  /** Holds or releases what is on its way, as the conditions now are. */
  update(delay: Delay): void;
  /** Ends it for one side, at once. */
  fail(side: Side, reason: string): void;
  /** Sends a side the news that it has ended. */
  tell(side: Side, reason: string): void;
  /** The client ends it. */
  hangUp(): void;
  /** Whether either side still holds an open link. */
  live(): boolean;
}

/** A place with clients in it, and what the network is like between it and the hub. */
export interface Site {
  readonly name: string;
  readonly stalled: Set<Direction>;
  readonly frozen: Set<Side>;
  dials: 'answered' | 'refused' | 'swallowed' | 'mute';
  /** Until when the hub is down. */
  downUntil: number;
  latency: Latency;
  readonly connections: Set<Connection>;
}

/** A site without connections, under the conditions of `like`. */
export const siteLike = (like: Omit<Site, 'name' | 'connections'>, name: string): Site => ({
  ...like,
  name,
  stalled: new Set(like.stalled),
  frozen: new Set(like.frozen),
  connections: new Set(),
});
