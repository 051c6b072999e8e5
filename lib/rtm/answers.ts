import type { RequestRefusal } from '../protocol/messagingFrames.js';
import { isProtocolError } from '../protocol/protocolError.js';
import { resultOf } from '../protocol/resultOf.js';
import { answerWithin, forgotten, reply, set, taken, unanswered } from './asking.js';
import { attributesAfter } from './attributes.js';
import { entered, hearOfMembers, notEntered } from './channels.js';
import { failureOf } from './failure.js';
import { RequestError } from './requestError.js';
import type { Asking, RtmTurn } from './rtmMachine.js';
import { haveArrived } from './sending.js';
import { goodFor, replaceToken } from './tokens.js';
import { hearOfStatuses, notWatched } from './watching.js';

interface Done {
  readonly id: number;
  readonly expiresIn?: number | undefined;
  readonly result?: unknown;
}

interface Denied {
  readonly id: number;
  readonly reason: RequestRefusal;
  readonly message: string;
}

/** The hub's yes to a request. */
export function done(turn: RtmTurn, { id, expiresIn, result }: Done): void {
  const asking = taken(turn, id);
  if (!asking) return;
  try {
    fulfil(turn, asking, result, expiresIn);
  } catch (error) {
    if (!isProtocolError(error)) throw error;
    fail(turn, asking, new RequestError('invalid-answer', asking.frame.t, error.message, error));
  }
}

/** The hub's no. Who is told that it is not in a channel has left it. */
export function denied(turn: RtmTurn, { id, reason, message }: Denied): void {
  const asking = taken(turn, id);
  if (!asking) return;
  if (asking.frame.t === 'exit' && reason === 'NOT_A_MEMBER') reply(turn, asking.command, {});
  else fail(turn, asking, new RequestError(failureOf(reason), asking.frame.t, message));
}

/** What has waited too long is given up; the hub may have done it. */
export function giveUpAsking(turn: RtmTurn): void {
  for (const id of unanswered(turn)) {
    const asking = forgotten(turn, id);
    if (!asking) continue;
    fail(turn, asking, new RequestError('timeout', asking.frame.t, `no answer within ${answerWithin} ms`));
  }
}

/** The session is over; what became of the requests is not known. A new token waits for the next login. */
export function abandonAsking(turn: RtmTurn, cause: unknown): void {
  for (const id of turn.machine.requests.open.keys()) {
    const asking = forgotten(turn, id);
    if (!asking) continue;
    const error = new RequestError('ended', asking.frame.t, 'the session ended first', cause);
    reply(turn, asking.command, asking.frame.t === 'renew' ? {} : { error });
  }
}

function fulfil(turn: RtmTurn, { frame, command }: Asking, result: unknown, expiresIn: number | undefined): void {
  const { at } = turn.moment;
  switch (frame.t) {
    case 'enter': {
      const entry = resultOf(frame.t, result);
      reply(turn, command, {});
      return entered(turn, frame.channel, entry);
    }
    case 'members':
      return hearOfMembers(turn, frame.channel, { t: 'members', users: resultOf(frame.t, result).users });
    case 'watch':
      return hearOfStatuses(turn, resultOf(frame.t, result).statuses);
    case 'query': {
      const { statuses } = resultOf(frame.t, result);
      return reply(turn, command, { value: statuses.map(([userId, status]) => ({ userId, status })) });
    }
    case 'attributesOf': {
      const { attributes } = resultOf(frame.t, result);
      if (!command) set(turn, { attributes: new Map(attributes) });
      return reply(turn, command, { value: attributes });
    }
    case 'channelAttributesOf':
      return reply(turn, command, { value: resultOf(frame.t, result).attributes });
    case 'unwatch':
      if (frame.users.length === 0) haveArrived(turn);
      return;
    case 'renew':
      replaceToken(turn, frame.token);
      goodFor(turn, expiresIn);
      turn.events.push({ type: 'tokenRenewed', at });
      return reply(turn, command, {});
    default:
      set(turn, { attributes: attributesAfter(turn.machine.attributes, frame) });
      return reply(turn, command, {});
  }
}

function fail(turn: RtmTurn, { frame, command }: Asking, error: RequestError): void {
  switch (frame.t) {
    case 'enter':
      notEntered(turn, frame.channel, error.reason === 'timeout' ? 'unanswered' : 'denied');
      break;
    case 'watch':
      notWatched(turn, frame.users, error);
      break;
    case 'renew':
      turn.events.push({ type: 'tokenRenewalFailed', cause: error, at: turn.moment.at });
      break;
  }
  reply(turn, command, { error });
}
