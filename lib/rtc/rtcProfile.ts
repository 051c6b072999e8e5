import { concatMap, of, throwError } from 'rxjs';
import type { Profile } from '../connection/connection.js';
import type { JoinedFrame, JoinFrame } from '../protocol/channelFrames.js';
import type { ChannelFrame } from './channelLink.js';
import { DrainError, isDrainError } from './drainError.js';
import { RefusedError, isRefusedError } from './refusedError.js';
import { rtcTable, type RtcReason, type RtcState, type RtcWord } from './rtcTable.js';

/** How a channel talks on a link: its table, its handshake, and what the hub's frames mean to the connection. */
export function rtcProfile(join: () => JoinFrame): Profile<ChannelFrame, JoinedFrame, RtcState, RtcReason, RtcWord> {
  return {
    table: rtcTable,
    initial: 'disconnected',
    connected: 'connected',
    dialling: ['connecting', 'connected', 'reconnecting'],
    farewells: ['leave'],
    acceptanceProves: false,
    handshake(link) {
      link.send(join());
      return link.frames$.pipe(
        concatMap((frame) => {
          if (frame.t === 'joined') return of(frame);
          if (frame.t === 'refused') return throwError(() => new RefusedError(frame.reason, frame.message));
          if (frame.t === 'drain') return throwError(() => new DrainError(frame.retryAfter));
          return [];
        }),
      );
    },
    refusal(error) {
      if (isRefusedError(error)) return { word: error.reason, cause: error };
      return isDrainError(error) ? { retryAfter: error.retryAfter } : undefined;
    },
    verdictOf(frame) {
      switch (frame.t) {
        case 'unheard':
        case 'heard':
          return { word: frame.t };
        case 'removed':
          return { word: frame.reason, cause: new RefusedError(frame.reason, frame.message) };
        case 'drain':
          return { retryAfter: frame.retryAfter };
        default:
          return undefined;
      }
    },
    ask: (link) => link.send({ t: 'ping' }),
    farewell: (link) => link.send({ t: 'leave' }),
  };
}
