import { abandonAsking } from './answers.js';
import { isOver, set } from './asking.js';
import { dropAll } from './channels.js';
import { oweContinuity } from './receiving.js';
import { loggedOut, type CoreEvent, type RtmTurn } from './rtmMachine.js';
import { abandonSending } from './sending.js';
import { tokenInOutage } from './tokens.js';

type CoreChange = Extract<CoreEvent, { type: 'change' }>['change'];

/** The state has changed: what follows from it, after the change itself was told. */
export function changed(turn: RtmTurn, { accepted, ...change }: CoreChange): void {
  const { state, previous, silentFor, cause } = change;
  set(turn, { state });
  turn.events.push({ type: 'change', change: accepted ? { ...change, accepted: accepted.loggedIn } : change });
  if (state === 'connecting') set(turn, { tokenState: 'good' });
  if (state === 'connected') {
    if (previous === 'connecting') turn.events.push({ type: 'loggedIn', elapsed: silentFor, at: turn.moment.at });
    else oweContinuity(turn, accepted ? 'new link' : 'old link');
  }
  tokenInOutage(turn);
  if (!isOver(turn)) return;
  abandonSending(turn, cause);
  abandonAsking(turn, cause);
  dropAll(turn);
  const { highest } = turn.machine.inbox;
  // A hub that the logout did not reach still holds what was told, and brings it at the next login.
  set(turn, { ...loggedOut, inbox: { ...loggedOut.inbox, highest } });
}
