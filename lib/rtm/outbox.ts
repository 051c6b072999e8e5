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
  /** The hub's memory that it went to first, and that may have taken it; `null` while it waits for a link. */
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
  /** How many may wait at once. */
  readonly limit: number;
  /** By id. */
  readonly waiting: Map<string, Sending<L>>;
}

export function emptyOutbox(instance: string, limit: number): Outbox<never> {
  return { instance, last: 0, limit, waiting: new Map<string, Sending<never>>() };
}

/** The id of the next message; `null` when the outbox is full. */
export function nextId({ instance, last, limit, waiting }: Outbox): string | null {
  return waiting.size < limit ? `${instance}.${last + 1}` : null;
}

/** With one message more, under {@link nextId}. */
export function posted<L extends Letter>(
  outbox: Outbox<L>,
  letter: L,
  dueAt: number,
  epoch: string | null = null,
): Outbox<L> {
  const last = outbox.last + 1;
  outbox.waiting.set(`${outbox.instance}.${last}`, { letter, dueAt, epoch });
  return { ...outbox, last };
}

/** Without the messages that have an outcome now; ids that are not waited for change nothing. */
export function settled<L extends Letter>(outbox: Outbox<L>, ids: readonly string[]): Outbox<L> {
  for (const id of ids) outbox.waiting.delete(id);
  return { ...outbox };
}

/** With all that waited for a link on its way to the memory `epoch`. */
export function launched<L extends Letter>(outbox: Outbox<L>, epoch: string | null): Outbox<L> {
  const waiting = [...outbox.waiting].map(
    ([id, sending]) => [id, { ...sending, epoch: sending.epoch ?? epoch }] as const,
  );
  return { ...outbox, waiting: new Map(waiting) };
}

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
