import { NEVER, of, Subscription, throwError, type Observable } from 'rxjs';
import { createHub } from '../../lib/hub/createHub.js';
import type { Hub, HubOptions } from '../../lib/hub/hub.js';
import type { HubEvent } from '../../lib/hub/hubEvent.js';
import { Refusal } from '../../lib/hub/refusal.js';
import { readDuration } from '../../lib/testing/score/duration.js';
import type { VirtualNetwork } from '../../lib/testing/virtualNetwork.js';
import type { Tell } from './lanes.js';
import { duration } from './options.js';

/** The lanes of the hub, each behind `hub.`. */
export const kindsOfHubLane = ['accepted', 'judged', 'closed'] as const;

/**
 * A hub on a network that does what its lane says: `restart 2s` (dies and comes back without its memory, so much
 * later), `kick ada`, `ban ada`, `drain 2s` (asks everybody to come back after so long). A token is the time for
 * which it is good; anything else is forged, and none at all is good for ever.
 */
export function virtualHub(
  network: VirtualNetwork,
  orders$: Observable<string> = NEVER,
  options: Pick<HubOptions, 'takeover'>,
  tell: Tell,
): Subscription {
  const playing = new Subscription(() => hub.close());
  const open = (): Hub => {
    const fresh = createHub({ authenticate, random: () => 0.5, ...options });
    fresh.accept(network.links$);
    fresh.events$.subscribe((event) => tellEvent(event, tell));
    return fresh;
  };
  let hub = open();

  const act = (order: string): void => {
    const [verb, argument = ''] = order.split(' ');
    switch (verb) {
      case 'restart':
        network.restart(duration(argument));
        hub.close();
        hub = open();
        return;
      case 'kick':
        return hub.kick(argument);
      case 'ban':
        return hub.ban(argument);
      case 'drain':
        return hub.drain({ retryAfter: duration(argument), spread: 0 });
      default:
        throw new Error(`'${order}' is nothing that a hub does: restart, kick, ban, drain`);
    }
  };
  playing.add(orders$.subscribe(act));
  return playing;
}

const authenticate: NonNullable<HubOptions['authenticate']> = ({ token }) => {
  if (token === undefined) return of({});
  const expiresIn = readDuration(token);
  return expiresIn === undefined ? throwError(() => new Refusal('INVALID_TOKEN', 'forged')) : of({ expiresIn });
};

function tellEvent(event: HubEvent, tell: Tell): void {
  switch (event.type) {
    case 'accepted':
      return tell('hub.accepted', `${event.who.user} ${event.how}`);
    case 'judged':
      return tell('hub.judged', `${event.who.user} ${event.status}`);
    case 'closed':
      return tell('hub.closed', event.name ?? 'lost');
  }
}
