import type { Word } from '../../lib/testing/score/word.js';
import { kindsOfLane, messagingUser } from './messagingUser.js';
import { onNetwork } from './onNetwork.js';
import { count, defined, duration, readOptions, text } from './options.js';

const readers = {
  ...{ login: duration, interrupted: duration, latency: duration },
  ...{ chance: count, token: text, takeover: text },
};

/**
 * A hub, a network, and users of messaging. Lanes belong to a user, `ada.state`; the user's id is what stands before
 * a `-`, so that `ada-phone` is another instance of `ada`. Who is not told what to do logs in and joins the channel.
 *
 * Given: `.do` and `.sends` (see {@link messagingUser}), `.network` (faults of that user's network, by
 * `where d = stall`), `.signals`, and `hub` (see {@link virtualHub}). Expected: `.state`, `.login`, `.inbox`, `.channel`,
 * `.members`, `.count`, `.statuses`, `.receipts`, `.attributes`, `.token`, `.attempts`, `.sent`, `.got`, and `hub.accepted`,
 * `hub.judged`, `hub.closed`.
 *
 * Options: `login`, `interrupted`, `latency` (one way, 0 unless told), `chance` (of the jitter, 0 unless told),
 * `takeover`, `token` (how long the users' tokens are good).
 */
export const messaging: Word = (stage) => {
  const { login, interrupted, latency, chance = 0, token, takeover } = readOptions(stage.options, readers);
  const config = { thresholds: defined({ login, interrupted }), random: () => chance, ...defined({ token }) };
  return onNetwork(stage, {
    ...{ given: ['do', 'sends', 'signals'], told: kindsOfLane, latency, takeover },
    play: (part) => messagingUser(part, config),
  });
};
