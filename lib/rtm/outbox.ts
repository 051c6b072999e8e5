/** A message on its way: to a user or a channel, with its payload as the JSON that travels. */
export interface Letter {
  /** Its destination. */
  readonly to: { readonly user: string } | { readonly channel: string };
  /** The JSON text. */
  readonly payload: string;
}

/** A letter that has no outcome yet. */
export interface Sending<L extends Letter = Letter> {
  readonly letter: L;
  /** When its time is over, by the monotonic clock; a resend does not change it. */
  readonly dueAt: number;
  /** The hub's memory that it went to first, and that may have taken it; `null` before it went out. */
  readonly epoch: string | null;
}

/**
 * The messages that have no outcome yet, in the order of sending; all of them go out again on a new link (SPEC RTM-5).
 *
 * They are kept in place: an outbox out of which another one was made is over. A copy for every message and receipt was
 * a fifth of what they cost with 64 under way, and more the more wait (bench: hub, peer message).
 */
export interface Outbox<L extends Letter = Letter> {
  /** Names the client object in the ids of its messages; unlike its secret it is seen by others. */
  readonly instance: string;
  /** How many messages there have been: the last one's number. */
  readonly last: number;
  /** The number of the last one that went out on the present link. */
  readonly sent: number;
  /** How many may wait at once. */
  readonly limit: number;
  /** By id. */
  readonly waiting: Map<string, Sending<L>>;
}

export function emptyOutbox(instance: string, limit: number): Outbox<never> {
  return { instance, last: 0, sent: 0, limit, waiting: new Map<string, Sending<never>>() };
}

/** The id of the next message; `null` when the outbox is full. */
export function nextId({ instance, last, limit, waiting }: Outbox): string | null {
  return waiting.size < limit ? `${instance}.${last + 1}` : null;
}

/** With one message more, under {@link nextId}. */
export function posted<L extends Letter>(outbox: Outbox<L>, letter: L, dueAt: number): Outbox<L> {
  const last = outbox.last + 1;
  outbox.waiting.set(`${outbox.instance}.${last}`, { letter, dueAt, epoch: null });
  return { ...outbox, last };
}

/** Without the messages that have an outcome now; ids that are not waited for change nothing. */
export function settled<L extends Letter>(outbox: Outbox<L>, ids: readonly string[]): Outbox<L> {
  for (const id of ids) outbox.waiting.delete(id);
  return { ...outbox };
}

/** The number of a message. */
export const numberOf = (id: string): number => Number(id.slice(id.lastIndexOf('.') + 1));

/** The messages that have yet to go out on the present link, in order. */
export function* unsent<L extends Letter>(outbox: Outbox<L>): Iterable<readonly [string, Sending<L>]> {
  const { instance, waiting, sent, last } = outbox;
  const [oldest] = waiting.keys();
  if (sent === last || oldest === undefined) return;
  for (let number = Math.max(sent + 1, numberOf(oldest)); number <= last; number++) {
    const id = `${instance}.${number}`;
    const sending = waiting.get(id);
    if (sending) yield [id, sending];
  }
}

/** Whether there are any. */
export function isWaiting(outbox: Outbox): boolean {
  for (const _ of unsent(outbox)) return true;
  return false;
}

/** A message has gone out on the present link, to the memory `epoch`. */
export function sentOut<L extends Letter>(outbox: Outbox<L>, id: string, epoch: string | null): Outbox<L> {
  const sending = outbox.waiting.get(id);
  if (sending?.epoch === null) outbox.waiting.set(id, { ...sending, epoch });
  return { ...outbox, sent: numberOf(id) };
}

/** On a new link, on which nothing has gone out. */
export const relinked = <L extends Letter>(outbox: Outbox<L>): Outbox<L> => ({ ...outbox, sent: 0 });

/** The messages whose time is over at `now`; all have the same time, so the oldest come first. */
export function overdue<L extends Letter>({ waiting }: Outbox<L>, now: number): string[] {
  const ids: string[] = [];
  for (const [id, { dueAt }] of waiting) {
    if (dueAt > now) break;
    ids.push(id);
  }
  return ids;
}

/** When the next message's time is over; `Infinity` when none waits. */
export function nextDue({ waiting }: Outbox): number {
  for (const { dueAt } of waiting.values()) return dueAt;
  return Infinity;
}
