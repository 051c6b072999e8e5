import { askAgain, askNow, isAsked, set } from './asking.js';
import { attributesAtLogin } from './attributes.js';
import { awaitMembers, listAll, listAwaited } from './channels.js';
import { filling, type Memory } from './inbox.js';
import type { Acceptance, Positions, RtmTurn } from './rtmMachine.js';
import { paceOn } from './pace.js';
import { sendAgain } from './sending.js';
import { goodFor } from './tokens.js';
import { awaitWatched, watchAgain, watchAwaited } from './watching.js';

/** The hub has accepted a login on a new link: whatever it does not know is said again (SPEC RTM-9). */
export function loggedIn(turn: RtmTurn, { loggedIn: frame, positions }: Acceptance): void {
  const returned = positions.epoch !== null;
  const { epoch, generation, settling } = frame;
  const pace = paceOn(frame.pace, turn.machine.pace, turn.machine.outbox.last);
  const settledAt = settling === undefined ? null : turn.moment.now + settling;
  set(turn, { epoch, generation, asked: null, returned, settledAt, pace });
  goodFor(turn, frame.expiresIn);
  askAgain(turn, attributesAtLogin(turn.machine, frame.session));
  if (frame.session === 'fresh') set(turn, { attributes: turn.machine.attributes ?? new Map<string, string>() });
  set(turn, { unanswered: false });
  if (returned) backfill(turn, positions.epoch === epoch ? 'kept' : 'lost', positions);
  leaveAgain(turn, positions);
  sendAgain(turn);
  watchAgain(turn);
  listAll(turn);
}

/** The hub may have settled by now: what it does not know has gone. */
export function settle(turn: RtmTurn): void {
  const { settledAt } = turn.machine;
  if (settledAt === null || settledAt > turn.moment.now) return;
  set(turn, { settledAt: null });
  listAwaited(turn);
  watchAwaited(turn);
}

/** The streams are back-filled from the positions of the login. */
function backfill(turn: RtmTurn, memory: Memory, positions: Positions): void {
  const channels = new Map(turn.machine.channels);
  for (const [channel, membership] of channels) {
    if (membership.phase !== 'in') continue;
    const login = positions.channels.get(channel);
    if (login?.phase === 'in') {
      channels.set(channel, { ...membership, inbox: filling(membership.inbox, login.inbox, memory) });
    } else {
      // It was entered on the old link after the login had gone out: only another login brings what came since.
      turn.commands.push({ word: 'dial' });
    }
  }
  set(turn, { channels, inbox: filling(turn.machine.inbox, positions.inbox, memory) });
  if (memory === 'kept') return;
  awaitMembers(turn);
  awaitWatched(turn);
}

/** What was left after the login had gone out, which says to be in it. */
function leaveAgain(turn: RtmTurn, { channels }: Positions): void {
  for (const channel of channels.keys()) {
    if (turn.machine.channels.has(channel)) continue;
    if (!isAsked(turn, (frame) => frame.t === 'exit' && frame.channel === channel))
      askNow(turn, { t: 'exit', channel });
  }
}
