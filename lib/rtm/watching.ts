import { StateError } from '../connection/stateError.js';
import type { PeerStatus } from '../protocol/messagingFrames.js';
import { askNow, isOver, reply, set } from './asking.js';
import { RequestError } from './requestError.js';
import type { RtmCommand, UserStatus } from './rtmEvent.js';
import type { RtmTurn, Watched } from './rtmMachine.js';

/** How many users a client may watch at once (SPEC RTM-13). */
export const watchedAtMost = 512;
const askedAtOnce = 256;
const unknown: Watched = { subscriptions: 0, status: null, awaited: false };

/** One subscription more; the statuses that are known are told at once, the others when the hub tells them. */
export function watch(turn: RtmTurn, command: Extract<RtmCommand, { watch: readonly string[] }>): void {
  if (isOver(turn)) return reply(turn, command, { error: new StateError('peerStatus', turn.machine.state) });
  const watched = new Map(turn.machine.watched);
  const added = command.watch.filter((userId) => !watched.has(userId));
  if (watched.size + added.length > watchedAtMost) {
    const error = new RequestError('too-many', 'watch', `at most ${watchedAtMost} users are watched at once`);
    return reply(turn, command, { error });
  }
  const known: UserStatus[] = [];
  for (const userId of command.watch) {
    const present = watched.get(userId) ?? unknown;
    const { status } = present;
    watched.set(userId, { ...present, subscriptions: present.subscriptions + 1 });
    if (status) known.push({ userId, status });
  }
  set(turn, { watched });
  turn.events.push({ type: 'watching', command, known });
  askFor(turn, added);
}

/** One subscription less. */
export function unwatch(turn: RtmTurn, userIds: readonly string[]): void {
  const watched = new Map(turn.machine.watched);
  const over: string[] = [];
  for (const userId of userIds) {
    const present = watched.get(userId);
    if (!present) continue;
    if (present.subscriptions > 1) watched.set(userId, { ...present, subscriptions: present.subscriptions - 1 });
    else {
      watched.delete(userId);
      over.push(userId);
    }
  }
  set(turn, { watched });
  if (over.length > 0) askNow(turn, { t: 'unwatch', users: over });
}

/** On a new link: the hub tells what changed meanwhile. */
export function watchAgain(turn: RtmTurn): void {
  askFor(turn, [...turn.machine.watched.keys()]);
}

/** The hub has lost its memory. */
export function awaitWatched(turn: RtmTurn): void {
  const { watched } = turn.machine;
  set(turn, { watched: new Map([...watched].map(([userId, one]) => [userId, { ...one, awaited: true }])) });
}

/** The hub has settled: who is still awaited? */
export function watchAwaited(turn: RtmTurn): void {
  askFor(
    turn,
    [...turn.machine.watched].filter(([, { awaited }]) => awaited).map(([userId]) => userId),
  );
}

/** Few enough at a time for a frame, whatever the ids are made of. */
function askFor(turn: RtmTurn, userIds: readonly string[]): void {
  for (let from = 0; from < userIds.length; from += askedAtOnce) {
    askNow(turn, { t: 'watch', users: userIds.slice(from, from + askedAtOnce) });
  }
}

/** How users are. Who is awaited is not offline for a hub that does not know who is coming back. */
export function hearOfStatuses(turn: RtmTurn, statuses: readonly (readonly [string, PeerStatus])[]): void {
  const { watched, settledAt } = turn.machine;
  for (const [userId, status] of statuses) {
    const mayReturn = settledAt !== null && status === 'offline' && watched.get(userId)?.awaited;
    if (!mayReturn) hearOfStatus(turn, userId, status);
  }
}

/** The hub's word about a user; what was told already is no news. */
export function hearOfStatus(turn: RtmTurn, userId: string, status: PeerStatus): void {
  const present = turn.machine.watched.get(userId);
  if (!present) return;
  set(turn, { watched: new Map(turn.machine.watched).set(userId, { ...present, status, awaited: false }) });
  if (present.status !== status) turn.events.push({ type: 'status', userId, status, at: turn.moment.at });
}

/** The hub does not tell. */
export function notWatched(turn: RtmTurn, userIds: readonly string[], error: Error): void {
  const watched = new Map(turn.machine.watched);
  for (const userId of userIds) watched.delete(userId);
  set(turn, { watched });
  turn.events.push({ type: 'unwatchable', userIds, error });
}
