import { Subscription, type SchedulerLike } from 'rxjs';
import type { Link } from '../link/link.js';
import { clockOf } from '../liveness/clock.js';
import { closeCode, type CloseName } from '../protocol/closeCode.js';
import { beats } from './beats.js';
import type { Journal } from './journal.js';
import type { HubLimits } from './limits.js';
import { createOutbox } from './outbox.js';
import { payload, type Payload } from './payload.js';

/** A link in the hub's hands: what is said on it, its beats, its end. */
export interface Line {
  /** Its number, from 1. */
  readonly id: number;
  /** To be done once this line has ended, whoever ended it; at once when that was before. It is the fence of a takeover. */
  whenEnded(act: () => void): void;
  /** Says it, or holds it while the other side reads slowly; over the limit the line ends with `tooSlow`. */
  say(frame: Payload): void;
  /** Says it in its turn; however much of that there is, it is no slow reader's. */
  replay(frame: Payload): void;
  /** Says it before what is held: beats, and the hub's verdicts. */
  sayFirst(frame: Payload): void;
  /** From now on a beat whenever nothing was said for `every` ms. */
  beatEvery(every: number): void;
  /** Ends the line; `last` is said before. Idempotent. */
  end(name: CloseName, reason: string, last?: Payload): void;
  /** The other side or the network has ended it. */
  lost(code: number, reason: string): void;
}

interface LineConfig {
  readonly id: number;
  readonly limits: HubLimits;
  readonly scheduler: SchedulerLike;
  readonly journal: Journal;
}

const beat = payload({ t: 'beat' });

export function createLine(link: Link, { id, limits, scheduler, journal }: LineConfig): Line {
  const now = clockOf(scheduler);
  const life = new Subscription();
  let lastSent = now();

  /** A link must not throw; one that does is lost, and nothing else. */
  const guard = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      journal.note({ type: 'fault', during: 'link', error: String(error) });
      line.lost(1006, 'the link failed');
    }
  };
  const hand = ({ text }: Payload): void => {
    lastSent = now();
    journal.frameOut();
    guard(() => link.send(text));
  };
  const outbox = createOutbox(link, hand, limits, scheduler);
  life.add(() => outbox.clear());

  const line: Line = {
    id,
    whenEnded: (act) => life.add(act),
    say(frame) {
      if (life.closed || outbox.push(frame) === 'taken') return;
      line.end('tooSlow', `over ${limits.held} bytes held`);
    },
    replay(frame) {
      if (!life.closed) outbox.push(frame, 'replayed');
    },
    sayFirst(frame) {
      if (!life.closed) hand(frame);
    },
    beatEvery(every) {
      life.add(
        beats(
          every,
          () => lastSent,
          () => hand(beat),
          { now, scheduler },
        ),
      );
    },
    end(name, reason, last) {
      if (life.closed) return;
      if (last) hand(last);
      life.unsubscribe();
      const code = closeCode[name];
      guard(() => link.close(code, reason));
      journal.note({ type: 'closed', link: id, name, code, reason });
    },
    lost(code, reason) {
      if (life.closed) return;
      life.unsubscribe();
      journal.note({ type: 'closed', link: id, code, reason });
    },
  };
  return line;
}
