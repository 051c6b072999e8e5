import { rtcStates, type RtcReason } from './rtcTable.js';

/** One of Agora's reasons: its number, and the reason of ours that means the same, if there is one. */
export interface AgoraReason {
  /** Its number in Agora's SDK. */
  readonly number: number;
  /** The reason of ours; `null`: we have none that means it. */
  readonly reason: RtcReason | null;
}

const ours = (number: number, reason: RtcReason): AgoraReason => ({ number, reason });
const theirs = (number: number): AgoraReason => ({ number, reason: null });

const threeX = {
  CONNECTING: ours(0, 'CONNECTING'),
  JOIN_SUCCESS: ours(1, 'JOIN_SUCCESS'),
  INTERRUPTED: ours(2, 'INTERRUPTED'),
  BANNED_BY_SERVER: ours(3, 'BANNED_BY_SERVER'),
  JOIN_FAILED: ours(4, 'JOIN_FAILED'),
  LEAVE_CHANNEL: ours(5, 'LEAVE_CHANNEL'),
  INVALID_APP_ID: ours(6, 'INVALID_APP_ID'),
  INVALID_CHANNEL_NAME: ours(7, 'INVALID_CHANNEL_NAME'),
  INVALID_TOKEN: ours(8, 'INVALID_TOKEN'),
  TOKEN_EXPIRED: ours(9, 'TOKEN_EXPIRED'),
  REJECTED_BY_SERVER: ours(10, 'REJECTED_BY_SERVER'),
  SETTING_PROXY_SERVER: ours(11, 'SETTING_PROXY_SERVER'),
  RENEW_TOKEN: theirs(12),
  CLIENT_IP_ADDRESS_CHANGED: ours(13, 'CLIENT_IP_ADDRESS_CHANGED'),
  KEEP_ALIVE_TIMEOUT: ours(14, 'KEEP_ALIVE_TIMEOUT'),
  SAME_UID_LOGIN: ours(19, 'SAME_UID_LOGIN'),
  TOO_MANY_BROADCASTERS: ours(20, 'TOO_MANY_BROADCASTERS'),
} as const;

/**
 * Agora's numbers for the states and reasons of a channel, of its SDKs 3.x and 4.x, with what they are here
 * (SPEC API-8). A reason without one of ours does not occur: a renewal is no change of state, a return has
 * JOIN_SUCCESS, `lost` is an event.
 *
 * ```ts
 * import { interop } from 'rx-lifeline/rtc';
 *
 * const arrived = Object.values(interop.reasons['4.x']).find(({ number }) => number === 14);
 * console.log(arrived?.reason); // 'KEEP_ALIVE_TIMEOUT'
 * ```
 */
export const interop = {
  states: rtcStates,
  reasons: {
    '3.x': threeX,
    '4.x': {
      ...threeX,
      REJOIN_SUCCESS: ours(15, 'JOIN_SUCCESS'),
      LOST: theirs(16),
      ECHO_TEST: theirs(17),
      CLIENT_IP_ADDRESS_CHANGED_BY_USER: ours(18, 'CLIENT_IP_ADDRESS_CHANGED'),
      LICENSE_VALIDATION_FAILURE: theirs(21),
      CERTIFICATION_VERIFY_FAILURE: theirs(22),
    },
  },
} as const;
