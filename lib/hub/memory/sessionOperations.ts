import type { PeerStatus } from '../../protocol/messagingFrames.js';
import type { Engine } from '../engine.js';
import type { Member, Store } from './store.js';

/** What others may know of a session (SPEC RTM-13). */
const statusOf = (session: Member | undefined): PeerStatus => {
  if (!session) return 'offline';
  return session.status === 'alive' || session.status === 'unheard' ? 'online' : 'unreachable';
};

/** Who has which session. */
export function sessionOperations(store: Store): Pick<Engine, 'claim' | 'judge' | 'detach' | 'release' | 'statuses'> {
  const { claims, mailboxes, channels, wake, fenced } = store;

  /** Does `act`, and wakes those who watch the user if it changed what they see. */
  const watched = <T>(key: string, act: () => T): T => {
    const before = statusOf(claims.find(key));
    const result = act();
    if (statusOf(claims.find(key)) !== before) wake.note({ type: 'status', key });
    return result;
  };

  return {
    claim: (request) =>
      wake.operation(() => {
        const answer = watched(request.key, () => claims.claim(request));
        if (answer.outcome !== 'refused') wake.note({ type: 'claimed', fence: answer.fence });
        return answer;
      }),
    judge: (fence, status) =>
      fenced(fence, (session) => {
        watched(fence.key, () => (session.status = status));
        return true;
      }),
    detach: (fence) => fenced(fence, (session) => !(session.linked = false)),
    release: (fence, { forget, removal }) =>
      fenced(fence, (session) => {
        const { key } = fence;
        watched(key, () => claims.end(session, removal));
        for (const channel of channels.of(key)) {
          if (channels.exit(key, channel, forget ? 'nothing' : 'position')) {
            wake.note({ type: 'exited', channel, key, count: channels.find(channel)?.members.size ?? 0 });
          }
        }
        if (forget && mailboxes.delete(key)) wake.note({ type: 'emptied', key });
        return true;
      }),
    statuses: (keys) => wake.operation(() => keys.map((key) => [key, statusOf(claims.find(key))] as const)),
  };
}
