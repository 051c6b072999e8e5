import type { Command, ConnectionEvent, Moment } from '../connection/machine.js';
import type { Link } from '../link/link.js';
import type { LoggedInFrame, PeerStatus } from '../protocol/messagingFrames.js';
import { noRequests, type Requests } from '../session/requests.js';
import type { TokenSignal } from '../session/tokenLife.js';
import { openInbox, type Inbox } from './inbox.js';
import type { Members } from './members.js';
import { emptyOutbox, type Outbox } from './outbox.js';
import type { Pace } from './pace.js';
import type { RtmCommand, RtmEvent, RtmRequest } from './rtmEvent.js';
import type { RtmFrame } from './rtmFrame.js';
import type { RtmReason, RtmState, RtmWord } from './rtmTable.js';

/** A channel that this client is in, or has asked to enter. */
export interface Membership extends Members {
  readonly phase: 'entering' | 'in';
  readonly inbox: Inbox;
  readonly count: number | null;
}

/** A user whose status somebody wants to know. */
export interface Watched {
  readonly subscriptions: number;
  /** What was told last. */
  readonly status: PeerStatus | null;
  /** Whether that was in a memory that the hub has lost: the user may be on its way back. */
  readonly awaited: boolean;
}

/** The positions that a login was made with. */
export interface Positions {
  /** The hub's memory to which they belong; `null` before the first login. */
  readonly epoch: string | null;
  readonly inbox: Inbox;
  readonly channels: ReadonlyMap<string, Membership>;
}

/** The hub's yes to a login. */
export interface Acceptance {
  readonly loggedIn: LoggedInFrame;
  readonly positions: Positions;
}

/** A request that has no answer yet; one without a `command` is the client's own, and is made anew after a reconnect. */
export interface Asking {
  readonly frame: RtmRequest['request'];
  readonly command: RtmCommand | null;
  /** When it is given up, by the monotonic clock; `Infinity`: never. */
  readonly dueAt: number;
}

/** What the core of a client tells. */
export type CoreEvent = ConnectionEvent<RtmFrame, Acceptance, RtmState, RtmReason, RtmWord>;

/** What moves a client beside its connection. */
export type OwnSignal =
  | Exclude<RtmCommand, Command<RtmWord>>
  | TokenSignal
  /** A login goes out. */
  | { readonly type: 'asked'; readonly positions: Positions }
  /** The hub has refused a token as expired; `final`: there is no other before `renewToken`. */
  | { readonly type: 'tokenRefused'; readonly final: boolean }
  /** Somebody has waited long enough. */
  | { readonly type: 'due' };

/** What a client knows beside its connection. */
export interface RtmMachine extends Positions {
  readonly userId: string;
  readonly state: RtmState;
  readonly link: Link<RtmFrame> | null;
  /** What the hub granted; 0 while the application's own login has not been accepted (SPEC HUB-3). */
  readonly generation: number;
  readonly token: string | undefined;
  /** When the token ends, by the monotonic clock; `Infinity`: never, or not known. */
  readonly expiresAt: number;
  /** `expired`: no attempt is made before there is another one. */
  readonly tokenState: 'good' | 'expired';
  /** Whether this outage's `tokenExpired` was told. */
  readonly expiryTold: boolean;
  /** The positions of the login under way. */
  readonly asked: Positions | null;
  /** Whether a login has gone out since the last yes that may have had one too. */
  readonly unanswered: boolean;
  /** Whether the present link continues an earlier one. */
  readonly returned: boolean;
  /** When a hub that has just started will know who is back, by the monotonic clock; `null`: it knows. */
  readonly settledAt: number | null;
  /** The streams of which the application is yet to be told what the reconnect has cost. */
  readonly owed: ReadonlySet<string | null>;
  readonly outbox: Outbox;
  /** How fast the hub takes messages; `null`: it has not told. */
  readonly pace: Pace | null;
  readonly requests: Requests<Asking>;
  readonly watched: ReadonlyMap<string, Watched>;
  /** One's own, as the hub has confirmed them; `null`: it has not said yet what another instance has left. */
  readonly attributes: ReadonlyMap<string, string> | null;
}

/** One signal's turn: what it has made of the machine so far, and what is to be told, sent and done. */
export interface RtmTurn {
  readonly moment: Moment;
  machine: RtmMachine;
  readonly events: RtmEvent[];
  readonly frames: RtmFrame[];
  readonly commands: Command<RtmWord>[];
}

export function startRtm(
  userId: string,
  token: string | undefined,
  outbox: { readonly instance: string; readonly limit: number },
): RtmMachine {
  return {
    userId,
    state: 'disconnected',
    link: null,
    token,
    outbox: emptyOutbox(outbox.instance, outbox.limit),
    pace: null,
    requests: noRequests,
    tokenState: 'good',
    expiryTold: false,
    ...loggedOut,
  };
}

/** What a client knows of a session before there is one. */
export const loggedOut = {
  generation: 0,
  epoch: null,
  expiresAt: Infinity,
  inbox: openInbox(0),
  channels: new Map<string, Membership>(),
  asked: null,
  unanswered: false,
  returned: false,
  settledAt: null,
  owed: new Set<string | null>(),
  watched: new Map<string, Watched>(),
  attributes: null,
} as const;
