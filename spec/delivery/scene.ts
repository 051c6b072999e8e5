import { NEVER, type Unsubscribable } from 'rxjs';
import { createHub } from '../../lib/hub/createHub.js';
import type { HubOptions } from '../../lib/hub/hub.js';
import { createRtmClient, type RtmClient, type RtmConfig } from '../../lib/rtm/index.js';
import { virtualNetwork, type VirtualNetwork } from '../../lib/testing/virtualNetwork.js';
import { drawnId, seeded } from '../support/seeded.js';
import { ledger, type Ledger } from './ledger.js';

/** A hub, a network and users in virtual time; to be made inside `run`. */
export interface Scene {
  readonly network: VirtualNetwork;
  readonly random: () => number;
  readonly ledger: Ledger;
  /** What happened, with its times. */
  readonly story: string[];
  note(what: string): void;
  /** A client of `user` at `site`, by default named like the user, that is noted and has logged in. */
  user(user: string, config?: Partial<RtmConfig> & { readonly site?: string }): RtmClient;
  /** The hub is killed, and another one that remembers nothing takes its place. */
  replaceHub(): void;
  /** Throws with the whole story when the check finds something. */
  check(): void;
}

/** All draws come of `seed`. */
export function scene({ seed = 1, now, hub = {} }: { seed?: number; now: () => number; hub?: HubOptions }): Scene {
  const random = seeded(seed);
  const ids = () => drawnId(random);
  const network = virtualNetwork({ latency: 20, random });
  const notes = ledger();
  const story: string[] = [];
  const note = (what: string) => void story.push(`${now()} ${what}`);
  const open = (): Unsubscribable => createHub({ allowAnonymous: true, random, ids, ...hub }).accept(network.links$);
  let accepting = open();

  return {
    network,
    random,
    ledger: notes,
    story,
    note,
    user(userId, { site = userId, ...config } = {}) {
      const client = createRtmClient({
        transport: network.transport(site),
        userId,
        random,
        ids,
        signals$: NEVER,
        ...config,
      });
      client.changes$.subscribe(({ state, reason }) => note(`${site} ${state} ${reason}`));
      client.continuity$.subscribe(({ channel, continuity, replayed, missed }) =>
        note(`${site} ${channel ?? 'inbox'} ${continuity} replayed ${replayed} missed ${missed}`),
      );
      client.login().subscribe({ error: (error: unknown) => note(`${site} ${String(error)}`) });
      return client;
    },
    replaceHub() {
      note('hub replaced');
      accepting.unsubscribe();
      accepting = open();
      network.cut();
    },
    check() {
      const faults = notes.faults();
      if (faults.length > 0) throw new Error(`seed ${seed}:\n  ${[...faults, ...story].join('\n  ')}`);
    },
  };
}
