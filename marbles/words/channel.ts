import type { HubOptions } from '../../lib/hub/hub.js';
import { readFault, type Fault } from '../../lib/testing/fault.js';
import { virtualNetwork } from '../../lib/testing/virtualNetwork.js';
import type { Stage, Word } from '../../lib/testing/score/word.js';
import { channelHub, kindsOfHubLane } from './channelHub.js';
import { kindsOfLane, member, type MemberConfig } from './channelMember.js';
import { lanesOf, type Tell } from './lanes.js';
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
 * and `hub` (see {@link channelHub}). Expected: `.state`, `.lost`, `.joined`, `.rejoined`, `.elapsed`, `.peers`,
 * `.messages`, `.token`, `.attempts`, `.sent`, `.got`, and `hub.accepted`, `hub.judged`, `hub.closed`.
 *
 * Options: `interrupted`, `lost`, `giveUp`, `dial`, `accept`, `latency` (one way, 0 unless told), `chance` (of the
 * jitter, 0.5 unless told), `takeover`, `token` (how long the members' tokens are good).
 */
export const channel: Word = (stage) => {
  const {
    interrupted,
    lost,
    giveUp,
    dial,
    accept,
    latency,
    chance = 0.5,
    token,
    takeover,
  } = readOptions(stage.options, readers);
  const names = [...new Set(stage.expected.map(nameIn))].filter((name) => name !== 'hub');
  const orders$ = stage.has('hub') ? stage.given('hub') : undefined;
  const members = names.map((name) => ({ name, ...lanesGiven(stage, name) }));
  const config: MemberConfig = {
    thresholds: defined({ interrupted, lost, giveUp }),
    deadlines: defined({ dial, accept }),
    random: () => chance,
    ...(token !== undefined && { token }),
  };
  const hubOptions = defined({ takeover: takeover as HubOptions['takeover'] });

  return lanesOf(stage.expected.filter((name) => !stage.has(name)).map(checked), (tell: Tell) => {
    const network = virtualNetwork(defined({ latency }));
    const playing = channelHub(network, orders$, hubOptions, tell);
    for (const { name, commands$, weather$, signals$ } of members) {
      playing.add(
        network.events$.subscribe(({ site, side, kind, frame = '{}' }) => {
          if (site !== name || side !== 'client' || (kind !== 'sent' && kind !== 'delivered')) return;
          tell(`${name}.${kind === 'sent' ? 'sent' : 'got'}`, (JSON.parse(frame) as { t: string }).t);
        }),
      );
      playing.add(member(name, network.transport(name), { commands$, signals$, config, tell }));
      playing.add(weather$?.subscribe((fault) => readFault(fault as Fault)(network.site(name))));
    }
    return playing;
  });
};

const nameIn = (lane: string): string => lane.split('.')[0] ?? lane;

function lanesGiven({ given, has }: Stage, name: string) {
  const laneOf = (kind: string) => (has(`${name}.${kind}`) ? given(`${name}.${kind}`) : undefined);
  return { commands$: laneOf('do'), weather$: laneOf('network'), signals$: laneOf('signals') };
}

function checked(lane: string): string {
  const [name, kind = ''] = lane.split('.');
  const kinds: readonly string[] = name === 'hub' ? kindsOfHubLane : kindsOfLane;
  if (!kinds.includes(kind)) throw new Error(`'${lane}' is no lane of a channel; ${name} has ${kinds.join(', ')}`);
  return lane;
}
