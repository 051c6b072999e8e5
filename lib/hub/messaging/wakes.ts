import { map, tap, type Observable, type SchedulerLike } from 'rxjs';
import { userOfKey } from '../authentication.js';
import type { Engine, EngineEvent } from '../engine.js';
import { payload } from '../payload.js';
import type { Feeds } from './feeds.js';
import { createMemberCounts, crowd } from './memberCounts.js';
import type { Perform } from './perform.js';
import type { Pump } from './pump.js';
import type { Receipts } from './receipts.js';
import { byUser } from './requests.js';
import type { Watching } from './watching.js';

interface WakesConfig {
  readonly engine: Engine;
  readonly receipts: Receipts;
  readonly feeds: Feeds;
  readonly watching: Watching;
  /** Of a user on this hub, by key. */
  readonly pumpOf: (key: string) => Pump | undefined;
  readonly scheduler: SchedulerLike;
  readonly perform: Perform;
}

/** What the engine's events are for on this hub: somebody is told, or something is read. */
export function wakes(config: WakesConfig): Observable<EngineEvent> {
  const { engine, receipts, feeds, watching, pumpOf, scheduler, perform } = config;
  const counts = createMemberCounts({ scheduler, perform, tell: feeds.tellCount });

  const moved = (t: 'memberJoined' | 'memberLeft', channel: string, key: string, count: number): void => {
    if (!feeds.knows(channel)) return;
    const most = t === 'memberJoined' ? count : count + 1;
    if (most <= crowd) feeds.tell(channel, payload({ t, channel, user: userOfKey(key) }), key);
    counts.changed(channel, count);
  };

  const tellAttributes = (channel: string): void => {
    if (!feeds.knows(channel)) return;
    const told = engine.channelAttributes(channel).pipe(
      map((attributes) => payload({ t: 'channelAttributes', channel, attributes: attributes.map(byUser) })),
      tap((frame) => feeds.tell(channel, frame)),
    );
    perform(told);
  };

  const act = (event: EngineEvent): void => {
    switch (event.type) {
      case 'posted':
        return pumpOf(event.key)?.wake();
      case 'acknowledged':
        return receipts.acknowledged(event.key, event.seq);
      case 'emptied':
        return receipts.emptied(event.key);
      case 'published':
        return feeds.wake(event.channel);
      case 'entered':
        return moved('memberJoined', event.channel, event.key, event.count);
      case 'exited':
        return moved('memberLeft', event.channel, event.key, event.count);
      case 'attributes':
        return tellAttributes(event.channel);
      case 'status':
        return watching.wake(event.key);
      case 'claimed':
    }
  };
  return engine.events$.pipe(tap(act));
}
