import type { CoreWord } from '../connection/machine.js';
import type { Table } from '../connection/table.js';

/** The states of a messaging client with the numbers that Agora's SDKs give them (SPEC RTM-1). */
export const rtmStates = { disconnected: 1, connecting: 2, connected: 3, reconnecting: 4, aborted: 5 } as const;
/** Where a messaging client is. */
export type RtmState = keyof typeof rtmStates;

/** The reasons of a messaging client's changes with the numbers that Agora's SDKs give them. */
export const rtmReasons = {
  LOGIN: 1,
  LOGIN_SUCCESS: 2,
  LOGIN_FAILURE: 3,
  LOGIN_TIMEOUT: 4,
  INTERRUPTED: 5,
  LOGOUT: 6,
  BANNED_BY_SERVER: 7,
  REMOTE_LOGIN: 8,
} as const;
/** Why a messaging client came to its state. */
export type RtmReason = keyof typeof rtmReasons;

/** What the application or the hub says; `refused`: whatever does not end a session that has been accepted before. */
export type RtmWord = 'login' | 'logout' | 'unheard' | 'heard' | 'refused' | 'BANNED_BY_SERVER' | 'REMOTE_LOGIN';

/** The messaging profile: every change there is (SPEC RTM-1). */
export const rtmTable: Table<RtmState, RtmReason, RtmWord | CoreWord> = [
  { from: ['disconnected'], on: 'login', to: 'connecting', reason: 'LOGIN' },
  { from: ['connecting'], on: 'accepted', to: 'connected', reason: 'LOGIN_SUCCESS' },
  { from: ['connecting'], on: 'refused', to: 'disconnected', reason: 'LOGIN_FAILURE' },
  { from: ['connecting'], on: 'BANNED_BY_SERVER', to: 'disconnected', reason: 'LOGIN_FAILURE' },
  { from: ['connecting'], on: 'REMOTE_LOGIN', to: 'disconnected', reason: 'LOGIN_FAILURE' },
  { from: ['connecting'], on: 'gaveUp', to: 'disconnected', reason: 'LOGIN_TIMEOUT' },
  { from: ['connected'], on: 'silent', to: 'reconnecting', reason: 'INTERRUPTED' },
  { from: ['connected'], on: 'unheard', to: 'reconnecting', reason: 'INTERRUPTED' },
  { from: ['reconnecting'], on: 'accepted', to: 'connected', reason: 'LOGIN_SUCCESS' },
  { from: ['reconnecting'], after: ['silent'], on: 'spoke', to: 'connected', reason: 'LOGIN_SUCCESS' },
  { from: ['reconnecting'], after: ['unheard'], on: 'heard', to: 'connected', reason: 'LOGIN_SUCCESS' },
  { from: ['connected', 'reconnecting'], on: 'REMOTE_LOGIN', to: 'aborted', reason: 'REMOTE_LOGIN' },
  { from: ['connected', 'reconnecting'], on: 'BANNED_BY_SERVER', to: 'aborted', reason: 'BANNED_BY_SERVER' },
  {
    from: ['connecting', 'connected', 'reconnecting', 'aborted'],
    on: 'logout',
    to: 'disconnected',
    reason: 'LOGOUT',
  },
];
