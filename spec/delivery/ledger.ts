import type { Observable } from 'rxjs';
import type { Receipt, RtmClient } from '../../lib/rtm/index.js';
import { isSendError, type Failure } from '../../lib/rtm/index.js';
import { faultsOf, type Outcome, type Sent, type Stream } from './check.js';

/** Notes what clients send, read and are told, for the delivery check. */
export interface Ledger {
  readonly sent: readonly Sent[];
  readonly streams: readonly Stream[];
  /** Messages by what became of them. */
  count(outcome: Outcome | null): number;
  /** Notes what a client reads of its peer messages and of `channels`; a second client of a user adds to the first. */
  reads(reader: string, client: RtmClient, channels?: readonly string[]): void;
  /** Sends a message, as long as `filler` and a little more, and notes what becomes of it. */
  sends(from: string, client: RtmClient, to: string, kind?: 'user' | 'channel', filler?: string): void;
  /** What the check finds. */
  faults(): string[];
}

type Message = readonly [name: string, filler: string];
const nameOf = (payload: unknown): string => (payload as Message)[0];
const unknown: readonly Failure[] = ['timeout', 'ended'];

export function ledger(): Ledger {
  const sent: { -readonly [K in keyof Sent]: Sent[K] }[] = [];
  const streams = new Map<
    string,
    { reader: string; to: string; read: { from: string; payload: string }[]; missed: number | null }
  >();
  const streamOf = (reader: string, to: string) => {
    const key = `${reader} ${to}`;
    const stream = streams.get(key) ?? { reader, to, read: [], missed: 0 };
    streams.set(key, stream);
    return stream;
  };
  const told = (one: { outcome: Outcome | null }) => ({
    next: () => (one.outcome = 'accepted'),
    error: (error: unknown) => {
      if (!isSendError(error)) throw error;
      one.outcome = unknown.includes(error.reason) ? 'unknown' : 'refused';
    },
  });

  return {
    sent,
    get streams() {
      return [...streams.values()];
    },
    count: (outcome) => sent.filter((one) => one.outcome === outcome).length,
    reads(reader, client, channels = []) {
      const inbox = streamOf(reader, reader);
      client.messages$.subscribe(({ from, payload }) => inbox.read.push({ from, payload: nameOf(payload) }));
      for (const name of channels) {
        const stream = streamOf(reader, name);
        const { messages$ } = client.channel(name);
        messages$.subscribe(({ from, payload }) => stream.read.push({ from, payload: nameOf(payload) }));
      }
      client.continuity$.subscribe(({ channel, missed }) => {
        const stream = streamOf(reader, channel ?? reader);
        stream.missed = stream.missed === null || missed === null ? null : stream.missed + missed;
      });
    },
    sends(from, client, to, kind = 'user', filler = '') {
      const payload = `${from}>${to} ${sent.length}`;
      const one = { from, to, payload, outcome: null };
      sent.push(one);
      const message: Message = [payload, filler];
      const receipt$: Observable<Receipt> =
        kind === 'user' ? client.send(to, message) : client.channel(to).send(message);
      receipt$.subscribe(told(one));
    },
    faults: () => faultsOf(sent, [...streams.values()]),
  };
}
