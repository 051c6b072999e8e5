import type { Observable, SchedulerLike, Unsubscribable } from 'rxjs';
import type { Link } from '../link/link.js';
import type { Role } from '../protocol/channelFrames.js';
import type { Authenticate } from './authentication.js';
import type { DrainConfig } from './drain.js';
import type { MakeEngine } from './engine.js';
import type { HubEvent, SessionStatus, Who } from './hubEvent.js';
import type { HubMetrics } from './journal.js';
import type { HubLimits } from './limits.js';
import type { HubThresholds } from './thresholds.js';

/** How a hub is made. Either `authenticate` or `allowAnonymous: true` is needed, and not both. */
export interface HubOptions {
  /** Who may come in. `jwtAuthenticator` is ready-made. */
  readonly authenticate?: Authenticate;
  /** Everybody may come in, as whom they like. For a hub that strangers cannot reach. */
  readonly allowAnonymous?: boolean;
  /** The times by which it judges, in ms; what is left out has its default. */
  readonly thresholds?: Partial<HubThresholds>;
  /** How much it takes and holds; what is left out has its default. */
  readonly limits?: Partial<HubLimits>;
  /**
   * Whether a second instance with the same user id takes the session over (`'kick-old'`, the default), or is refused
   * while the first has been heard within `thresholds.unheard` (`'reject-new'`).
   */
  readonly takeover?: 'kick-old' | 'reject-new';
  /** What keeps its state. Default `memoryEngine`: this process. */
  readonly engine?: MakeEngine;
  /** Whose timers and clock. Default `asyncScheduler`, with the monotonic clock. */
  readonly scheduler?: SchedulerLike;
  /** A uniform draw from [0, 1). Default: the system's randomness. */
  readonly random?: () => number;
  /** Draws ids that nobody can guess. Default: 128 random bits in hexadecimal digits. */
  readonly ids?: () => string;
}

/** A session as its operator sees it. */
export type SessionInfo = Who & {
  /** In a channel. */
  readonly role?: Role;
  /** How often the user id was taken over, counted from 1. */
  readonly generation: number;
  readonly status: SessionStatus;
  /** The number of the link it is on; absent while it has none. */
  readonly link?: number;
};

/** The server side: sessions, presence and messages for whatever links it is given (SPEC HUB). */
export interface Hub {
  /**
   * Serves every link of `links$`. Unsubscribing takes no new ones; what becomes of the open ones is up to `links$`. An
   * error of it, such as a port that is taken, is a `fault` in `events$`; when nobody listens there, an unhandled error.
   */
  accept(links$: Observable<Link>): Unsubscribable;
  /** What happens, as it happens. Completes with `close()`. */
  readonly events$: Observable<HubEvent>;
  /** Those of this moment. */
  readonly sessions: readonly SessionInfo[];
  /** Counts, as of this moment. */
  readonly metrics: HubMetrics;
  /**
   * Removes the user from every channel and refuses it (BANNED_BY_SERVER) for so many ms; default `Infinity`. A second
   * ban replaces the first, so that `{ for: 1 }` lifts it.
   *
   * @throws TypeError when `user` is no user id; RangeError when `for` is not above 0.
   */
  ban(user: string, config?: { readonly for?: number }): void;
  /**
   * Removes the user from every channel (BANNED_BY_SERVER). It stays out until its application joins again: an
   * automatic rejoin of the same session is told the same.
   *
   * @throws TypeError when `user` is no user id.
   */
  kick(user: string): void;
  /**
   * Asks every client to come back after `retryAfter` ms and ends the links, spread over `spread` ms; new links are
   * sent away at once. Sessions stay until their silence ends them.
   *
   * @throws RangeError for a time that is not a number of 0 to 2 147 483 647.
   */
  drain(config: DrainConfig): void;
  /** Ends all links, sessions and timers. */
  close(): void;
}
