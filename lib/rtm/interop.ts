import { rtmStates, type RtmReason } from './rtmTable.js';

/** One of Agora's reasons: its number, and the reason of ours that means the same, if there is one. */
export interface AgoraReason {
  /** Its number in Agora's SDK. */
  readonly number: number;
  /** The reason of ours; `null`: we have none that means it. */
  readonly reason: RtmReason | null;
}

const ours = (number: number, reason: RtmReason): AgoraReason => ({ number, reason });
const theirs = (number: number): AgoraReason => ({ number, reason: null });

/**
 * Agora's numbers for the states and reasons of messaging, of its SDK 1.x, with what they are here (SPEC API-8). A
 * reason without one of ours does not occur: a token that expires is an event, no change of state.
 *
 * ```ts
 * import { interop } from 'rx-lifeline/rtm';
 *
 * const arrived = Object.values(interop.reasons['1.x']).find(({ number }) => number === 8);
 * console.log(arrived?.reason); // 'REMOTE_LOGIN'
 * ```
 */
export const interop = {
  states: rtmStates,
  reasons: {
    '1.x': {
      LOGIN: ours(1, 'LOGIN'),
      LOGIN_SUCCESS: ours(2, 'LOGIN_SUCCESS'),
      LOGIN_FAILURE: ours(3, 'LOGIN_FAILURE'),
      LOGIN_TIMEOUT: ours(4, 'LOGIN_TIMEOUT'),
      INTERRUPTED: ours(5, 'INTERRUPTED'),
      LOGOUT: ours(6, 'LOGOUT'),
      BANNED_BY_SERVER: ours(7, 'BANNED_BY_SERVER'),
      REMOTE_LOGIN: ours(8, 'REMOTE_LOGIN'),
      TOKEN_EXPIRED: theirs(9),
    },
  },
} as const;
