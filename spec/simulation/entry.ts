import type { HubEvent } from '../../lib/hub/index.js';
import type { RtcEvent } from '../../lib/rtc/index.js';
import type { RtmEvent } from '../../lib/rtm/rtmEvent.js';
import type { NetworkEvent } from '../../lib/testing/index.js';

/** An attribute of a channel. */
export interface Note {
  readonly key: string;
  readonly value: string;
  readonly lastUpdateUserId: string;
  readonly lastUpdateTs: number;
}

/** A frame as it was read on the wire, whichever side sent it. */
export interface Frame {
  readonly t: string;
  readonly id?: number;
  readonly generation?: number;
  readonly secret?: string;
  readonly uid?: string;
  readonly user?: string;
  readonly users?: readonly string[];
  readonly channel?: string | null;
  readonly channels?: readonly (readonly [string, number | null])[];
  readonly role?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly outcome?: string;
  readonly expiresIn?: number;
  readonly from?: string;
  readonly to?: string;
  readonly data?: unknown;
  readonly payload?: unknown;
  readonly epoch?: string;
  readonly session?: string;
  readonly peers?: readonly string[];
  /** Pairs of key and value in a request, what is known of each in a word of the hub. */
  readonly attributes?: readonly (readonly [string, string])[] | readonly Note[];
  readonly mode?: string;
  readonly keys?: readonly string[];
  readonly notify?: boolean;
  readonly result?: { readonly users?: readonly string[]; readonly attributes?: readonly Note[] };
}

/** What became of a command: `undefined` until it was told. */
export interface Told {
  readonly value?: unknown;
  readonly error?: { readonly name: string; readonly reason?: string; readonly state?: string };
}

/** One thing that happened in a simulation: on the network, to a client, in the hub, or by our doing. */
export type Entry = { readonly at: number } & (
  | {
      readonly kind: 'network';
      readonly client: string;
      readonly event: NetworkEvent;
      /** What `event.frame` says. */
      readonly frame: Frame | null;
    }
  | { readonly kind: 'rtc'; readonly client: string; readonly event: RtcEvent }
  | { readonly kind: 'rtm'; readonly client: string; readonly event: RtmEvent }
  | { readonly kind: 'hub'; readonly event: HubEvent }
  /** A hub takes the place of the one before, of which it knows nothing. */
  | { readonly kind: 'newHub' }
  /** The application commands; `number` is that of the answer. */
  | {
      readonly kind: 'command';
      readonly client: string;
      readonly number: number;
      readonly word: string;
      readonly argument: unknown;
      readonly answers: boolean;
    }
  | { readonly kind: 'answer'; readonly client: string; readonly number: number; readonly told: Told }
  /** `client` is `null` where it happens to all. */
  | { readonly kind: 'fault'; readonly client: string | null; readonly what: string }
  | { readonly kind: 'operator'; readonly what: string }
  /** The process of a client stops; runs again; has read what has come meanwhile. */
  | { readonly kind: 'sleep'; readonly client: string; readonly what: 'falls asleep' | 'wakes' | 'reads' }
);

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Error ? { ...inner, name: inner.name, text: inner.message } : inner,
  ) ?? '';

/** An entry as a line: the same for the same entry, whichever process wrote it. */
export function lineOf(entry: Entry): string {
  const { at, kind } = entry;
  if (kind === 'network') {
    const { event } = entry;
    const what = event.frame ?? (event.end ? `${event.end.code} ${event.end.reason}` : '');
    return `${at} ${entry.client} ${event.link} ${event.side} ${event.kind} ${what}`;
  }
  return `${at} ${kind} ${textOf(entry)}`;
}
