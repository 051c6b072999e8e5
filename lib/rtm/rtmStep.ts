import { StateError } from '../connection/stateError.js';
import type { Moment } from '../connection/machine.js';
import { byteLength, encode } from '../protocol/codec.js';
import { longestFrame } from '../session/longestFrame.js';
import type { SessionStep } from '../session/session.js';
import { denied, done, giveUpAsking } from './answers.js';
import { ask, isOver, reply, set } from './asking.js';
import { changed } from './changed.js';
import { enter, exit, hearCount, hearOfMembers } from './channels.js';
import { loggedIn, settle } from './loggedIn.js';
import { hearChannelMessage, hearContinuity, hearMessage } from './receiving.js';
import { RequestError } from './requestError.js';
import type { RtmEvent, RtmRequest } from './rtmEvent.js';
import type { RtmFrame } from './rtmFrame.js';
import type { CoreEvent, OwnSignal, RtmMachine, RtmTurn } from './rtmMachine.js';
import type { RtmWord } from './rtmTable.js';
import { giveUpSending, post, receipt, sendWaiting, undelivered } from './sending.js';
import { replaceToken, tokenEnded, tokenRefused } from './tokens.js';
import { hearOfStatus, unwatch, watch } from './watching.js';

/** What `signal` makes of a messaging client: pure. */
export function rtmStep(
  before: RtmMachine,
  signal: CoreEvent | OwnSignal,
  moment: Moment,
): SessionStep<RtmMachine, RtmEvent, RtmFrame, RtmWord> {
  const turn: RtmTurn = { machine: before, moment, events: [], frames: [], commands: [] };
  if ('type' in signal) happen(turn, signal);
  else obey(turn, signal);
  return turn;
}

/** The application wants something. */
function obey(turn: RtmTurn, command: Exclude<OwnSignal, { readonly type: string }>): void {
  if ('to' in command) post(turn, command);
  else if ('enter' in command) enter(turn, command);
  else if ('exit' in command) exit(turn, command);
  else if ('watch' in command) watch(turn, command);
  else if ('unwatch' in command) unwatch(turn, command.unwatch);
  else request(turn, command);
}

function request(turn: RtmTurn, command: RtmRequest): void {
  const { request: frame } = command;
  const { state } = turn.machine;
  if (frame.t === 'renew' && state !== 'connected') replaceToken(turn, frame.token);
  if (isOver(turn)) return reply(turn, command, frame.t === 'renew' ? {} : { error: new StateError(frame.t, state) });
  const bytes = byteLength(encode({ ...frame, id: Number.MAX_SAFE_INTEGER }));
  if (bytes > longestFrame) {
    const detail = `the frame has ${bytes} bytes; at most ${longestFrame} are taken`;
    return reply(turn, command, { error: new RequestError('too-large', frame.t, detail) });
  }
  ask(turn, frame, command);
  if (frame.t === 'renew' && state !== 'connected') turn.commands.push({ word: 'dial' });
}

/** Something has happened. */
function happen(turn: RtmTurn, signal: Extract<CoreEvent | OwnSignal, { readonly type: string }>): void {
  switch (signal.type) {
    case 'change':
      return changed(turn, signal.change);
    case 'accepted':
      return loggedIn(turn, signal.value);
    case 'frame':
      return hear(turn, signal.frame);
    case 'link':
      set(turn, { link: signal.link });
      turn.events.push(signal);
      return;
    case 'asked':
      return set(turn, { asked: signal.positions, unanswered: isUnanswered(turn.machine) });
    case 'attempt':
      if (signal.attempt.type === 'failed' || signal.attempt.type === 'closed') {
        set(turn, { asked: null, unanswered: isUnanswered(turn.machine) });
      }
      turn.events.push(signal);
      return;
    case 'due':
      settle(turn);
      giveUpSending(turn);
      sendWaiting(turn);
      return giveUpAsking(turn);
    case 'renewal':
      return request(turn, { request: { t: 'renew', token: signal.token } });
    case 'tokenEnded':
      return tokenEnded(turn);
    case 'tokenRefused':
      return tokenRefused(turn, signal.final);
    case 'lost':
    case 'say':
      return;
    default:
      turn.events.push(signal);
  }
}

const isUnanswered = ({ asked, unanswered }: RtmMachine): boolean => unanswered || asked !== null;

/** The hub says something. */
function hear(turn: RtmTurn, frame: RtmFrame): void {
  switch (frame.t) {
    case 'peerMessage':
      return hearMessage(turn, frame);
    case 'channelMessage':
      return hearChannelMessage(turn, frame);
    case 'continuity':
      return hearContinuity(turn, frame);
    case 'receipt':
      return receipt(turn, frame);
    case 'undelivered':
      return undelivered(turn, frame);
    case 'memberJoined':
    case 'memberLeft':
      return hearOfMembers(turn, frame.channel, frame);
    case 'memberCount':
      return hearCount(turn, frame);
    case 'status':
      return hearOfStatus(turn, frame.user, frame.status);
    case 'channelAttributes':
      if (turn.machine.channels.get(frame.channel)?.phase === 'in') {
        turn.events.push({ type: 'channelAttributes', channel: frame.channel, attributes: frame.attributes });
      }
      return;
    case 'done':
      return done(turn, frame);
    case 'denied':
      return denied(turn, frame);
  }
}
