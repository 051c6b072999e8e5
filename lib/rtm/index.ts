/**
 * Messages between the users of a hub: receipts, back-fill, channels, presence, attributes.
 *
 * - {@link createRtmClient} gives an {@link RtmClient}, and that an {@link RtmChannel} for each channel. {@link RtmConfig} is
 *   all it takes.
 * - {@link RtmMessage} is what arrives, {@link Receipt} what became of what was sent, {@link ContinuityReport} what is missing.
 * - {@link rtmTable} is every change of state there is; {@link interop} maps states and reasons to Agora's numbers.
 * - {@link rtmEvents} is the pure function underneath.
 * - Errors: {@link LoginError}, {@link SendError}, {@link RequestError}, {@link StateError}, {@link DrainError}.
 *
 * @module rx-lifeline/rtm
 */

// The client
export { createRtmClient } from './createRtmClient.js';
export type { RtmClient } from './rtmClient.js';
export type { RtmChannel } from './rtmChannel.js';
export type { OwnAttributes } from './ownAttributes.js';
export type { ChannelAttributes, Notify } from './channelAttributes.js';
export type { Attributes } from './checkedAttributes.js';
export type { RtmConfig } from './rtmConfig.js';
export type { TokenSource } from '../session/tokenSource.js';

// Underneath: commands in, events out
export { rtmEvents } from './rtmEvents.js';
export type {
  ContinuityReport,
  LoggedIn,
  MemberNews,
  Receipt,
  RtmChange,
  RtmCommand,
  RtmEvent,
  RtmMessage,
  RtmRequest,
  UserStatus,
} from './rtmEvent.js';
export type { Letter } from './outbox.js';
export type { TokenEvent } from '../session/tokenEvent.js';
export type { ChannelAttribute, Continuity, PeerStatus } from '../protocol/messagingFrames.js';

// States and reasons, with Agora's numbers
export { rtmReasons, rtmStates, rtmTable, type RtmReason, type RtmState, type RtmWord } from './rtmTable.js';
export { interop, type AgoraReason } from './interop.js';

// Errors
export { LoginError, isLoginError, loginCodes, type LoginFailure } from './loginError.js';
export { SendError, isSendError } from './sendError.js';
export { RequestError, isRequestError } from './requestError.js';
export { loginRefusals, type LoginRefusal } from '../protocol/messagingFrames.js';
export type { Failure } from './failure.js';
export { StateError, isStateError } from '../connection/stateError.js';
export { DrainError, isDrainError } from '../session/drainError.js';
