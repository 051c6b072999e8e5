import { NEVER, asyncScheduler, concat, filter, map, of, type Observable, type SchedulerLike } from 'rxjs';
import type { AttemptEvent } from '../../connection/attemptEvent.js';
import { connectionEvents, type ConnectionEvents } from '../../connection/createConnection.js';
import { deadlinesOf } from '../../connection/deadlines.js';
import type { Link, Transport } from '../../link/link.js';
import { isLinkError } from '../../link/linkError.js';
import { liveness } from '../../liveness/liveness.js';
import { duration } from '../duration.js';
import { MuteError } from './muteError.js';
import type { WatchEvent } from './watchEvent.js';
import type { WatchSettings } from './watchSettings.js';

/** A text, or the bytes of a binary frame. */
export type AnyFrame = string | ArrayBuffer;

/** What is watched, and how. */
export interface WatchingConfig extends Pick<WatchSettings, 'send' | 'every' | 'interrupted' | 'lost'> {
  readonly transport: Transport<AnyFrame>;
  readonly scheduler?: SchedulerLike;
  /** A draw from [0, 1), for the time between dials. */
  readonly random?: () => number;
}

/** How long an open link may say nothing at first, in ms, where no longer silence is allowed. */
const firstWord = deadlinesOf({}, 'watching').accept;

/**
 * Keeps a connection, and tells what becomes of it, until it is unsubscribed.
 *
 * A link is accepted when it is heard; where silence is not judged, when it is open.
 */
export function watching({
  transport,
  send,
  every,
  interrupted,
  lost,
  scheduler = asyncScheduler,
  random,
}: WatchingConfig): Observable<WatchEvent> {
  const judged = interrupted < Infinity;
  const mute = Math.max(firstWord, interrupted);
  const handshake = (link: Link<AnyFrame>): Observable<unknown> => {
    if (send !== undefined) link.send(send);
    return judged ? link.frames$.pipe(liveness({ mute }, { scheduler }), map(heard(mute))) : of(null);
  };
  const events = connectionEvents<AnyFrame>({
    transport,
    handshake,
    ...(send !== undefined && every !== undefined && { heartbeat: { every, frame: send } }),
    thresholds: { interrupted, lost, giveUp: false },
    deadlines: { accept: Infinity },
    scheduler,
    ...(random && { random }),
  });
  return events(concat(of({ word: 'open' } as const), NEVER)).pipe(
    map(seen),
    filter((event) => event !== undefined),
  );
}

const heard = (within: number) => (status: 'alive' | 'mute') => {
  if (status === 'mute') throw new MuteError(`open, but nothing heard within ${duration(within)}`);
};

function seen(event: ConnectionEvents<AnyFrame, unknown>): WatchEvent | undefined {
  switch (event.type) {
    case 'change': {
      const { state, previous, reason, silentFor } = event.change;
      return { type: 'state', state, previous, reason, silentFor };
    }
    case 'lost':
      return { type: 'lost', silentFor: event.silentFor };
    case 'frame':
      return { type: 'frame', bytes: bytesOf(event.frame) };
    case 'attempt':
      return attempted(event.attempt);
    default:
      return undefined;
  }
}

function attempted(attempt: AttemptEvent): WatchEvent {
  const { attempt: link } = attempt;
  switch (attempt.type) {
    case 'closed': {
      const { code, reason, clean } = attempt;
      const why = ownReason(attempt);
      return why ? { type: 'hungUp', link, why } : { type: 'closed', link, code, reason, clean };
    }
    case 'failed': {
      const { cause } = attempt;
      return { type: 'failed', link, why: cause instanceof MuteError ? 'mute' : 'no link', error: wordsOf(cause) };
    }
    case 'waiting':
      return { type: 'waiting', link, delay: attempt.delay };
    default:
      return { type: attempt.type, link };
  }
}

/** Why this side ended the link, if it did. */
function ownReason({ code, reason, clean }: Extract<AttemptEvent, { type: 'closed' }>) {
  if (code === 1000 && reason === 'hung up') return 'replaced';
  return !clean && reason.endsWith(': given up') ? 'silent' : undefined;
}

function wordsOf(cause: unknown): string {
  if (isLinkError(cause) && cause.reason) return cause.reason;
  return cause instanceof Error ? cause.message : String(cause);
}

const bytesOf = (frame: AnyFrame) => (typeof frame === 'string' ? Buffer.byteLength(frame) : frame.byteLength);
