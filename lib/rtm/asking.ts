import { answered, asked } from '../session/requests.js';
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

/** Asks the hub: now, or when there is a link. A renewal has no end of its own: the token waits for the next login. */
export function ask(turn: RtmTurn, frame: RtmRequest['request'], command: RtmCommand | null): void {
  const dueAt = command && frame.t !== 'renew' ? turn.moment.now + answerWithin : Infinity;
  set(turn, { requests: asked<Asking>(turn.machine.requests, { frame, command, dueAt }) });
  if (turn.machine.link) turn.frames.push({ ...frame, id: turn.machine.requests.last });
}

/** Asks for something that is only worth asking on a link; without one the next login sees to it. */
export function askNow(turn: RtmTurn, frame: RtmRequest['request']): void {
  if (turn.machine.link) ask(turn, frame, null);
}

/** The request that the hub has answered; it is no longer open. */
export function taken(turn: RtmTurn, id: number): Asking | undefined {
  const asking = turn.machine.requests.open.get(id);
  if (asking) set(turn, { requests: answered(turn.machine.requests, id) });
  return asking;
}

/** Forgets what the client asked by itself: on a new link that is asked anew by those who need it. */
export function forgetOwn(turn: RtmTurn): void {
  const { last, open } = turn.machine.requests;
  set(turn, { requests: { last, open: new Map([...open].filter(([, { command }]) => command !== null)) } });
}

/** Asks again on a new link what the application asked and has no answer. */
export function askAgain({ machine, frames }: RtmTurn): void {
  for (const [id, { frame, command }] of machine.requests.open) if (command) frames.push({ ...frame, id });
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
