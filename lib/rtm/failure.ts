import type { RequestRefusal } from '../protocol/messagingFrames.js';

/** Why a message was not delivered, or a request not granted. */
export type Failure =
  | 'invalid-argument'
  | 'invalid-token'
  | 'token-expired'
  /** The receiver has not logged in since the hub started, or has logged out. */
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

type Dashed<S extends string> = S extends `${infer First}_${infer Rest}`
  ? `${Lowercase<First>}-${Dashed<Rest>}`
  : Lowercase<S>;

/** The hub's reason in the words of the API: `TOO_OFTEN` is `'too-often'`. */
export const failureOf = (reason: RequestRefusal): Failure =>
  reason.toLowerCase().replaceAll('_', '-') as Dashed<RequestRefusal>;
