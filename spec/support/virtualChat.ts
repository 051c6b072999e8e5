import { NEVER } from 'rxjs';
import { createHub } from '../../lib/hub/createHub.js';
import type { Hub, HubOptions } from '../../lib/hub/hub.js';
import type { RtmConfig } from '../../lib/rtm/rtmConfig.js';
import { virtualNetwork, type VirtualNetwork, type VirtualNetworkConfig } from '../../lib/testing/virtualNetwork.js';
import { watched, type Watched } from './scriptedHub.js';

/** A hub, a network and messaging clients in virtual time; to be made inside `run`. */
export interface VirtualChat {
  readonly hub: Hub;
  readonly network: VirtualNetwork;
  /** A client at a site of its own, and what happened to it; `site` defaults to the user id. */
  user(userId: string, config?: Partial<RtmConfig> & { site?: string }): Watched;
  /** The hub dies with all it knew; another one takes its place after `ms`. */
  restart(ms: number): void;
}

export function virtualChat({
  hub: options = { allowAnonymous: true },
  network: networkConfig = { latency: 20 },
}: { hub?: HubOptions; network?: VirtualNetworkConfig } = {}): VirtualChat {
  const network = virtualNetwork(networkConfig);
  const start = () => {
    const hub = createHub({ random: () => 0.5, ...options });
    const serving = hub.accept(network.links$);
    return { hub, serving };
  };
  let present = start();
  return {
    get hub() {
      return present.hub;
    },
    network,
    user: (userId, { site = userId, ...config } = {}) =>
      watched({ transport: network.transport(site) }, { userId, random: () => 0.5, signals$: NEVER, ...config }),
    restart(ms) {
      network.restart(ms);
      present.serving.unsubscribe();
      present = start();
    },
  };
}
