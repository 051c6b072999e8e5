import { WebSocket } from 'ws';
import { createRtmClient } from '../../lib/rtm/createRtmClient.js';
import type { RtmClient } from '../../lib/rtm/rtmClient.js';
import type { RtmConfig } from '../../lib/rtm/rtmConfig.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';
import { attemptInWords } from './cast.js';
import { eventLog, type EventLog } from './eventLog.js';
import { lineOf } from './scriptedHub.js';

/** A messaging user over a real WebSocket, and what it was told. */
export interface RtmPlayer {
  readonly client: RtmClient;
  /** Events in the words of `lineOf`, without times, members and counts, and what became of messages. */
  readonly log: EventLog;
  /** E.g. `dialling`, `closed 4004`, `failed`. */
  readonly attempts: EventLog;
  /** Sends to a user; its log says what became of it, e.g. `"hi" received`, `"hi" unreachable`. */
  send(to: string, payload: unknown): void;
}

/** A user that has not logged in yet. */
export function rtmCast(port: number, config: Omit<RtmConfig, 'transport'>): RtmPlayer {
  const log = eventLog(config.userId);
  const attempts = eventLog(`the attempts of ${config.userId}`);
  const transport = webSocketTransport({ url: `ws://127.0.0.1:${port}`, protocols: 'lifeline.1', WebSocket });
  const client = createRtmClient({ transport, ...config });
  client.events$.subscribe((event) => {
    if (event.type === 'members' || event.type === 'memberCount') return;
    for (const line of lineOf(event)) log.add(line.replace(/^\d+ /, ''), event);
  });
  client.attempts$.subscribe((attempt) => attempts.add(attemptInWords(attempt), attempt));
  return {
    client,
    log,
    attempts,
    send(to, payload) {
      const what = JSON.stringify(payload);
      client.send(to, payload).subscribe({
        next: (receipt) => log.add(`${what} ${receipt.outcome}`, receipt),
        error: (error: Error & { reason?: string }) => log.add(`${what} ${error.reason ?? error.name}`, error),
      });
    },
  };
}
