import type { RequestRefusal } from '../../protocol/messagingFrames.js';
import type { Reason } from '../refusal.js';

/** What messaging calls the reason why another token is not good. */
export const renewalWord = (reason: Reason): RequestRefusal =>
  reason === 'TOKEN_EXPIRED' ? 'TOKEN_EXPIRED' : 'INVALID_TOKEN';
