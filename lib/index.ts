/**
 * Connection state over any transport, to any server; and the operators underneath.
 *
 * - {@link createConnection} gives a {@link Connection}: state, reason, redialling. {@link ConnectionConfig} is all it takes.
 * - {@link whileConnected} and {@link holdUntilConnected} compose it with your own streams.
 * - {@link liveness} and {@link livenessBy} turn the silence of any stream into a status.
 * - {@link Transport} and {@link Link} are what a transport of your own has to be; {@link inbox} helps to write one.
 * - {@link backoff} says when to dial again, {@link browserSignals} what the surroundings say.
 * - Errors: {@link LinkError}, {@link ConnectError}, {@link StateError}, {@link HoldError}.
 *
 * @module rx-lifeline
 */

// Liveness: silence becomes a status
export { liveness, type LivenessConfig } from './liveness/liveness.js';
export { livenessBy, type KeyLiveness } from './liveness/livenessBy.js';
export type { Thresholds } from './liveness/thresholds.js';

// Links: how to get one, and when to dial again
export type { Link, Transport } from './link/link.js';
export { inbox, type Inbox } from './link/inbox.js';
export { LinkError, isLinkError, type LinkErrorFacts } from './link/linkError.js';
export { backoff, type BackoffConfig, type Outage, type RedialPolicy } from './link/backoff.js';
export { browserSignals, type EnvironmentSignal } from './link/environment.js';

// Connection: state, reason and events over any transport
export {
  connectionEvents,
  createConnection,
  type Connection,
  type ConnectionChange,
  type ConnectionEvents,
} from './connection/createConnection.js';
export type { ClientConfig, ConnectionConfig, ConnectionThresholds, Heartbeat } from './connection/connectionConfig.js';
export type { AttemptEvent } from './connection/attemptEvent.js';
export type { Change } from './connection/change.js';
export {
  connectionStates,
  connectionTable,
  type ConnectionReason,
  type ConnectionState,
  type ConnectionWord,
} from './connection/connectionTable.js';
export type { Command, ConnectionEvent, CoreWord } from './connection/machine.js';
export type { Row, Table } from './connection/table.js';
export type { Deadlines } from './connection/deadlines.js';
export type { Sent } from './connection/sendOn.js';
export { ConnectError, isConnectError } from './connection/connectError.js';
export { StateError, isStateError } from './connection/stateError.js';

// Composing with streams of an application
export { whileConnected } from './connection/whileConnected.js';
export { holdUntilConnected, type HoldConfig } from './connection/holdUntilConnected.js';
export { HoldError, isHoldError } from './connection/holdError.js';
