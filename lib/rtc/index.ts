/**
 * A channel of a hub: who is there, and whether one is connected oneself.
 *
 * - {@link createRtcChannel} gives an {@link RtcChannel}. {@link RtcConfig} is all it takes.
 * - {@link rtcTable} is every change of state there is; {@link interop} maps states and reasons to Agora's numbers.
 * - {@link rtcEvents} is the pure function underneath.
 * - Errors: {@link RefusedError}, {@link DrainError}; `ConnectError` and `StateError` of `rx-lifeline`.
 *
 * @module rx-lifeline/rtc
 */

// The channel
export { createRtcChannel, type RtcChannel } from './createRtcChannel.js';
export type { RtcConfig } from './rtcConfig.js';
export type { TokenEvent } from '../session/tokenEvent.js';
export type { TokenSource } from '../session/tokenSource.js';

// Underneath: commands in, events out
export { rtcEvents } from './rtcEvents.js';
export type {
  ChannelMessage,
  Joined,
  PeerJoined,
  PeerOffline,
  RtcChange,
  RtcCommand,
  RtcEvent,
  RtcRequest,
} from './rtcEvent.js';

// States and reasons, with Agora's numbers
export {
  rtcReasons,
  rtcStates,
  rtcTable,
  type ReconnectReason,
  type RtcReason,
  type RtcState,
  type RtcWord,
} from './rtcTable.js';
export {
  departureReasons,
  refusalReasons,
  roles,
  type DepartureReason,
  type RefusalReason,
  type Role,
} from '../protocol/channelFrames.js';

export { interop, type AgoraReason } from './interop.js';

// Errors
export { RefusedError, isRefusedError } from './refusedError.js';
export { DrainError, isDrainError } from '../session/drainError.js';
