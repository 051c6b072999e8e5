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
export type { DepartureReason, RefusalReason, Role } from '../protocol/channelFrames.js';

export { interop, type AgoraReason } from './interop.js';

// Errors
export { RefusedError, isRefusedError } from './refusedError.js';
export { DrainError, isDrainError } from '../session/drainError.js';
