import type { ClaimAnswer, ClaimRequest, Fence, Removal } from '../engine.js';
import type { SessionStatus } from '../hubEvent.js';

/** A session that has not ended; `own` is what goes with its instance. */
export interface Living<T> {
  readonly fence: Fence;
  readonly secret: string;
  status: SessionStatus;
  /** Whether it has a link. */
  linked: boolean;
  /** The channels it is in, each with the id of the request that it was entered by; 0: by a login. */
  readonly channels: Map<string, number>;
  /** Those that it has left since its last login, likewise. Made with the first one, as `attributes` is. */
  left: Map<string, number> | undefined;
  /** Made with the first one: an empty Map is 0.4 KiB (bench: hub). */
  attributes: Map<string, string> | undefined;
  readonly own: T;
}

/** Whose a key is (SPEC HUB-2, HUB-3). */
export interface Claims<T> {
  claim(request: ClaimRequest): ClaimAnswer;
  /** The session of a fence, if it is the newest of its key. */
  of(fence: Fence): Living<T> | undefined;
  find(key: string): Living<T> | undefined;
  end(session: Living<T>, removal?: Removal): void;
}

interface Ended {
  readonly generation: number;
  readonly removed?: Removal & { readonly secret: string };
}

/** Of so many ended sessions the generation is remembered. */
const longestMemory = 65_536;

export function createClaims<T>(own: () => T): Claims<T> {
  const living = new Map<string, Living<T>>();
  const ended = new Map<string, Ended>();
  let turn = 0;

  const objection = ({ key, secret, generation, takeover }: ClaimRequest): Removal | undefined => {
    const live = living.get(key);
    const past = ended.get(key);
    if (generation === 0) {
      const inUse = takeover === 'reject-new' && live?.status === 'alive';
      return inUse ? { reason: 'REJECTED_BY_SERVER', message: 'user id in use' } : undefined;
    }
    if ((live && live.fence.generation >= generation) || (past && past.generation > generation)) {
      return { reason: 'SAME_UID_LOGIN', message: 'the user id has joined from another instance' };
    }
    return past?.removed?.secret === secret ? past.removed : undefined;
  };

  const put = (request: ClaimRequest, generation: number, old: Living<T> | undefined): Fence => {
    const { key, secret } = request;
    const fence = { key, generation, turn: ++turn };
    living.set(key, {
      fence,
      secret,
      status: 'alive',
      linked: true,
      channels:
        old?.secret === secret ? old.channels : new Map([...(old?.channels.keys() ?? [])].map((name) => [name, 0])),
      left: old?.secret === secret ? old.left : undefined,
      attributes: old?.attributes,
      own: old?.secret === secret ? old.own : own(),
    });
    ended.delete(key);
    return fence;
  };

  return {
    claim(request) {
      const { key, secret, generation } = request;
      const live = living.get(key);
      if (live?.secret === secret) return { outcome: 'resumed', fence: put(request, live.fence.generation, live) };
      const refusal = objection(request);
      if (refusal) return { outcome: 'refused', ...refusal };
      const known = live?.fence.generation ?? ended.get(key)?.generation ?? 0;
      // Whoever names the highest generation leaves no higher one; the next instance has the same.
      const fence = put(request, generation || Math.min(known + 1, Number.MAX_SAFE_INTEGER), live);
      return { outcome: live ? 'takeover' : 'fresh', fence };
    },
    of({ key, turn }) {
      const live = living.get(key);
      return live?.fence.turn === turn ? live : undefined;
    },
    find: (key) => living.get(key),
    end({ fence: { key, generation }, secret }, removal) {
      living.delete(key);
      ended.set(key, { generation, ...(removal && { removed: { ...removal, secret } }) });
      const [oldest] = ended.keys();
      if (ended.size > longestMemory && oldest !== undefined) ended.delete(oldest);
    },
  };
}
