import type { RedialPolicy } from '../link/backoff.js';
import type { EnvironmentSignal } from '../link/environment.js';
import type { Link } from '../link/link.js';
import type { Redial } from '../link/redial.js';
import type { AttemptEvent } from './attemptEvent.js';
import type { Change } from './change.js';
import type { Table } from './table.js';

/**
 * What the core itself says to a table: a link was `accepted`, the old link `spoke` again, it is `silent` for
 * `interrupted`, or `gaveUp`. Profiles add words of their own.
 */
export type CoreWord = 'accepted' | 'spoke' | 'silent' | 'gaveUp';

/** What the application, or a profile on its behalf, tells a connection to do. */
export interface Command<Word extends string> {
  /** A word of the table, or `'dial'`: dial now (SPEC NET-7). */
  readonly word: Word | 'dial';
  /** What the change that it brings about says as its `cause`. */
  readonly cause?: unknown;
}

/** What the other side said about the session, as a profile reads it out of a frame. */
export interface Verdict<Word extends string> {
  readonly word?: Word;
  readonly cause?: unknown;
  /** No dial by itself for so many ms. */
  readonly retryAfter?: number;
}

/** What moves a connection. Nothing else does. */
export type Signal<F, A, Word extends string> =
  | { readonly on: 'command'; readonly command: Command<Word> }
  | { readonly on: 'opened'; readonly id: number }
  | { readonly on: 'accepted'; readonly id: number; readonly link: Link<F>; readonly value: A }
  | { readonly on: 'frame'; readonly id: number; readonly frame: F }
  | {
      readonly on: 'ended';
      readonly id: number;
      readonly failure: unknown;
      readonly verdict?: Verdict<Word> | undefined;
    }
  /** The time for the next dial has come. */
  | { readonly on: 'due' }
  /** The accepted link is silent: past a threshold, too long to keep it, or when asked to speak. */
  | { readonly on: 'silent' | 'idle' | 'mute' }
  | { readonly on: 'lost' }
  /** The state's patience is over; `overslept`: found late, so that one more attempt is due. */
  | { readonly on: 'gaveUp' | 'overslept' }
  | { readonly on: 'environment'; readonly signal: EnvironmentSignal };

/** What a connection tells, in the order in which it happens. */
export type ConnectionEvent<F, A, State extends string, Reason extends string, Word extends string> =
  /** A command was carried out, or had no row in the present state and changed nothing. */
  | { readonly type: 'command'; readonly command: Command<Word>; readonly taken: boolean; readonly state: State }
  /** The link on which frames go out from now on. */
  | { readonly type: 'link'; readonly link: Link<F> | null }
  | { readonly type: 'change'; readonly change: Change<State, Reason, A> }
  /** A link was accepted, with or without a change; `silentFor`: since the last frame before it. */
  | { readonly type: 'accepted'; readonly value: A; readonly silentFor: number }
  | { readonly type: 'frame'; readonly frame: F }
  | { readonly type: 'lost'; readonly silentFor: number; readonly at: number }
  | { readonly type: 'attempt'; readonly attempt: AttemptEvent }
  /** Something to be said on a link: goodbye before it is closed, or a request to speak. */
  | { readonly type: 'say'; readonly link: Link<F>; readonly what: 'farewell' | 'ask' };

/** Everything that a connection knows. */
export interface Machine<F, State extends string, Reason extends string> {
  readonly state: State;
  readonly reason: Reason | null;
  /** The word that brought the state about. */
  readonly by: string | null;
  /** `null` while no link is wanted. */
  readonly redial: Redial | null;
  /** How many attempts there have been; a number is never given twice. */
  readonly dialled: number;
  readonly link: Link<F> | null;
  /** When the last frame on an accepted link came; before the first, when the connection was opened. */
  readonly heardAt: number;
  /** Since when nothing has proved that the other side is there; `null` while it is. */
  readonly outageSince: number | null;
  /** Whether this outage's `lost` has been told. */
  readonly lost: 'armed' | 'told';
  /** The attempt that decides about giving up, after a sleep. */
  readonly lastChance: number | null;
}

/** What makes a machine of a profile. */
export interface Rules<State extends string, Reason extends string, Word extends string> {
  readonly table: Table<State, Reason, Word | CoreWord>;
  readonly initial: State;
  /** The state in which the application may talk. */
  readonly connected: State;
  /** The states in which a link is wanted. */
  readonly dialling: readonly State[];
  /** The commands that say goodbye on the link they end. */
  readonly farewells: readonly Word[];
  /** Whether a link can be asked to speak. */
  readonly asks: boolean;
  /** Whether the acceptance of a link alone, without a frame, ends an outage (SPEC CON-3). */
  readonly acceptanceProves: boolean;
  readonly policy: RedialPolicy;
}

/** The present moment: `now` by the monotonic clock, `at` by the scheduler's. */
export interface Moment {
  readonly now: number;
  readonly at: number;
}

/** A machine before its first signal. */
export function start<F, State extends string, Reason extends string>(initial: State): Machine<F, State, Reason> {
  return {
    state: initial,
    reason: null,
    by: null,
    redial: null,
    dialled: 0,
    link: null,
    heardAt: 0,
    outageSince: null,
    lost: 'armed',
    lastChance: null,
  };
}
