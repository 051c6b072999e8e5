/**
 * What became of a message, as its sender was told: `accepted` is a receipt, `refused` an error that says it was not
 * taken, `unknown` an error that says nobody knows (SPEC RTM-5).
 */
export type Outcome = 'accepted' | 'refused' | 'unknown';

/** A message that was sent; no two have the same payload. */
export interface Sent {
  readonly from: string;
  /** A user, or a channel. */
  readonly to: string;
  readonly payload: string;
  /** `null` as long as the sender was told nothing. */
  readonly outcome: Outcome | null;
}

/** What one user read of one destination: of its own peer messages, or of a channel. */
export interface Stream {
  readonly reader: string;
  readonly to: string;
  readonly read: readonly { readonly from: string; readonly payload: string }[];
  /** How many were reported missing in all; `null` when once nobody knew. */
  readonly missed: number | null;
}

/**
 * What is wrong with a delivery, a line each (SPEC RTM-5, RTM-12, RTM-16): every message has an outcome; of what others
 * sent to a stream's destination, what was read and what was reported missing is what was accepted, each once, in the
 * order of its sender, and nothing else was read. A message of unknown outcome may have been accepted or not.
 */
export function faultsOf(sent: readonly Sent[], streams: readonly Stream[]): string[] {
  const open = sent.filter(({ outcome }) => outcome === null);
  return [
    ...open.map(({ from, payload }) => `${from} was told nothing of ${payload}`),
    ...streams.flatMap((stream) => faultsIn(sent, stream).map((fault) => `${stream.reader}, ${stream.to}: ${fault}`)),
  ];
}

function faultsIn(sent: readonly Sent[], { reader, to, read, missed }: Stream): string[] {
  const faults: string[] = [];
  const expected = new Map<string, Sent & { readonly place: number }>();
  sent.forEach((one, place) => {
    if (one.to === to && one.from !== reader) expected.set(one.payload, { ...one, place });
  });

  const seen = new Set<string>();
  const latest = new Map<string, number>();
  for (const { from, payload } of read) {
    const origin = expected.get(payload);
    if (origin?.from !== from) faults.push(`read ${payload} of ${from}, which was not sent`);
    else if (origin.outcome === 'refused') faults.push(`read ${payload}, which was refused`);
    else if (seen.has(payload)) faults.push(`read ${payload} twice`);
    else if (origin.place < (latest.get(from) ?? -1)) faults.push(`read ${payload} after a later one of ${from}`);
    seen.add(payload);
    latest.set(from, Math.max(latest.get(from) ?? -1, origin?.place ?? -1));
  }

  if (missed === null) return faults;
  const unread = [...expected.values()].filter(({ payload }) => !seen.has(payload));
  const lost = unread.filter(({ outcome }) => outcome === 'accepted');
  const doubtful = unread.filter(({ outcome }) => outcome === 'unknown' || outcome === null);
  if (missed < lost.length || missed > lost.length + doubtful.length) {
    const names = lost.map(({ payload }) => payload).join(', ');
    faults.push(`${missed} reported missing, but ${lost.length} accepted were not read: ${names}`);
  }
  return faults;
}
