import type { LoginRefusal } from '../../protocol/messagingFrames.js';
import type { Reason } from '../refusal.js';

/** What messaging calls a reason (SPEC RTM-1, RTM-3). */
export function loginWord(reason: Reason): LoginRefusal {
  switch (reason) {
    case 'SAME_UID_LOGIN':
      return 'REMOTE_LOGIN';
    case 'INVALID_CHANNEL_NAME':
      return 'INVALID_ARGUMENT';
    case 'REJECTED_BY_SERVER':
    case 'TOO_MANY_BROADCASTERS':
      return 'REJECTED';
    default:
      return reason;
  }
}
