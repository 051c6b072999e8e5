// Making a hub
export { createHub } from './createHub.js';
export type { Hub, HubOptions, SessionInfo } from './hub.js';
export type { HubThresholds } from './thresholds.js';
export type { HubLimits } from './limits.js';

// Who may come in
export { Refusal, isRefusal } from './refusal.js';
export type { Authenticate, Claims, Credentials } from './authentication.js';
export type { RefusalReason, Role } from '../protocol/channelFrames.js';

// What happens in it
export type { Admission, HubEvent, SessionStatus, Who } from './hubEvent.js';
export type { HubMetrics } from './journal.js';
export type { DrainConfig } from './drain.js';
export type { DepartureReason } from '../protocol/channelFrames.js';
export { closeCodes } from '../protocol/closeCodes.js';
export type { CloseName } from '../protocol/closeCodes.js';
