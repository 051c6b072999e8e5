/** How many senders' instances are remembered by which message came last. */
export const remembered = 1_024;

/** The facts of a message by which it is put in its place. */
export interface Arrival {
  readonly seq: number;
  readonly from: string;
  /** `<instance>.<n>` */
  readonly message: string;
}

/**
 * What was received of one stream of messages, the peer messages or a channel: in order, each once (SPEC RTM-16).
 *
 * The hub numbers a stream with `seq`. All up to `base` is accounted for, delivered or reported missing, and is never
 * asked for again; beyond it, up to `position`, messages were delivered while the hub was still back-filling.
 */
export interface Inbox {
  readonly base: number;
  readonly position: number;
  /** How many messages were delivered: ever, and until the back-fill began. */
  readonly delivered: number;
  readonly deliveredAtFill: number;
  /** How many of the hub's numbers came, those of messages that were delivered under another one too: ever, and until `base`. */
  readonly came: number;
  readonly cameAtBase: number;
  /** Whether the hub is back-filling: holes may be reported yet. */
  readonly filling: boolean;
  /** The highest message of each sender's instance; who was heard last stands last, and is forgotten last. */
  readonly highest: ReadonlyMap<string, number>;
}

/** What the hub reports at the end of a back-fill, counted from the position of the login. */
export interface Report {
  readonly replayed: number;
  readonly missed: number | null;
  readonly seq: number;
}

/** A stream after a back-fill, and what that brought. */
export interface Filled {
  readonly inbox: Inbox;
  readonly replayed: number;
  readonly missed: number | null;
}

/** Whether the hub still knows what it knew at the last login. */
export type Memory = 'kept' | 'lost';

/** A stream that is received from `seq` on. */
export function openInbox(seq: number): Inbox {
  return {
    base: seq,
    position: seq,
    delivered: 0,
    deliveredAtFill: 0,
    came: 0,
    cameAtBase: 0,
    filling: false,
    highest: new Map(),
  };
}

/**
 * With a message more, to be delivered if `delivered` has grown: one that was sent again may have two numbers, one in the
 * memory that the hub has lost.
 */
export function received(inbox: Inbox, arrival: Arrival): Inbox {
  const { seq } = arrival;
  if (seq <= inbox.position) return inbox;
  const came = inbox.came + 1;
  const arrived = { ...inbox, position: seq, came, ...deliveredOnce(inbox, arrival) };
  return inbox.filling ? arrived : { ...arrived, base: seq, cameAtBase: came };
}

function deliveredOnce({ delivered, highest: before }: Inbox, { from, message }: Arrival): Partial<Inbox> {
  const dot = message.lastIndexOf('.');
  const instance = `${from} ${message.slice(0, dot)}`;
  const number = Number(message.slice(dot + 1));
  if (number <= (before.get(instance) ?? 0)) return {};
  const highest = new Map(before);
  highest.delete(instance);
  highest.set(instance, number);
  if (highest.size > remembered) for (const oldest of [...highest.keys()].slice(0, 1)) highest.delete(oldest);
  return { delivered: delivered + 1, highest };
}

/**
 * The hub has accepted a login that was made with the positions of `login`, and back-fills from there. Positions in a
 * memory that the hub has lost are worth nothing.
 */
export function filling(inbox: Inbox, login: Inbox, memory: Memory): Inbox {
  const begun = { ...inbox, deliveredAtFill: inbox.delivered, filling: true };
  if (memory === 'lost') return { ...begun, base: 0, position: 0, cameAtBase: inbox.came };
  const { base, cameAtBase } = login;
  return { ...begun, base, cameAtBase };
}

/**
 * The back-fill is over: the stream goes on live. What arrived on the old link after the login was sent, or came twice,
 * is neither replayed nor missed.
 */
export function filled(inbox: Inbox, { replayed, missed, seq }: Report): Filled {
  const came = inbox.came - inbox.cameAtBase;
  return {
    replayed: inbox.filling ? inbox.delivered - inbox.deliveredAtFill : 0,
    inbox: {
      ...inbox,
      base: seq,
      position: Math.max(seq, inbox.position),
      cameAtBase: inbox.came,
      filling: false,
    },
    missed: missed === null ? null : Math.max(0, replayed + missed - came),
  };
}
