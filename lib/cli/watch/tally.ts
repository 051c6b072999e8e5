import type { ConnectionState } from '../../connection/connectionTable.js';
import type { WatchEvent } from './watchEvent.js';

/** What a watch has seen so far. Instants and durations are ms of one clock. */
export interface Tally {
  readonly begunAt: number;
  readonly state: ConnectionState;
  /** When that state began. */
  readonly stateAt: number;
  /** In an outage: when it began, with the last frame before it. */
  readonly outageAt: number;
  /** When the last frame came; before the first, the beginning. */
  readonly heardAt: number;
  /** What the newest link does, and since when; `until`: when it is dialled. */
  readonly newest: {
    readonly link: number;
    readonly does: 'waits' | 'dials' | 'listens';
    readonly until: number;
  } | null;
  readonly seenAlive: boolean;
  /** In all, without the present state and without the silences that became outages. */
  readonly connectedFor: number;
  readonly outages: number;
  /** Without one that goes on. */
  readonly longestOutage: number;
  readonly dials: number;
  /** Links that were open. */
  readonly opened: number;
  /** Links that were open and said nothing in time. */
  readonly mute: number;
  readonly frames: number;
  readonly bytes: number;
  /** Without the one that goes on. */
  readonly longestSilence: number;
  /** How often a link ended with each. */
  readonly closeCodes: Readonly<Record<number, number>>;
}

/** The tally of a watch that begins at `now`. */
export const emptyTally = (now: number): Tally => ({
  begunAt: now,
  state: 'disconnected',
  stateAt: now,
  outageAt: now,
  heardAt: now,
  newest: null,
  seenAlive: false,
  connectedFor: 0,
  outages: 0,
  longestOutage: 0,
  dials: 0,
  opened: 0,
  mute: 0,
  frames: 0,
  bytes: 0,
  longestSilence: 0,
  closeCodes: {},
});

/** `tally` after `event`, which happened at `now`. */
export function tallied(tally: Tally, event: WatchEvent, now: number): Tally {
  switch (event.type) {
    case 'frame':
      return { ...tally, ...silenceEnds(tally, now), frames: tally.frames + 1, bytes: tally.bytes + event.bytes };
    case 'state': {
      const { state } = event;
      const silentFor = state === 'reconnecting' ? event.silentFor : 0;
      const outages = tally.outages + (state === 'reconnecting' ? 1 : 0);
      const seenAlive = tally.seenAlive || state === 'connected';
      return { ...tally, ...stateEnds(tally, now, silentFor), state, outages, seenAlive };
    }
    case 'dialling':
      return { ...tally, dials: tally.dials + 1, newest: { link: event.link, does: 'dials', until: now } };
    case 'opened':
      return { ...tally, opened: tally.opened + 1, newest: { link: event.link, does: 'listens', until: now } };
    case 'waiting':
      return { ...tally, newest: { link: event.link, does: 'waits', until: now + event.delay } };
    case 'failed':
      return { ...tally, mute: tally.mute + (event.why === 'mute' ? 1 : 0) };
    case 'closed': {
      const { closeCodes } = tally;
      return { ...tally, closeCodes: { ...closeCodes, [event.code]: (closeCodes[event.code] ?? 0) + 1 } };
    }
    case 'accepted':
    case 'hungUp':
    case 'lost':
      return tally;
  }
}

/** `tally` as a watch that ends at `now` leaves it: what goes on counts up to then. */
export const concluded = (tally: Tally, now: number): Tally => ({
  ...tally,
  ...stateEnds(tally, now),
  ...silenceEnds(tally, now),
});

const silenceEnds = ({ heardAt, longestSilence }: Tally, now: number) => ({
  heardAt: now,
  longestSilence: Math.max(longestSilence, now - heardAt),
});

function stateEnds({ state, stateAt, outageAt, connectedFor, longestOutage }: Tally, now: number, silentFor = 0) {
  const heardUntil = now - silentFor;
  return {
    stateAt: now,
    outageAt: heardUntil,
    connectedFor: connectedFor + (state === 'connected' ? Math.max(heardUntil - stateAt, 0) : 0),
    longestOutage: state === 'reconnecting' ? Math.max(longestOutage, now - outageAt) : longestOutage,
  };
}
