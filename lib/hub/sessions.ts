import { defer, map, of, type Observable } from 'rxjs';
import type { Credentials } from './authentication.js';
import type { ClaimAnswer, Engine, Fence, Removal } from './engine.js';
import type { SessionStatus } from './hubEvent.js';
import type { Line } from './line.js';

/** What the hub remembers of an instance that was let in, across its links. */
export interface Session {
  readonly key: string;
  readonly secret: string;
  readonly generation: number;
  /** With which it writes into the engine. */
  fence: Fence;
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
  /** 0: the application's own join or login; otherwise the generation that an automatic return was granted. */
  readonly generation: number;
  readonly credentials: Credentials;
  readonly line: Line;
  /** Hellos are numbered as they arrive: of two by the same instance the later one wins, whichever is decided first. */
  readonly hello: number;
}

export type Claimed =
  | { readonly outcome: 'fresh'; readonly session: Session }
  | { readonly outcome: 'takeover'; readonly session: Session; readonly old: Session | undefined }
  | { readonly outcome: 'resumed'; readonly session: Session; readonly oldLine: Line | undefined }
  | { readonly outcome: 'superseded' }
  | ({ readonly outcome: 'refused' } & Removal);

/** The sessions that are on this hub; whose they are the engine decides (SPEC HUB-2, HUB-3). */
export interface Sessions {
  /** Decides and switches in one step. */
  claim(claim: Claim): Observable<Claimed>;
  /** Ends a session, unless it has ended. `forget` and `removal` as in {@link Engine.release}. */
  forget(session: Session, how: { readonly forget: boolean; readonly removal?: Removal | undefined }): boolean;
  /** What silence says about it. */
  judge(session: Session, status: SessionStatus): void;
  /** `line` has ended: if the session is on it, it has none now. */
  detach(session: Session, line: Line): void;
  /** Somebody has `fence` now: the session that it was taken from, if that is on this hub and was not told. */
  overtaken(fence: Fence): Session | undefined;
  /** Whether a session has not ended. */
  has(session: Session): boolean;
  /** The session of `key`. */
  find(key: string): Session | undefined;
  all(): Session[];
  /** Knows of none any more; the engine still does. */
  clear(): void;
}

interface SessionsConfig {
  readonly engine: Pick<Engine, 'claim' | 'judge' | 'detach' | 'release'>;
  readonly takeover: 'kick-old' | 'reject-new';
  /** Subscribes to what nobody waits for. */
  readonly perform: (operation: Observable<unknown>) => void;
}

export function createSessions({ engine, takeover, perform }: SessionsConfig): Sessions {
  const living = new Map<string, Session>();

  const settle = (claim: Claim, answer: ClaimAnswer): Claimed => {
    if (answer.outcome === 'refused') return answer;
    const { key, secret, credentials, line, hello } = claim;
    const { fence } = answer;
    const live = living.get(key);
    if (answer.outcome === 'resumed' && live?.secret === secret) {
      const oldLine = live.line;
      Object.assign(live, { fence, credentials, line, hello });
      return { outcome: 'resumed', session: live, oldLine };
    }
    const { generation } = fence;
    const session: Session = { key, secret, generation, fence, credentials, line, status: 'alive', hello };
    living.set(key, session);
    if (answer.outcome === 'resumed') return { outcome: 'resumed', session, oldLine: undefined };
    return answer.outcome === 'fresh' ? { outcome: 'fresh', session } : { outcome: 'takeover', session, old: live };
  };

  return {
    claim: (claim) =>
      defer((): Observable<Claimed> => {
        const { key, secret, generation, hello } = claim;
        const live = living.get(key);
        if (live?.secret === secret && hello < live.hello) return of({ outcome: 'superseded' });
        return engine.claim({ key, secret, generation, takeover }).pipe(map((answer) => settle(claim, answer)));
      }),
    forget(session, how) {
      if (living.get(session.key) !== session) return false;
      living.delete(session.key);
      perform(engine.release(session.fence, how));
      return true;
    },
    judge(session, status) {
      session.status = status;
      perform(engine.judge(session.fence, status));
    },
    detach(session, line) {
      if (session.line !== line) return;
      session.line = undefined;
      perform(engine.detach(session.fence));
    },
    overtaken({ key, turn }) {
      const live = living.get(key);
      if (!live || live.fence.turn >= turn) return undefined;
      living.delete(key);
      return live;
    },
    has: (session) => living.get(session.key) === session,
    find: (key) => living.get(key),
    all: () => [...living.values()],
    clear: () => living.clear(),
  };
}
