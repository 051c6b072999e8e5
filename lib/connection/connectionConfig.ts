import type { Observable, ObservableInput, SchedulerLike } from 'rxjs';
import type { RedialPolicy } from '../link/backoff.js';
import type { EnvironmentSignal } from '../link/environment.js';
import type { Link, Transport } from '../link/link.js';
import type { Deadlines } from './deadlines.js';

/** What every client takes: where time, chance and environment come from, and when to dial (SPEC API-6). */
export interface ClientConfig<F = string> {
  /** How to get a link; see `webSocketTransport`. */
  readonly transport: Transport<F>;
  /** How long each phase of an attempt may take, in ms. Defaults: dial 4 000, accept 6 000. */
  readonly deadlines?: Partial<Deadlines>;
  /** When to dial again. Default: `backoff({ random })`. */
  readonly redial?: RedialPolicy;
  /** Whose timers are used. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
  /** A uniform draw from [0, 1), for the jitter. Default: the system's randomness. */
  readonly random?: () => number;
  /** What the surroundings say. Default: `browserSignals()`, which is empty outside browsers. */
  readonly signals$?: Observable<EnvironmentSignal>;
}

/** Frames that keep a server talking (SPEC CON-4). */
export interface Heartbeat<F> {
  /**
   * How often, in ms, well below `thresholds.interrupted`. The first goes out when the link opens, or with a `handshake`
   * so long after its acceptance.
   */
  readonly every: number;
  /** What to send. */
  readonly frame: F;
}

/** The silences of a connection, in ms. They must ascend; `false` or `Infinity` switches one off (SPEC CON-5). */
export interface ConnectionThresholds {
  /** Then the state is `reconnecting`. Default 4 000. */
  readonly interrupted?: number | false;
  /** Then `lost$` tells; the state stays. Default 10 000. */
  readonly lost?: number | false;
  /** So long in `connecting` or `reconnecting`, then `failed`. Default 1 200 000. */
  readonly giveUp?: number | false;
}

/** What {@link createConnection} takes. */
export interface ConnectionConfig<F = string, A = unknown> extends ClientConfig<F> {
  /**
   * Decides whether the server accepts a new link: at the first value, which is told in the change (`accepted`). An
   * error with `fatal: true` is a refusal, (failed, REJECTED_BY_SERVER); any other error ends the attempt only.
   * Left out: accepted at the first frame when there is a `heartbeat`, else as soon as the link is open.
   */
  readonly handshake?: (link: Link<F>) => ObservableInput<A>;
  /** For servers that answer pings rather than send beats. Left out: nothing is sent by itself. */
  readonly heartbeat?: Heartbeat<F>;
  /** When silence is told, and when it is given up. */
  readonly thresholds?: ConnectionThresholds;
}
