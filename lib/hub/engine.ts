import type { Observable, SchedulerLike } from 'rxjs';
import type { ChannelAttribute, PeerStatus, RequestRefusal } from '../protocol/messagingFrames.js';
import type { SessionStatus } from './hubEvent.js';
import type { HubLimits } from './limits.js';
import type { Reason } from './refusal.js';

/**
 * Names a session to write for. `generation` counts the instances of the key, `turn` the claims of the engine: an
 * operation whose fence is not the newest of its key changes nothing and completes without a value (SPEC HUB-3).
 */
export interface Fence {
  readonly key: string;
  readonly generation: number;
  readonly turn: number;
}

/** Why a session was ended, or won't be given. */
export interface Removal {
  readonly reason: Reason;
  readonly message: string;
}

/** Somebody asks for the session of `key`. */
export interface ClaimRequest {
  readonly key: string;
  readonly secret: string;
  /** 0: the application asks itself; otherwise the generation that an automatic return was granted. */
  readonly generation: number;
  /** Whether a second instance takes over, or is refused while the first is heard. */
  readonly takeover: 'kick-old' | 'reject-new';
}
/** Who has the session now, or why it is not given. */
export type ClaimAnswer =
  | { readonly outcome: 'fresh' | 'resumed' | 'takeover'; readonly fence: Fence }
  | ({ readonly outcome: 'refused' } & Removal);

/** Why something was not done; nothing has changed. */
export interface Refused {
  readonly outcome: 'refused';
  readonly reason: RequestRefusal;
  readonly detail: string;
}

export const refused = (reason: RequestRefusal, detail: string): Refused => ({ outcome: 'refused', reason, detail });

/** What a user that logs in knows already. */
export interface Positions {
  /** The engine's memory to which the positions belong; left out by a user that has none. */
  readonly epoch?: string;
  readonly inbox: number;
  /** The channels to be in, and no others; `null`: to stay in, if it is in, without a back-fill. */
  readonly channels: readonly (readonly [channel: string, position: number | null])[];
}
/** What waits for a user that has logged in. */
export interface Arrival {
  readonly epoch: string;
  /** The letters after `after` are waiting; up to `head` they are a back-fill. `missed: null`: nobody knows. */
  readonly inbox: { readonly after: number; readonly head: number; readonly missed: number | null };
  readonly channels: readonly ChannelArrival[];
}
/** A channel that it is in from now on, and what it missed there. */
export interface ChannelArrival {
  readonly channel: string;
  readonly seq: number;
  readonly count: number;
  /** Absent when no back-fill was asked for. */
  readonly backfill?: { readonly messages: readonly Published[]; readonly missed: number | null };
}

/** A message on its way: `payload` is JSON. */
export interface Draft {
  /** The sender's id of it: sent again, it has the same outcome and is there once. */
  readonly message: string;
  readonly payload: string;
}
/** A message that the engine has taken. */
export interface Published extends Draft {
  readonly seq: number;
  /** The key of its sender. */
  readonly from: string;
  /** Ms since 1970. */
  readonly sentAt: number;
}
/** A message in a mailbox. */
export type Letter = Published;

/** What became of a message to a user. */
export type Posted =
  | {
      readonly outcome: 'posted';
      readonly seq: number;
      /** Whether the receiver has a link. */
      readonly linked: boolean;
      /** `new`: by this very operation. */
      readonly is: 'new' | 'waiting' | 'acknowledged';
      readonly keptFor: number;
    }
  | Refused;

/** A channel was entered. */
export interface Entry {
  readonly outcome: 'entered';
  readonly seq: number;
  readonly count: number;
}

/** How attributes are written: `replace` drops those that are not among them. */
export interface AttributeChange {
  readonly mode: 'replace' | 'update' | 'delete';
  /** Pairs of key and value; of `delete` the keys count. */
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/** Wakes: what there is to read is read by its position. Told after the operation that did it has answered. */
export type EngineEvent =
  | { readonly type: 'claimed'; readonly fence: Fence }
  | { readonly type: 'status' | 'posted' | 'emptied'; readonly key: string }
  | { readonly type: 'acknowledged'; readonly key: string; readonly seq: number }
  | { readonly type: 'published' | 'attributes'; readonly channel: string }
  | { readonly type: 'entered' | 'exited'; readonly channel: string; readonly key: string; readonly count: number };

/**
 * What the processes of a hub share (SPEC HUB-6): who has which session, mailboxes, channels, presence, attributes.
 *
 * Every method is one atomic operation, done at the subscription. It emits plain data that nobody changes afterwards,
 * at most once, and completes (`true` says no more than that it was done); an error means that the engine failed. Ids, sequence numbers and times come from it.
 * Links, timers and verdicts stay with the hub. `spec/hub/engine.contract.ts` is the suite that an engine must pass.
 */
export interface Engine {
  readonly events$: Observable<EngineEvent>;

  claim(request: ClaimRequest): Observable<ClaimAnswer>;
  /** What its hub found out about a session. */
  judge(fence: Fence, status: SessionStatus): Observable<true>;
  /** The session has no link now; with the next claim it has. */
  detach(fence: Fence): Observable<true>;
  /**
   * Ends a session: out of all channels, its attributes dropped. `forget`: with its mailbox, and no position of it is
   * good any more. `removal` is what its instance hears when it returns by itself.
   */
  release(fence: Fence, how: { readonly forget: boolean; readonly removal?: Removal | undefined }): Observable<true>;
  statuses(keys: readonly string[]): Observable<readonly (readonly [key: string, status: PeerStatus])[]>;

  /** A messaging user is in: its mailbox is there, its channels are those of `positions`. */
  arrive(fence: Fence, positions: Positions): Observable<Arrival>;
  post(fence: Fence, draft: Draft & { readonly to: string }): Observable<Posted>;
  /** The letters after `after`, of at most `bytes`, but at least one if there is one. */
  letters(fence: Fence, after: number, bytes: number): Observable<readonly Letter[]>;
  /** Up to `seq` they were delivered. */
  acknowledge(fence: Fence, seq: number): Observable<true>;

  enter(fence: Fence, channel: string): Observable<Entry | Refused>;
  exit(fence: Fence, channel: string): Observable<true>;
  members(channel: string): Observable<readonly string[]>;
  /** `seen`: no earlier position will be asked for. */
  publish(
    fence: Fence,
    draft: Draft & { readonly channel: string; readonly seen: number },
  ): Observable<{ readonly outcome: 'published'; readonly seq: number } | Refused>;
  /** The messages after `after` that the history still has. */
  published(channel: string, after: number): Observable<readonly Published[]>;

  setAttributes(fence: Fence, change: AttributeChange): Observable<{ readonly outcome: 'set' } | Refused>;
  attributes(key: string): Observable<readonly (readonly [key: string, value: string])[]>;
  setChannelAttributes(
    fence: Fence,
    channel: string,
    change: AttributeChange & { readonly notify: boolean },
  ): Observable<{ readonly outcome: 'set' } | Refused>;
  channelAttributes(channel: string): Observable<readonly ChannelAttribute[]>;

  close(): void;
}

/** What a hub gives to its engine. */
export interface EngineSettings {
  readonly scheduler: SchedulerLike;
  readonly ids: () => string;
  readonly limits: HubLimits;
}

/** How a hub gets its engine; the default is `memoryEngine`. */
export type MakeEngine = (settings: EngineSettings) => Engine;
