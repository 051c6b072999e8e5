import type { Observable } from 'rxjs';
import { clockOf } from '../../liveness/clock.js';
import type { EngineSettings, Fence, Refused } from '../engine.js';
import { messagesWithin } from '../limits.js';
import { createRate, type Rate } from '../rate.js';
import { createChannels, type Channels } from './channels.js';
import { createClaims, type Claims, type Living } from './claims.js';
import { createDecisions, type Decisions } from './decisions.js';
import type { Mailbox } from './mailbox.js';
import { createWake, type Wake } from './wake.js';

export interface PublishedAt {
  readonly outcome: 'published';
  readonly seq: number;
}

/** Where a letter was put. */
export interface Kept {
  readonly outcome: 'kept';
  readonly mailbox: Mailbox;
  readonly seq: number;
  readonly at: number;
}

/** What an instance has sent lately. */
export interface Sending {
  readonly rate: Rate;
  readonly letters: Decisions<Kept | Refused>;
  readonly messages: Decisions<PublishedAt | Refused>;
}
export type Member = Living<Sending>;

/** All that the memory engine remembers. */
export interface Store extends EngineSettings {
  readonly epoch: string;
  readonly now: () => number;
  readonly claims: Claims<Sending>;
  readonly mailboxes: Map<string, Mailbox>;
  readonly channels: Channels;
  readonly wake: Wake;
  /** An operation for a session: nothing, when it is not the newest one of its key. */
  fenced<T>(fence: Fence, act: (member: Member) => T): Observable<T>;
}

export function createStore(settings: EngineSettings): Store {
  const { scheduler, ids, limits } = settings;
  const now = clockOf(scheduler);
  const wake = createWake();
  const claims = createClaims<Sending>(() => ({
    rate: createRate(limits.messages, messagesWithin, now),
    letters: createDecisions(now),
    messages: createDecisions(now),
  }));
  return {
    ...settings,
    epoch: ids(),
    now,
    claims,
    mailboxes: new Map(),
    channels: createChannels(now),
    wake,
    fenced: (fence, act) =>
      wake.operation(() => {
        const member = claims.of(fence);
        return member && act(member);
      }),
  };
}
