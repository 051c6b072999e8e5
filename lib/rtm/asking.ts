import { again, answered, asked, dropped, sayable } from '../session/requests.js';
import type { RtmCommand, RtmRequest } from './rtmEvent.js';
import type { Asking, RtmTurn } from './rtmMachine.js';

/** How long the hub may take to answer anything, in ms (SPEC RTM-5). */
export const answerWithin = 10_000;

/** Changes facts of the machine. */
export function set(turn: RtmTurn, facts: Partial<RtmTurn['machine']>): void {
  turn.machine = { ...turn.machine, ...facts };
}

/** Tells how `command` ended; what the client asks by itself has nobody to tell. */
export function reply(
  { events }: RtmTurn,
  command: RtmCommand | null,
  outcome: { readonly value?: unknown } | { readonly error: Error },
): void {
  if (command) events.push({ type: 'reply', command, ...outcome });
}

/** Whether no session is wanted. */
export const isOver = ({ machine: { state } }: RtmTurn): boolean => state === 'disconnected' || state === 'aborted';

/** Asks the hub: now, or when it can be asked. A renewal has no end of its own: the token waits for the next login. */
export function ask(turn: RtmTurn, frame: RtmRequest['request'], command: RtmCommand | null): void {
  const dueAt = command && frame.t !== 'renew' ? turn.moment.now + answerWithin : Infinity;
  set(turn, { requests: asked<Asking>(turn.machine.requests, { frame, command, dueAt }) });
  sayDue(turn);
}

/** Asks for something that is only worth asking on a link; without one the next login sees to it. */
export function askNow(turn: RtmTurn, frame: RtmRequest['request']): void {
  if (turn.machine.link) ask(turn, frame, null);
}

/** The request that the hub has answered; it makes room for another one. */
export function taken(turn: RtmTurn, id: number): Asking | undefined {
  const asking = turn.machine.requests.open.get(id);
  set(turn, { requests: answered(turn.machine.requests, id) });
  sayDue(turn);
  return asking;
}

/** A request whose answer nobody waits for any more. */
export function forgotten(turn: RtmTurn, id: number): Asking | undefined {
  const asking = turn.machine.requests.open.get(id);
  set(turn, { requests: dropped(turn.machine.requests, id) });
  return asking;
}

/** On a new link: `first`, then what the application asked and has no answer; the rest is asked by those who need it. */
export function askAgain(turn: RtmTurn, first: readonly RtmRequest['request'][]): void {
  const { requests } = turn.machine;
  const own = first.map((frame): Asking => ({ frame, command: null, dueAt: Infinity }));
  const wanted = [...requests.open.values()].filter(({ command }) => command !== null);
  set(turn, { requests: again(requests, [...own, ...wanted]) });
  sayDue(turn);
}

function sayDue(turn: RtmTurn): void {
  if (!turn.machine.link) return;
  const { due, rest } = sayable(turn.machine.requests);
  set(turn, { requests: rest });
  for (const [id, { frame }] of due) turn.frames.push({ ...frame, id });
}

/** Whether the client waits for the answer to such a request. */
export function isAsked({ machine }: RtmTurn, like: (frame: RtmRequest['request']) => boolean): boolean {
  for (const { frame } of machine.requests.open.values()) if (like(frame)) return true;
  return false;
}

/** The requests that have waited too long. */
export function unanswered({ machine, moment }: RtmTurn): number[] {
  return [...machine.requests.open].filter(([, { dueAt }]) => dueAt <= moment.now).map(([id]) => id);
}
