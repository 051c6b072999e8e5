import type { RequestRefusal } from '../protocol/messagingFrames.js';

/** Why a message was not delivered, or a request not granted. */
export type Failure =
  | 'invalid-argument'
  | 'invalid-token'
  | 'token-expired'
  /** The receiver has never logged in, or has logged out. */
  | 'unreachable'
  | 'too-often'
  | 'too-large'
  /** The receiver's mailbox is, or the client's own queue. */
  | 'full'
  | 'not-a-member'
  | 'too-many'
  /** No answer in time: what became of it is not known. */
  | 'timeout'
  /** The session ended first: what became of it is not known. */
  | 'ended'
  /** The hub answered something that the protocol does not allow. */
  | 'invalid-answer';

/** The hub's reasons in the words of the API. */
export const failureOf: Readonly<Record<RequestRefusal, Failure>> = {
  INVALID_ARGUMENT: 'invalid-argument',
  INVALID_TOKEN: 'invalid-token',
  TOKEN_EXPIRED: 'token-expired',
  UNREACHABLE: 'unreachable',
  TOO_OFTEN: 'too-often',
  TOO_LARGE: 'too-large',
  FULL: 'full',
  NOT_A_MEMBER: 'not-a-member',
  TOO_MANY: 'too-many',
};
