import type { ChannelAttribute } from '../../protocol/messagingFrames.js';
import type { Draft, Published } from '../engine.js';
import { createHistory, type History } from './history.js';
import { createRuns, type Runs } from './runs.js';

/** A channel as the memory keeps it, from its first entry until nobody can ask for a position in it any more. */
export interface Channel {
  /** The number of its newest message. */
  readonly seq: number;
  readonly members: ReadonlyMap<string, Runs>;
  readonly history: Pick<History, 'after'>;
  readonly attributes: Map<string, ChannelAttribute>;
  /** Whether nobody is in it, nor was when its grace ended. */
  readonly deserted: boolean;
  /** Whether that changed anything. */
  enter(key: string): boolean;
  /** Out of it, with `position`: it may come back and ask from there. Whether that changed anything. */
  exit(key: string, keep: 'position' | 'nothing'): boolean;
  publish(draft: Draft & { readonly from: string; readonly sentAt: number; readonly seen: number }): void;
  /** What a member missed since `position`, and how much of it the history has no more. */
  backfill(key: string, position: number): { readonly messages: readonly Published[]; readonly missed: number };
}

export function createChannel(now: () => number): Channel {
  const members = new Map<string, Runs>();
  /** Of those whose grace has ended. */
  const former = new Map<string, Runs>();
  const history = createHistory(now);
  let seq = 0;

  return {
    get seq() {
      return seq;
    },
    members,
    history,
    attributes: new Map(),
    get deserted() {
      return members.size + former.size === 0;
    },
    enter(key) {
      if (members.has(key)) return false;
      members.set(key, former.get(key) ?? createRuns());
      former.delete(key);
      return true;
    },
    exit(key, keep) {
      const runs = members.get(key);
      if (keep === 'nothing') former.delete(key);
      else if (runs) former.set(key, runs);
      return members.delete(key);
    },
    publish({ message, payload, from, sentAt, seen }) {
      history.add({ seq: ++seq, message, payload, from, sentAt });
      members.get(from)?.forget(seen);
      members.get(from)?.add(seq);
    },
    backfill(key, position) {
      const from = Math.min(position, seq);
      const own = members.get(key);
      const messages = history.backfill(key, from);
      own?.forget(from);
      return { messages, missed: seq - from - (own?.after(from) ?? 0) - messages.length };
    },
  };
}
