/**
 * The server of channels and of messaging.
 *
 * - {@link createHub} gives a {@link Hub}. {@link HubOptions} is all it takes; {@link HubThresholds} when it judges,
 *   {@link HubLimits} how much it takes.
 * - {@link Authenticate} decides who may come in; {@link Refusal} is its no.
 * - {@link HubEvent} is what it tells its operator, {@link HubMetrics} what it counts.
 * - {@link Engine} is where its state lives; {@link memoryEngine} is the one there is.
 *
 * @module rx-lifeline/hub
 */

// Making a hub
export { createHub } from './createHub.js';
export type { Hub, HubOptions, SessionInfo } from './hub.js';
export type { HubThresholds } from './thresholds.js';
export type { HubLimits } from './limits.js';

// What keeps its state
export { memoryEngine } from './memory.js';
export type {
  AttributeChange,
  ClaimAnswer,
  ClaimRequest,
  Draft,
  Engine,
  EngineEvent,
  EngineSettings,
  Entry,
  Fence,
  Letter,
  MakeEngine,
  Posted,
  Published,
  Refused,
  Removal,
} from './engine.js';
export type { Arrival, ChannelArrival, Positions } from './arrival.js';
export {
  requestRefusals,
  type ChannelAttribute,
  type LoginRefusal,
  type PeerStatus,
  type RequestRefusal,
} from '../protocol/messagingFrames.js';

// Who may come in
export { Refusal, isRefusal } from './refusal.js';
export type { Reason } from './refusal.js';
export type { Authenticate, ChannelCredentials, Claims, Credentials, MessagingCredentials } from './authentication.js';
export type { RefusalReason, Role } from '../protocol/channelFrames.js';

// What happens in it
export type { Admission, HubEvent, SessionStatus, Who } from './hubEvent.js';
export type { HubMetrics } from './journal.js';
export type { DrainConfig } from './drain.js';
export type { DepartureReason } from '../protocol/channelFrames.js';
export { closeCodes } from '../protocol/closeCodes.js';
export type { CloseName } from '../protocol/closeCode.js';
