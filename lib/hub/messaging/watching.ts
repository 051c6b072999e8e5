import { map, tap, type Observable } from 'rxjs';
import type { PeerStatus } from '../../protocol/messagingFrames.js';
import { userOfKey } from '../authentication.js';
import type { Engine } from '../engine.js';
import { payload } from '../payload.js';
import type { Session } from '../sessions.js';
import type { Perform } from './perform.js';

/** Who wants to know of whose status (SPEC RTM-13). */
export interface Watching {
  /** Watches these users too; what they are now. */
  watch(session: Session, keys: readonly string[]): Observable<readonly (readonly [key: string, status: PeerStatus])[]>;
  unwatch(session: Session, keys: readonly string[]): void;
  /** How many users it would watch with these. */
  size(session: Session, keys: readonly string[]): number;
  /** Watches nobody. */
  leave(session: Session): void;
  /** The status of a user may have changed. */
  wake(key: string): void;
}

export function createWatching(engine: Pick<Engine, 'statuses'>, perform: Perform): Watching {
  /** By user: the watchers, with what each of them was told. */
  const watchers = new Map<string, Map<Session, PeerStatus | undefined>>();
  const watched = new Map<Session, Set<string>>();

  const unwatch = (session: Session, keys: Iterable<string>): void => {
    for (const key of keys) {
      const sessions = watchers.get(key);
      sessions?.delete(session);
      if (sessions?.size === 0) watchers.delete(key);
      watched.get(session)?.delete(key);
    }
    if (watched.get(session)?.size === 0) watched.delete(session);
  };

  const tell = (key: string, status: PeerStatus): void => {
    const frame = payload({ t: 'status', user: userOfKey(key), status });
    for (const [session, told] of watchers.get(key) ?? []) {
      if (told === undefined || told === status) continue;
      watchers.get(key)?.set(session, status);
      session.line?.say(frame);
    }
  };

  return {
    watch(session, keys) {
      const mine = watched.get(session) ?? new Set();
      watched.set(session, mine);
      for (const key of keys) {
        mine.add(key);
        const sessions = watchers.get(key) ?? new Map<Session, PeerStatus | undefined>();
        watchers.set(key, sessions.set(session, sessions.get(session)));
      }
      return engine.statuses(keys).pipe(
        tap((statuses) => {
          for (const [key, status] of statuses) {
            if (watchers.get(key)?.has(session)) watchers.get(key)?.set(session, status);
          }
        }),
      );
    },
    unwatch,
    size: (session, keys) => new Set([...(watched.get(session) ?? []), ...keys]).size,
    leave: (session) => unwatch(session, [...(watched.get(session) ?? [])]),
    wake(key) {
      if (!watchers.has(key)) return;
      const tellAll = engine
        .statuses([key])
        .pipe(map((statuses) => statuses.forEach(([, status]) => tell(key, status))));
      perform(tellAll);
    },
  };
}
