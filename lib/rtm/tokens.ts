import { isOver, set } from './asking.js';
import type { RtmTurn } from './rtmMachine.js';

/** The hub counts the token for `expiresIn` ms more. */
export function goodFor(turn: RtmTurn, expiresIn: number | undefined): void {
  set(turn, { tokenState: 'good', expiresAt: expiresIn === undefined ? Infinity : turn.moment.now + expiresIn });
}

/** There is another token for the next login; how long it is good the hub will say, and the old one counts no more. */
export function replaceToken(turn: RtmTurn, token: string): void {
  set(turn, { token, tokenState: 'good', expiresAt: Infinity });
}

/** The token has ended by our own count: a session lives on, but it can't be resumed with this one (SPEC RTM-4). */
export function tokenEnded(turn: RtmTurn): void {
  if (isOver(turn)) return;
  pause(turn);
  if (turn.machine.state === 'connected') turn.events.push({ type: 'tokenExpired', at: turn.moment.at });
  else tellOfExpiry(turn);
}

/** The hub has refused to resume the session with an expired token. */
export function tokenRefused(turn: RtmTurn, final: boolean): void {
  if (turn.machine.state !== 'reconnecting') return;
  if (final) pause(turn);
  tellOfExpiry(turn);
}

/** The outage begins, or is over. */
export function tokenInOutage(turn: RtmTurn): void {
  set(turn, { expiryTold: false });
  if (turn.machine.state !== 'reconnecting' || turn.machine.tokenState !== 'expired') return;
  tellOfExpiry(turn);
  pause(turn);
}

function tellOfExpiry(turn: RtmTurn): void {
  if (turn.machine.expiryTold) return;
  set(turn, { expiryTold: true });
  turn.events.push({ type: 'tokenExpired', at: turn.moment.at });
}

/**
 * No attempt is made with this token. A renewal that was called before the outage, and that the hub has not answered,
 * is as good as one that is called now.
 */
function pause(turn: RtmTurn): void {
  set(turn, { tokenState: 'expired' });
  const { state, token, requests } = turn.machine;
  if (state !== 'reconnecting') return;
  const renewals = [...requests.open.values()].flatMap(({ frame }) => (frame.t === 'renew' ? [frame.token] : []));
  const next = renewals.at(-1);
  if (next === undefined || next === token) return;
  replaceToken(turn, next);
  turn.commands.push({ word: 'dial' });
}
