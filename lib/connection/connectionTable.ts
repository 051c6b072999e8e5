import type { CoreWord } from './machine.js';
import type { Table } from './table.js';

/** All states of a connection, and of a channel. */
export const connectionStates = ['disconnected', 'connecting', 'connected', 'reconnecting', 'failed'] as const;
/** Where a connection, or a channel, is (SPEC RTC-1). */
export type ConnectionState = (typeof connectionStates)[number];

/** Why a connection came to its state. */
export type ConnectionReason =
  'CONNECTING' | 'JOIN_SUCCESS' | 'INTERRUPTED' | 'JOIN_FAILED' | 'REJECTED_BY_SERVER' | 'LEAVE_CHANNEL';

/** What the application, or its handshake, says. */
export type ConnectionWord = 'open' | 'close' | 'rejected';

/** `createConnection` as a table (SPEC CON-1): the rows of the channel profile that need no hub of ours. */
export const connectionTable: Table<ConnectionState, ConnectionReason, ConnectionWord | CoreWord> = [
  { from: ['disconnected'], on: 'open', to: 'connecting', reason: 'CONNECTING' },
  { from: ['connecting'], on: 'accepted', to: 'connected', reason: 'JOIN_SUCCESS' },
  { from: ['connected'], on: 'silent', to: 'reconnecting', reason: 'INTERRUPTED' },
  { from: ['reconnecting'], on: 'accepted', to: 'connected', reason: 'JOIN_SUCCESS' },
  { from: ['reconnecting'], on: 'spoke', to: 'connected', reason: 'JOIN_SUCCESS' },
  { from: ['connecting', 'reconnecting'], on: 'gaveUp', to: 'failed', reason: 'JOIN_FAILED' },
  { from: ['connecting', 'connected', 'reconnecting'], on: 'rejected', to: 'failed', reason: 'REJECTED_BY_SERVER' },
  {
    from: ['connecting', 'connected', 'reconnecting', 'failed'],
    on: 'close',
    to: 'disconnected',
    reason: 'LEAVE_CHANNEL',
  },
];
