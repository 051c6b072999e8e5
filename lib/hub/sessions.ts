import type { RefusalReason } from '../protocol/channelFrames.js';
import type { Credentials } from './authentication.js';
import type { Line } from './line.js';
import type { SessionStatus } from './hubEvent.js';

/** What the hub remembers of an instance that was let in, across its links. */
export interface Session {
  readonly key: string;
  readonly secret: string;
  readonly generation: number;
  /** Those it was last let in with. */
  credentials: Credentials;
  /** The link it is on. */
  line: Line | undefined;
  status: SessionStatus;
  /** Which hello brought it the line it is on. */
  hello: number;
}

/** Somebody asks for the session of `key`, on `line`. */
export interface Claim {
  readonly key: string;
  readonly secret: string;
  /** 0: the application's own join; otherwise the generation that an automatic rejoin was granted. */
  readonly generation: number;
  readonly credentials: Credentials;
  readonly line: Line;
  /** Hellos are numbered as they arrive: of two by the same instance the later one wins, whichever is decided first. */
  readonly hello: number;
}

export type Claimed =
  | { readonly outcome: 'fresh'; readonly session: Session }
  | { readonly outcome: 'takeover'; readonly session: Session; readonly old: Session }
  | { readonly outcome: 'resumed'; readonly session: Session; readonly oldLine: Line | undefined }
  | { readonly outcome: 'superseded' }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly message: string };

/** Why the hub takes a session from its instance, or won't give it one. */
export interface Removal {
  readonly reason: RefusalReason;
  readonly message: string;
}

/** The one place that decides whose a session is (SPEC HUB-2, HUB-3), for every profile. */
export interface Sessions {
  /** Decides and switches in one step. */
  claim(claim: Claim): Claimed;
  /** Ends a session, unless it has ended; `removal` is what its instance hears when it rejoins by itself. */
  forget(session: Session, removal?: Removal): boolean;
  /** Whether a session has not ended. */
  has(session: Session): boolean;
  /** Whether anybody has the session of `key`. */
  knows(key: string): boolean;
  all(): Session[];
}

interface Remembered {
  readonly generation: number;
  readonly removed?: Removal & { readonly secret: string };
}

/** Of so many ended sessions the generation is remembered. */
const longestMemory = 65_536;

export function createSessions(takeover: 'kick-old' | 'reject-new'): Sessions {
  const living = new Map<string, Session>();
  const ended = new Map<string, Remembered>();

  const objection = ({ key, secret, generation }: Claim): Removal | undefined => {
    const live = living.get(key);
    const past = ended.get(key);
    if (generation === 0) {
      const inUse = takeover === 'reject-new' && live?.status === 'alive';
      return inUse ? { reason: 'REJECTED_BY_SERVER', message: 'user id in use' } : undefined;
    }
    if ((live && live.generation >= generation) || (past && past.generation > generation)) {
      return { reason: 'SAME_UID_LOGIN', message: 'the user id has joined from another instance' };
    }
    return past?.removed?.secret === secret ? past.removed : undefined;
  };

  return {
    claim(claim) {
      const { key, secret, generation, credentials, line, hello } = claim;
      const live = living.get(key);
      if (live?.secret === secret) {
        if (hello < live.hello) return { outcome: 'superseded' };
        const oldLine = live.line;
        Object.assign(live, { credentials, line, hello });
        return { outcome: 'resumed', session: live, oldLine };
      }
      const refusal = objection(claim);
      if (refusal) return { outcome: 'refused', ...refusal };
      const known = live?.generation ?? ended.get(key)?.generation ?? 0;
      const session: Session = {
        key,
        secret,
        generation: generation === 0 ? known + 1 : generation,
        credentials,
        line,
        status: 'alive',
        hello,
      };
      living.set(key, session);
      ended.delete(key);
      return live ? { outcome: 'takeover', session, old: live } : { outcome: 'fresh', session };
    },
    forget(session, removal) {
      const { key, secret, generation } = session;
      if (living.get(key) !== session) return false;
      living.delete(key);
      ended.set(key, { generation, ...(removal && { removed: { ...removal, secret } }) });
      const [oldest] = ended.keys();
      if (ended.size > longestMemory && oldest !== undefined) ended.delete(oldest);
      return true;
    },
    has: (session) => living.get(session.key) === session,
    knows: (key) => living.has(key),
    all: () => [...living.values()],
  };
}
