import type { Letter } from '../engine.js';
import { byteLength } from '../../protocol/codec.js';
import { createRuns } from './runs.js';

interface MailboxLimits {
  readonly mailbox: number;
  readonly mailboxBytes: number;
  readonly mailboxAge: number;
}

/** What was sent to a user and not yet acknowledged (SPEC RTM-10). */
export interface Mailbox {
  /** The number of the newest letter that ever was in it. */
  readonly head: number;
  /** Up to there letters were acknowledged. */
  readonly acknowledged: number;
  /** Numbers a letter and keeps it, for `mailboxAge` ms; `undefined` when it does not fit. */
  add(letter: Omit<Letter, 'seq'>): Letter | undefined;
  after(position: number, bytes: number): readonly Letter[];
  acknowledge(seq: number): void;
  /** How many letters after `position` were too old before they were acknowledged. */
  expiredAfter(position: number): number;
  /** No position below `position` will be asked for. */
  forget(position: number): void;
  /** Drops what is too old. */
  expire(): void;
}

interface Kept {
  readonly letter: Letter;
  readonly bytes: number;
  readonly at: number;
}

/** What waits in a mailbox that never had a letter: an empty Map of its own is 0.4 KiB (bench: hub). */
const nothing = new Map<number, Kept>();

export function createMailbox(limits: MailboxLimits, now: () => number): Mailbox {
  let waiting = nothing;
  const expired = createRuns();
  let bytes = 0;

  const drop = (seq: number, kept: Kept): void => {
    waiting.delete(seq);
    bytes -= kept.bytes;
  };
  const expire = (): void => {
    for (const [seq, kept] of waiting) {
      if (now() - kept.at < limits.mailboxAge) return;
      drop(seq, kept);
      expired.add(seq);
    }
  };

  // Plain fields: an object with getters of its own is 0.4 KiB more (bench: hub).
  const mailbox: { -readonly [K in keyof Mailbox]: Mailbox[K] } = {
    head: 0,
    acknowledged: 0,
    add(draft) {
      expire();
      const size = byteLength(draft.payload);
      if (waiting.size === limits.mailbox || bytes + size > limits.mailboxBytes) return undefined;
      if (waiting === nothing) waiting = new Map();
      const letter = { ...draft, seq: ++mailbox.head };
      waiting.set(letter.seq, { letter, bytes: size, at: now() });
      bytes += size;
      return letter;
    },
    after(position, most) {
      expire();
      const found: Letter[] = [];
      let room = most;
      for (let seq = Math.max(position, mailbox.acknowledged) + 1; seq <= mailbox.head; seq++) {
        const kept = waiting.get(seq);
        if (!kept) continue;
        room -= kept.bytes;
        if (room < 0 && found.length > 0) break;
        found.push(kept.letter);
      }
      return found;
    },
    acknowledge(seq) {
      for (let next = mailbox.acknowledged + 1; next <= Math.min(seq, mailbox.head); next++) {
        const kept = waiting.get(next);
        if (kept) drop(next, kept);
        mailbox.acknowledged = next;
      }
    },
    expiredAfter(position) {
      expire();
      return expired.after(position);
    },
    forget: expired.forget,
    expire,
  };
  return mailbox;
}
