import type { DepartureReason } from '../protocol/channelFrames.js';
import type { CloseName } from '../protocol/closeCode.js';
import type { Reason } from './refusal.js';

/** Whose session an event is about. */
export type Who =
  | { readonly profile: 'rtc'; readonly channel: string; readonly user: string }
  | { readonly profile: 'rtm'; readonly user: string };

/** How a session got the link it is on. */
export type Admission = 'fresh' | 'resumed' | 'takeover';

/** What the hub last found about a session: `alive`, or the last threshold that its silence crossed. */
export type SessionStatus = 'alive' | 'unheard' | 'unreachable' | 'idle' | 'peerOffline' | 'grace';

/**
 * What happens in a hub, for its operator (SPEC HUB-5). `link` numbers the links from 1. Tokens and secrets never
 * appear in any of them (SPEC HUB-7).
 */
export type HubEvent =
  | { readonly type: 'opened'; readonly link: number }
  /** A link ended; `name` is the hub's reason, absent when the other side or the network ended it. */
  | {
      readonly type: 'closed';
      readonly link: number;
      readonly name?: CloseName;
      readonly code: number;
      readonly reason: string;
    }
  | { readonly type: 'accepted'; readonly link: number; readonly who: Who; readonly how: Admission }
  | {
      readonly type: 'refused' | 'denied';
      readonly link: number;
      readonly who: Who;
      readonly reason: Reason;
      readonly message: string;
    }
  | { readonly type: 'renewed'; readonly who: Who }
  | { readonly type: 'judged'; readonly who: Who; readonly status: SessionStatus; readonly silentFor: number }
  /** A session ended. */
  | { readonly type: 'departed'; readonly who: Who; readonly reason: DepartureReason }
  | { readonly type: 'badFrame'; readonly link: number; readonly name: CloseName; readonly reason: string }
  /** Something of the operator's own failed: `authenticate`, or the stream of links. */
  | { readonly type: 'fault'; readonly during: string; readonly error: string }
  | { readonly type: 'draining'; readonly retryAfter: number };
