import { of } from 'rxjs';
import type { Authenticate } from './authentication.js';
import type { HubOptions } from './hub.js';

/** @throws TypeError when nobody could come in, or when it is not clear who may (SPEC HUB-4). */
export function authenticateOf({ authenticate, allowAnonymous }: HubOptions): Authenticate {
  if (authenticate && allowAnonymous === true) {
    throw new TypeError('createHub: pass either authenticate or allowAnonymous: true, got both');
  }
  if (authenticate) return authenticate;
  if (allowAnonymous === true) return () => of({});
  throw new TypeError('createHub: pass authenticate, or allowAnonymous: true to let everybody in');
}

/** @throws RangeError for a policy that there is not (SPEC HUB-3). */
export function checkedPolicy(takeover: unknown = 'kick-old'): 'kick-old' | 'reject-new' {
  if (takeover === 'kick-old' || takeover === 'reject-new') return takeover;
  throw new RangeError(`createHub: takeover must be 'kick-old' or 'reject-new', got ${String(takeover)}`);
}
