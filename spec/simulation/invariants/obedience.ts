import { type Client, isDialling, isYes } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const finalForUsers = ['REMOTE_LOGIN', 'BANNED_BY_SERVER'];

/** What the word that was heard last must have brought about, if nothing came after it. */
function disobeyed({ profile, state, reason, heard, name }: Client): string | undefined {
  for (const { frame, accepted } of heard) {
    if (isYes(frame) && state !== 'connected') return `${name}: ${state} after a yes`;
    if (accepted && state === 'reconnecting') {
      const spoke = profile === 'rtc' && reason !== 'KEEP_ALIVE_TIMEOUT';
      if (spoke || frame.t === 'heard') return `${name}: still reconnecting (${reason}) after '${frame.t}'`;
    }
    // A bad token ends no session that is connected (RTC-1).
    if (frame.reason === 'INVALID_TOKEN' && state === 'connected') continue;
    if (frame.t === 'refused' && (profile === 'rtc' || state === 'connecting')) return `${name}: ${state} after a no`;
    if (frame.t === 'refused' && finalForUsers.includes(frame.reason ?? '')) return `${name}: ${state} after a no`;
    if (frame.t === 'removed' && (profile === 'rtc' || finalForUsers.includes(frame.reason ?? ''))) {
      return `${name}: ${state} after its removal (${frame.reason})`;
    }
  }
  return undefined;
}

/** What the hub says is done in the instant in which it is heard: a yes, a no, a removal, a sign of life (SPEC 2). */
export function obedience({ clients, fault }: Watch): Invariant {
  return {
    before() {
      for (const client of clients.stirred) {
        if (client.changes > 0 || client.heard.length === 0 || !isDialling(client.state)) continue;
        const what = disobeyed(client);
        if (what !== undefined) fault(what);
      }
    },
  };
}
