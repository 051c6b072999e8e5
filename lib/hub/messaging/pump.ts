import { EMPTY, defer, tap } from 'rxjs';
import { ProtocolError } from '../../protocol/protocolError.js';
import { userOfKey } from '../authentication.js';
import type { Arrival } from '../arrival.js';
import type { Engine, Letter } from '../engine.js';
import { payloadWith, type Payload } from '../payload.js';
import type { Session } from '../sessions.js';
import { continuity } from './continuity.js';
import { reading } from './reading.js';
import type { Perform } from './perform.js';

/** Brings a user its mailbox, in order, at most `window` bytes unacknowledged (SPEC RTM-10). */
export interface Pump {
  /** Begins at the user's position; what was in the mailbox by then is a back-fill, and its report follows it. */
  start(inbox: Arrival['inbox']): void;
  /** There may be something. */
  wake(): void;
  /** The user has all up to `seq`. */
  acknowledged(seq: number): void;
}

interface PumpConfig {
  readonly session: Session;
  readonly engine: Pick<Engine, 'letters' | 'acknowledge'>;
  readonly perform: Perform;
  /** Bytes. */
  readonly window: number;
}

/** A pump that was not started reads nothing. */
export function createPump({ session, engine, perform, window }: PumpConfig): Pump {
  let sent: number | undefined;
  let underWay: { readonly seq: number; readonly bytes: number }[] = [];
  let bytes = 0;
  let backfill: { readonly head: number; readonly missed: number | null; replayed: number } | undefined;

  const report = (): void => {
    if (!backfill || sent === undefined) return;
    const { replayed, missed, head } = backfill;
    backfill = undefined;
    session.line?.say(continuity(null, { replayed, missed, seq: Math.max(head, sent) }));
  };

  /** Whether it was said; not, when there is no room for it. */
  const say = (letter: Letter): boolean => {
    const { seq } = letter;
    if (backfill && seq > backfill.head) report();
    const frame = frameOf(letter, backfill !== undefined);
    if (bytes > 0 && bytes + frame.bytes > window) return false;
    sent = seq;
    underWay.push({ seq, bytes: frame.bytes });
    bytes += frame.bytes;
    if (backfill) backfill.replayed++;
    session.line?.say(frame);
    if (backfill?.head === seq) report();
    return true;
  };

  const read = () =>
    defer(() => {
      if (sent === undefined || !session.line || bytes >= window) return EMPTY;
      const after = sent;
      return engine.letters(session.fence, after, window - bytes).pipe(
        tap((letters) => {
          if (sent !== after) return wake();
          if (letters.length === 0) return report();
          if (letters.every(say)) wake();
        }),
      );
    });
  const wake = reading(read, perform);

  return {
    start({ after, head, missed }) {
      sent = after;
      underWay = [];
      bytes = 0;
      backfill = { head, missed, replayed: 0 };
      wake();
    },
    wake,
    acknowledged(seq) {
      if (sent === undefined || seq > sent) throw new ProtocolError('outOfPlace', `'received' of ${seq}, not sent yet`);
      underWay = underWay.filter((one) => one.seq > seq);
      bytes = underWay.reduce((sum, one) => sum + one.bytes, 0);
      perform(engine.acknowledge(session.fence, seq));
      wake();
    },
  };
}

const frameOf = ({ seq, message, from, payload, sentAt }: Letter, backfilled: boolean): Payload =>
  payloadWith({ t: 'peerMessage', seq, message, from: userOfKey(from), sentAt, backfilled }, payload);
