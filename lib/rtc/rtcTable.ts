import type { CoreWord } from '../connection/machine.js';
import type { Row, Table } from '../connection/table.js';
import type { RefusalReason } from '../protocol/channelFrames.js';

/** The states of a channel with the numbers that Agora's SDKs give them (SPEC RTC-1). */
export const rtcStates = { disconnected: 1, connecting: 2, connected: 3, reconnecting: 4, failed: 5 } as const;
/** Where a channel is. */
export type RtcState = keyof typeof rtcStates;

/** The reasons of a channel's changes with the numbers that Agora's SDKs give them. */
export const rtcReasons = {
  CONNECTING: 0,
  JOIN_SUCCESS: 1,
  INTERRUPTED: 2,
  BANNED_BY_SERVER: 3,
  JOIN_FAILED: 4,
  LEAVE_CHANNEL: 5,
  INVALID_APP_ID: 6,
  INVALID_CHANNEL_NAME: 7,
  INVALID_TOKEN: 8,
  TOKEN_EXPIRED: 9,
  REJECTED_BY_SERVER: 10,
  SETTING_PROXY_SERVER: 11,
  CLIENT_IP_ADDRESS_CHANGED: 13,
  KEEP_ALIVE_TIMEOUT: 14,
  SAME_UID_LOGIN: 19,
  TOO_MANY_BROADCASTERS: 20,
} as const;
/** Why a channel came to its state. */
export type RtcReason = keyof typeof rtcReasons;

/** Why the application may ask for a new link, as a change of state. */
export type ReconnectReason = 'SETTING_PROXY_SERVER' | 'CLIENT_IP_ADDRESS_CHANGED';

/** What the application or the hub says; the hub's refusals go by the name of their reason. */
export type RtcWord = 'join' | 'leave' | 'unheard' | 'heard' | ReconnectReason | RefusalReason;

type RtcRow = Row<RtcState, RtcReason, RtcWord | CoreWord>;

const failing = (on: RefusalReason): RtcRow => ({
  from: ['connecting', 'connected', 'reconnecting'],
  on,
  to: 'failed',
  reason: on,
});

const renewing = (on: ReconnectReason): RtcRow => ({ from: ['connected'], on, to: 'reconnecting', reason: on });

/** The channel profile: every change there is (SPEC RTC-1). */
export const rtcTable: Table<RtcState, RtcReason, RtcWord | CoreWord> = [
  { from: ['disconnected'], on: 'join', to: 'connecting', reason: 'CONNECTING' },
  { from: ['connecting'], on: 'accepted', to: 'connected', reason: 'JOIN_SUCCESS' },
  { from: ['connected'], on: 'silent', to: 'reconnecting', reason: 'INTERRUPTED' },
  { from: ['connected'], on: 'unheard', to: 'reconnecting', reason: 'KEEP_ALIVE_TIMEOUT' },
  renewing('SETTING_PROXY_SERVER'),
  renewing('CLIENT_IP_ADDRESS_CHANGED'),
  { from: ['reconnecting'], on: 'accepted', to: 'connected', reason: 'JOIN_SUCCESS' },
  {
    from: ['reconnecting'],
    because: ['INTERRUPTED', 'SETTING_PROXY_SERVER', 'CLIENT_IP_ADDRESS_CHANGED'],
    on: 'spoke',
    to: 'connected',
    reason: 'JOIN_SUCCESS',
  },
  { from: ['reconnecting'], because: ['KEEP_ALIVE_TIMEOUT'], on: 'heard', to: 'connected', reason: 'JOIN_SUCCESS' },
  { from: ['connecting', 'reconnecting'], on: 'gaveUp', to: 'failed', reason: 'JOIN_FAILED' },
  failing('BANNED_BY_SERVER'),
  failing('INVALID_APP_ID'),
  failing('INVALID_CHANNEL_NAME'),
  failing('REJECTED_BY_SERVER'),
  failing('SAME_UID_LOGIN'),
  failing('TOO_MANY_BROADCASTERS'),
  { from: ['connecting', 'reconnecting'], on: 'INVALID_TOKEN', to: 'disconnected', reason: 'INVALID_TOKEN' },
  failing('TOKEN_EXPIRED'),
  {
    from: ['connecting', 'connected', 'reconnecting', 'failed'],
    on: 'leave',
    to: 'disconnected',
    reason: 'LEAVE_CHANNEL',
  },
];
