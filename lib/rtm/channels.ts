import { StateError } from '../connection/stateError.js';
import { ask, askNow, forgotten, isAsked, isOver, reply, set } from './asking.js';
import { openInbox } from './inbox.js';
import { awaitingAll, heardOfMembers, type MembersWord } from './members.js';
import { insideOf } from './receiving.js';
import { RequestError } from './requestError.js';
import type { RtmCommand } from './rtmEvent.js';
import type { Membership, RtmTurn } from './rtmMachine.js';

/** Above so many members a hub tells counts only, and the list is not kept up (SPEC RTM-6). */
const largestListed = 512;

/** The application joins a channel. */
export function enter(turn: RtmTurn, command: Extract<RtmCommand, { enter: string }>): void {
  const { enter: channel } = command;
  const { channels, state } = turn.machine;
  const present = channels.get(channel);
  if (isOver(turn)) return reply(turn, command, { error: new StateError('join', state) });
  if (present) {
    return reply(turn, command, { error: new StateError('join', present.phase === 'in' ? 'joined' : 'joining') });
  }
  const entering: Membership = {
    phase: 'entering',
    inbox: openInbox(0),
    members: new Set([turn.machine.userId]),
    awaited: new Set(),
    listed: false,
    count: null,
  };
  set(turn, { channels: new Map(channels).set(channel, entering) });
  ask(turn, { t: 'enter', channel }, command);
}

/** The hub has let this client in. */
export function entered(turn: RtmTurn, channel: string, { seq, count }: { seq: number; count: number }): void {
  const membership = turn.machine.channels.get(channel);
  if (!membership) return;
  keep(turn, channel, { ...membership, phase: 'in', inbox: openInbox(seq) });
  hearCount(turn, { channel, count });
  list(turn, channel);
}

/** The application leaves a channel; without a link the next login does without it. */
export function exit(turn: RtmTurn, command: Extract<RtmCommand, { exit: string }>): void {
  const { exit: channel } = command;
  const { machine } = turn;
  if (!machine.channels.has(channel)) return reply(turn, command, {});
  for (const [id, { frame, command: waiting }] of machine.requests.open) {
    if (frame.t !== 'enter' || frame.channel !== channel) continue;
    forgotten(turn, id);
    reply(turn, waiting, { error: new RequestError('ended', 'enter', 'the channel was left first') });
  }
  drop(turn, channel);
  if (machine.link) ask(turn, { t: 'exit', channel }, command);
  else reply(turn, command, {});
}

/** An entry came to nothing. The hub may have let us in all the same: then it is told that we are not. */
export function notEntered(turn: RtmTurn, channel: string, because: 'denied' | 'unanswered'): void {
  drop(turn, channel);
  if (because === 'unanswered') askNow(turn, { t: 'exit', channel });
}

/** Nobody is in a channel any more. */
export function dropAll(turn: RtmTurn): void {
  for (const channel of turn.machine.channels.keys()) drop(turn, channel);
}

/** Somebody came or went. */
export function hearOfMembers(turn: RtmTurn, channel: string, word: MembersWord): void {
  const { channels, userId, settledAt } = turn.machine;
  const membership = channels.get(channel);
  if (membership?.phase !== 'in') return;
  const { joined, left, now } = heardOfMembers(membership, word, userId, settledAt === null);
  keep(turn, channel, now);
  const { at } = turn.moment;
  for (const userId of left) turn.events.push({ type: 'memberLeft', channel, userId, at });
  for (const userId of joined) turn.events.push({ type: 'memberJoined', channel, userId, at });
  if (joined.length + left.length > 0 || now.listed !== membership.listed) {
    turn.events.push({ type: 'members', channel, members: [...now.members] });
  }
  if (word.t === 'members') tellCount(turn, channel, now.members.size);
}

/** How many there are, with those who are awaited. If it is not who we know of, we ask. */
export function hearCount(turn: RtmTurn, { channel, count }: { channel: string; count: number }): void {
  const membership = turn.machine.channels.get(channel);
  if (membership?.phase !== 'in') return;
  const { members, awaited, listed } = membership;
  tellCount(turn, channel, awaited.size > 0 ? Math.max(count, members.size) : count);
  if (listed && members.size - awaited.size !== count && count <= largestListed) list(turn, channel);
}

/** The hub has lost its memory. */
export function awaitMembers(turn: RtmTurn): void {
  const { channels, userId } = turn.machine;
  set(turn, { channels: new Map([...channels].map(([channel, one]) => [channel, awaitingAll(one, userId)])) });
}

/** The hub has settled: who is still awaited? */
export function listAwaited(turn: RtmTurn): void {
  for (const [channel, { awaited }] of turn.machine.channels) if (awaited.size > 0) list(turn, channel);
}

/** After a reconnect: who is there now. */
export function listAll(turn: RtmTurn): void {
  for (const channel of insideOf(turn.machine)) list(turn, channel);
}

function list(turn: RtmTurn, channel: string): void {
  if (!isAsked(turn, (frame) => frame.t === 'members' && frame.channel === channel)) {
    askNow(turn, { t: 'members', channel });
  }
}

function tellCount(turn: RtmTurn, channel: string, count: number): void {
  const membership = turn.machine.channels.get(channel);
  if (!membership || membership.count === count) return;
  keep(turn, channel, { ...membership, count });
  turn.events.push({ type: 'memberCount', channel, count });
}

function drop(turn: RtmTurn, channel: string): void {
  const channels = new Map(turn.machine.channels);
  channels.delete(channel);
  set(turn, { channels });
  turn.events.push({ type: 'members', channel, members: [] });
}

function keep(turn: RtmTurn, channel: string, membership: Membership): void {
  set(turn, { channels: new Map(turn.machine.channels).set(channel, membership) });
}
