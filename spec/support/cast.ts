import { map, tap, type Observable } from 'rxjs';
import { WebSocket } from 'ws';
import type { AttemptEvent } from '../../lib/connection/attemptEvent.js';
import type { Link } from '../../lib/link/link.js';
import { createRtcChannel, type RtcChannel } from '../../lib/rtc/createRtcChannel.js';
import type { RtcConfig } from '../../lib/rtc/rtcConfig.js';
import type { RtcEvent } from '../../lib/rtc/rtcEvent.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';
import { eventLog, instant, type Entry, type EventLog } from './eventLog.js';

/** A member of a channel over a real WebSocket, and what it was told. */
export interface Player {
  readonly uid: string;
  readonly channel: RtcChannel;
  /** Everything but attempts, e.g. `reconnecting INTERRUPTED`, `peerOffline bob dropped`, `message bob "hi"`. */
  readonly log: EventLog;
  /** E.g. `dialling`, `closed 4004`, `failed`. */
  readonly attempts: EventLog;
  /** When a frame last came in, on whichever link. */
  readonly heardAt: number;
}

/** `link`, with each frame seen before anybody else sees it. */
export function overheard(link: Link, hear: (frame: string) => void): Link {
  return {
    frames$: link.frames$.pipe(tap(hear)),
    get buffered() {
      return link.buffered;
    },
    send: (frame) => link.send(frame),
    close: (code, reason) => link.close(code, reason),
  };
}

/** A member that has not joined yet; `told` is told what it and its attempts are told. */
export function cast(
  port: number,
  config: Omit<RtcConfig, 'transport' | 'channel'>,
  told?: (entry: Entry) => void,
): Player {
  const { uid } = config;
  const log = eventLog(uid, told);
  const attempts = eventLog(`the attempts of ${uid}`, told);
  let heardAt = NaN;
  const transport: Observable<Link> = webSocketTransport({
    url: `ws://127.0.0.1:${port}`,
    protocols: 'lifeline.1',
    WebSocket,
  }).pipe(map((link) => overheard(link, () => (heardAt = instant()))));
  const channel = createRtcChannel({ transport, channel: 'stage', ...config });
  channel.events$.subscribe((event) => {
    const what = inWords(event);
    if (what !== undefined) log.add(what, event);
  });
  channel.attempts$.subscribe((attempt) => attempts.add(attemptInWords(attempt), attempt));
  return {
    uid,
    channel,
    log,
    attempts,
    get heardAt() {
      return heardAt;
    },
  };
}

function inWords(event: RtcEvent): string | undefined {
  switch (event.type) {
    case 'change':
      return `${event.change.state} ${event.change.reason}`;
    case 'peerJoined':
      return `peerJoined ${event.uid}`;
    case 'peerOffline':
      return `peerOffline ${event.uid} ${event.reason}`;
    case 'message':
      return `message ${event.from} ${JSON.stringify(event.data)}`;
    case 'joined':
    case 'rejoined':
    case 'lost':
    case 'tokenWillExpire':
    case 'tokenExpired':
    case 'tokenRenewed':
    case 'tokenRenewalFailed':
      return event.type;
    default:
      return undefined;
  }
}

/** E.g. `dialling`, `closed 4004`. */
export const attemptInWords = (attempt: AttemptEvent): string =>
  attempt.type === 'closed' ? `closed ${attempt.code}` : attempt.type;
