import type { Observable, SchedulerLike } from 'rxjs';
import type { ChannelAttribute, PeerStatus, RequestRefusal } from '../protocol/messagingFrames.js';
import type { Arrival, Positions } from './arrival.js';
import type { SessionStatus } from './hubEvent.js';
import type { HubLimits } from './limits.js';
import type { Reason } from './refusal.js';

/**
 * Names a session to write for. `generation` counts the instances of the key, `turn` the claims of the engine: an
 * operation whose fence is not the newest of its key changes nothing and completes without a value (SPEC HUB-3).
 */
export interface Fence {
  /** The session's name. */
  readonly key: string;
  /** Which instance of the key. */
  readonly generation: number;
  /** Which claim. */
  readonly turn: number;
}

/** Why a session was ended, or won't be given. */
export interface Removal {
  /** What the client's state goes by. */
  readonly reason: Reason;
  /** What the client is shown. */
  readonly message: string;
}

/** Somebody asks for the session of `key`. */
export interface ClaimRequest {
  /** The session's name. */
  readonly key: string;
  /** What tells one instance from another. */
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
  /** Nothing was done. */
  readonly outcome: 'refused';
  /** Why not, in one word. */
  readonly reason: RequestRefusal;
  /** Why not, in a sentence. */
  readonly detail: string;
}

export const refused = (reason: RequestRefusal, detail: string): Refused => ({ outcome: 'refused', reason, detail });

/** A message on its way: `payload` is JSON. */
export interface Draft {
  /** The sender's id of it: sent again, it has the same outcome and is there once. */
  readonly message: string;
  /** Its JSON text. */
  readonly payload: string;
}
/** A message that the engine has taken. */
export interface Published extends Draft {
  /** Its number in its channel or mailbox, from 1. */
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
  /** The user is a member now, or was one. */
  readonly outcome: 'entered';
  /** The number of the latest message. */
  readonly seq: number;
  /** How many members there are. */
  readonly count: number;
}

/** How attributes are written: `replace` drops those that are not among them. */
export interface AttributeChange {
  /** `update` keeps those that are not named. */
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
  /** Told to every process of the hub. Hot. */
  readonly events$: Observable<EngineEvent>;

  /** Gives the session to an instance, or refuses it. */
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
  /** How the users of these keys are. */
  statuses(keys: readonly string[]): Observable<readonly (readonly [key: string, status: PeerStatus])[]>;

  /** A messaging user is in: its mailbox is there, its channels are those of `positions`. */
  arrive(fence: Fence, positions: Positions): Observable<Arrival>;
  /** Puts a message into a mailbox, once. */
  post(fence: Fence, draft: Draft & { readonly to: string }): Observable<Posted>;
  /** The letters after `after`, of at most `bytes`, but at least one if there is one. */
  letters(fence: Fence, after: number, bytes: number): Observable<readonly Letter[]>;
  /** Up to `seq` they were delivered. */
  acknowledge(fence: Fence, seq: number): Observable<true>;

  /** Makes the user a member; `request` is the id of its request, see {@link Positions}. */
  enter(fence: Fence, channel: string, request: number): Observable<Entry | Refused>;
  /** Makes it none. */
  exit(fence: Fence, channel: string, request: number): Observable<true>;
  /** The keys of all members. */
  members(channel: string): Observable<readonly string[]>;
  /** `seen`: no earlier position will be asked for. */
  publish(
    fence: Fence,
    draft: Draft & { readonly channel: string; readonly seen: number },
  ): Observable<{ readonly outcome: 'published'; readonly seq: number } | Refused>;
  /** The messages after `after` that the history still has. */
  published(channel: string, after: number): Observable<readonly Published[]>;

  /** Of the user itself. */
  setAttributes(fence: Fence, change: AttributeChange): Observable<{ readonly outcome: 'set' } | Refused>;
  /** Of any user. */
  attributes(key: string): Observable<readonly (readonly [key: string, value: string])[]>;
  /** `notify`: the members are told. */
  setChannelAttributes(
    fence: Fence,
    channel: string,
    change: AttributeChange & { readonly notify: boolean },
  ): Observable<{ readonly outcome: 'set' } | Refused>;
  /** Of a channel, with who wrote them. */
  channelAttributes(channel: string): Observable<readonly ChannelAttribute[]>;

  /** Ends `events$`; nothing is asked of it any more. */
  close(): void;
}

/** What a hub gives to its engine. */
export interface EngineSettings {
  /** Whose time it is. */
  readonly scheduler: SchedulerLike;
  /** Draws ids, such as the epoch. */
  readonly ids: () => string;
  /** How much it may keep. */
  readonly limits: HubLimits;
}

/** How a hub gets its engine; the default is `memoryEngine`. */
export type MakeEngine = (settings: EngineSettings) => Engine;
