import { byteLength, encodeWith } from '../protocol/codec.js';
import type { RequestRefusal } from '../protocol/messagingFrames.js';
import { StateError } from '../connection/stateError.js';
import { longestFrame } from '../session/longestFrame.js';
import type { PreparedFrame } from '../session/sessionLink.js';
import { answerWithin, ask, isOver, reply, set } from './asking.js';
import { failureOf } from './failure.js';
import { nextId, numberOf, overdue, posted, relinked, sentOut, settled, unsent, type Letter } from './outbox.js';
import { arrived, asks, hasAnswered, takes } from './pace.js';
import type { Receipt } from './rtmEvent.js';
import type { RtmTurn } from './rtmMachine.js';
import { SendError } from './sendError.js';

/** Takes a message into the outbox, and sends it if there is a link. */
export function post(turn: RtmTurn, letter: Letter): void {
  const { machine, moment } = turn;
  const refuse = (error: Error) => reply(turn, letter, { error });
  if (isOver(turn)) return refuse(new StateError('send', machine.state));
  if ('channel' in letter.to && !machine.channels.has(letter.to.channel)) {
    return refuse(new SendError('not-a-member', ''));
  }
  const { outbox } = machine;
  const id = nextId(outbox);
  if (id === null) return refuse(new SendError('full', '', `${outbox.limit} messages wait already`));
  const frame = frameOf(turn, id, letter);
  const bytes = byteLength(frame.text);
  if (bytes > longestFrame) {
    return refuse(new SendError('too-large', '', `the frame has ${bytes} bytes; at most ${longestFrame} are taken`));
  }
  set(turn, { outbox: posted(outbox, letter, moment.now + answerWithin) });
  sendWaiting(turn, frame);
}

/** Sends again, in order and under the same ids, what has no outcome. */
export function sendAgain(turn: RtmTurn): void {
  set(turn, { outbox: relinked(turn.machine.outbox) });
  sendWaiting(turn);
}

/** What has not gone out on this link does, in order, as fast as the hub takes it; `last` is the frame of the last one. */
export function sendWaiting(turn: RtmTurn, last?: PreparedFrame): void {
  for (const [id, { letter }] of unsent(turn.machine.outbox)) {
    const { machine, moment } = turn;
    const { outbox, epoch, pace, link } = machine;
    const number = numberOf(id);
    if (!link || (pace && !takes(pace, number, moment.now))) return;
    set(turn, { outbox: sentOut(outbox, id, epoch) });
    turn.frames.push(last && number === outbox.last ? last : frameOf(turn, id, letter));
    if (pace && asks(pace)) ask(turn, { t: 'unwatch', users: [] }, null);
  }
}

/** The hub has said that it has read all up to there. */
export function haveArrived(turn: RtmTurn): void {
  const { pace } = turn.machine;
  if (pace) hasAnswered(pace, turn.moment.now);
}

/** The hub has answered a message: it may take another one. */
function answered(turn: RtmTurn, id: string): void {
  const { pace } = turn.machine;
  if (pace) arrived(pace, numberOf(id), turn.moment.now);
}

/** The hub's receipt; for a message that is not waited for it means nothing. */
export function receipt(
  turn: RtmTurn,
  { message: id, outcome, keptFor = 0 }: { message: string; outcome: Receipt['outcome']; keptFor?: number | undefined },
): void {
  answered(turn, id);
  const value: Receipt = outcome === 'received' ? { outcome, id } : { outcome, id, until: turn.moment.at + keptFor };
  settle(turn, id, { value });
}

/**
 * The hub has not taken a message. One that has lost its memory does not know what it did before with a message that is
 * sent again: what became of it stays open until its time is over.
 */
export function undelivered(
  turn: RtmTurn,
  { message, reason, detail }: { message: string; reason: RequestRefusal; detail: string },
): void {
  answered(turn, message);
  const { outbox, epoch } = turn.machine;
  const first = outbox.waiting.get(message)?.epoch ?? epoch;
  if (first !== epoch) return;
  settle(turn, message, { error: new SendError(failureOf(reason), message, detail) });
}

/** The time of the oldest messages may be over: what became of them is not known. */
export function giveUpSending(turn: RtmTurn): void {
  for (const id of overdue(turn.machine.outbox, turn.moment.now)) {
    settle(turn, id, { error: new SendError('timeout', id, `no receipt within ${answerWithin} ms`) });
  }
}

/** The session is over: what became of the messages is not known. */
export function abandonSending(turn: RtmTurn, cause: unknown): void {
  for (const id of turn.machine.outbox.waiting.keys()) {
    settle(turn, id, { error: new SendError('ended', id, 'the session ended first', cause) });
  }
}

function settle(turn: RtmTurn, id: string, outcome: { readonly value: Receipt } | { readonly error: Error }): void {
  const sending = turn.machine.outbox.waiting.get(id);
  if (!sending) return;
  set(turn, { outbox: settled(turn.machine.outbox, [id]) });
  reply(turn, sending.letter, outcome);
}

function frameOf({ machine }: RtmTurn, message: string, { to, payload }: Letter): PreparedFrame {
  const frame =
    'user' in to
      ? { t: 'sendTo', message, to: to.user }
      : { t: 'publish', message, channel: to.channel, seen: seenOf(machine, to.channel) };
  return { t: 'prepared', text: encodeWith(frame, 'payload', payload) };
}

/** The position from which a later login may ask: a login under way asks from where it began. */
function seenOf({ channels, asked }: RtmTurn['machine'], channel: string): number {
  const present = channels.get(channel)?.inbox.base ?? 0;
  return Math.min(present, asked?.channels.get(channel)?.inbox.base ?? present);
}
