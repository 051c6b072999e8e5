import type { Word } from '../../lib/testing/score/word.js';
import { kindsOfLane, member } from './channelMember.js';
import { onNetwork } from './onNetwork.js';
import { count, defined, duration, readOptions, text } from './options.js';

const readers = {
  ...{ interrupted: duration, lost: duration, giveUp: duration, dial: duration, accept: duration },
  ...{ latency: duration, chance: count, token: text, takeover: text },
};

/**
 * A hub, a network, and members of one channel. Lanes belong to a member, `ada.state`; the user's id is what stands
 * before a `-`, so that `ada-phone` is another instance of `ada`.
 *
 * Given: `.do` (see {@link member}), `.network` (faults of that member's network, by `where d = stall`), `.signals`,
 * and `hub` (see {@link virtualHub}). Expected: `.state`, `.lost`, `.joined`, `.rejoined`, `.elapsed`, `.peers`,
 * `.messages`, `.token`, `.attempts`, `.sent`, `.got`, and `hub.accepted`, `hub.judged`, `hub.closed`.
 *
 * Options: `interrupted`, `lost`, `giveUp`, `dial`, `accept`, `latency` (one way, 0 unless told), `chance` (of the
 * jitter, 0.5 unless told), `takeover`, `token` (how long the members' tokens are good).
 */
export const channel: Word = (stage) => {
  const options = readOptions(stage.options, readers);
  const { interrupted, lost, giveUp, dial, accept, latency, chance = 0.5, token, takeover } = options;
  const config = {
    thresholds: defined({ interrupted, lost, giveUp }),
    deadlines: defined({ dial, accept }),
    random: () => chance,
    ...defined({ token }),
  };
  return onNetwork(stage, {
    ...{ given: ['do', 'signals'], told: kindsOfLane, latency, takeover },
    play: (part) => member(part, config),
  });
};
