import { tap, timer, type SchedulerLike } from 'rxjs';
import { payload } from '../payload.js';
import type { Session } from '../sessions.js';
import type { Perform } from './perform.js';

/** A receiver that did not acknowledge for so long gets the letter later (SPEC RTM-5). */
const patience = 5_000;

/** A letter whose sender waits for its receipt. */
export interface Sent {
  readonly session: Session;
  readonly message: string;
  /** The key of its receiver, and its number there. */
  readonly to: string;
  readonly seq: number;
  readonly keptFor: number;
}

/** One receipt for each letter: `received` when it was acknowledged within 5 s, else `cached`. */
export interface Receipts {
  /** Waits; the letters of a receiver come in the order of their numbers. */
  expect(sent: Sent): void;
  expects(sent: Pick<Sent, 'session' | 'message' | 'to'>): boolean;
  /** The receiver has all up to `seq`. */
  acknowledged(to: string, seq: number): void;
  /** The receiver has logged out: what it did not acknowledge is gone. */
  emptied(to: string): void;
}

type Open = Sent & { readonly due: number };

interface ReceiptsConfig {
  readonly scheduler: SchedulerLike;
  readonly now: () => number;
  readonly perform: Perform;
}

/** One timer for each receiver, which stays while it may be needed again: none is made per letter. */
export function createReceipts({ scheduler, now, perform }: ReceiptsConfig): Receipts {
  const byReceiver = new Map<string, Open[]>();

  const settle = (to: string, done: (sent: Open) => boolean, tell: (sent: Sent) => void): void => {
    const open = byReceiver.get(to) ?? [];
    const first = open.findIndex((sent) => !done(sent));
    open.splice(0, first === -1 ? open.length : first).forEach(tell);
  };

  const wait = (to: string, ms: number): void =>
    perform(
      timer(ms, scheduler).pipe(
        tap(() => {
          settle(to, ({ due }) => due <= now(), tellCached);
          const [next] = byReceiver.get(to) ?? [];
          if (next) wait(to, next.due - now());
          else byReceiver.delete(to);
        }),
      ),
    );

  return {
    expect(sent) {
      const open = byReceiver.get(sent.to);
      const one = { ...sent, due: now() + patience };
      if (open) return void open.push(one);
      byReceiver.set(sent.to, [one]);
      wait(sent.to, patience);
    },
    expects: ({ session, message, to }) =>
      byReceiver.get(to)?.some((sent) => sent.session === session && sent.message === message) ?? false,
    acknowledged: (to, seq) => settle(to, (sent) => sent.seq <= seq, tellReceived),
    emptied: (to) => settle(to, () => true, tellLost),
  };
}

export const tellReceived = ({ session: { line }, message }: Pick<Sent, 'session' | 'message'>): void =>
  line?.say(payload({ t: 'receipt', message, outcome: 'received' }));

export const tellCached = ({
  session: { line },
  message,
  keptFor,
}: Pick<Sent, 'session' | 'message' | 'keptFor'>): void =>
  line?.say(payload({ t: 'receipt', message, outcome: 'cached', keptFor }));

const tellLost = ({ session: { line }, message }: Sent): void =>
  line?.say(payload({ t: 'undelivered', message, reason: 'UNREACHABLE', detail: 'the user has logged out' }));
