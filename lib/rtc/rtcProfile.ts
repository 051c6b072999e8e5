import type { Profile } from '../connection/connection.js';
import type { JoinFrame } from '../protocol/channelClientFrame.js';
import { refusalReasons, type JoinedFrame, type RefusalReason } from '../protocol/channelFrames.js';
import { hubTalk } from '../session/hubTalk.js';
import type { ChannelFrame } from './channelFrame.js';
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
    ...hubTalk<ChannelFrame, JoinedFrame, RtcWord, RefusalReason>({
      hello: join,
      farewell: { t: 'leave' },
      yes: (frame) => (frame.t === 'joined' ? frame : undefined),
      no: (reason, message) => new RefusedError(reason, message),
      wordOf: (error) => (isRefusedError(error) ? wordFor(error.reason) : undefined),
    }),
  };
}

/** A newer hub may have more reasons than the table has rows. */
const wordFor = (reason: RefusalReason): RefusalReason =>
  refusalReasons.includes(reason) ? reason : 'REJECTED_BY_SERVER';
