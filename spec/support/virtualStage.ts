import { NEVER } from 'rxjs';
import { createHub } from '../../lib/hub/createHub.js';
import type { Hub, HubOptions } from '../../lib/hub/hub.js';
import { createRtcChannel, type RtcChannel } from '../../lib/rtc/createRtcChannel.js';
import type { RtcConfig } from '../../lib/rtc/rtcConfig.js';
import type { RtcEvent } from '../../lib/rtc/rtcEvent.js';
import { virtualNetwork, type VirtualNetwork, type VirtualNetworkConfig } from '../../lib/testing/virtualNetwork.js';

/** A hub, a network and clients in virtual time; to be made inside `run`. */
export interface VirtualStage {
  readonly hub: Hub;
  readonly network: VirtualNetwork;
  /** The hub is killed, and another one that remembers nothing takes its place. */
  replaceHub(): void;
  /** A client at a site of its own, named like its uid, and what happened to it, a line an event. */
  client(uid: string, config?: Partial<RtcConfig>): { readonly channel: RtcChannel; readonly log: string[] };
}

export function virtualStage({
  hub: hubOptions = { allowAnonymous: true },
  network: networkConfig = {},
}: { hub?: HubOptions; network?: VirtualNetworkConfig } = {}): VirtualStage {
  const network = virtualNetwork(networkConfig);
  const hub = createHub({ random: () => 0.5, ...hubOptions });
  let accepting = hub.accept(network.links$);
  return {
    hub,
    network,
    replaceHub() {
      accepting.unsubscribe();
      accepting = createHub({ random: () => 0.5, ...hubOptions }).accept(network.links$);
      network.cut();
    },
    client(uid, config = {}) {
      const channel = createRtcChannel({
        transport: network.transport(uid),
        channel: 'lobby',
        uid,
        random: () => 0.5,
        signals$: NEVER,
        ...config,
      });
      const log: string[] = [];
      channel.events$.subscribe((event) => log.push(...lineOf(event)));
      return { channel, log };
    },
  };
}

/** `12000 reconnecting INTERRUPTED`: attempts and lists of peers are left out. */
function lineOf(event: RtcEvent): string[] {
  switch (event.type) {
    case 'change':
      return [`${event.change.at} ${event.change.state} ${event.change.reason}`];
    case 'joined':
    case 'rejoined':
      return [`${event.at} ${event.type} after ${event.elapsed}`];
    case 'lost':
      return [`${event.at} lost after ${event.silentFor}`];
    case 'peerJoined':
      return [`${event.at} peerJoined ${event.uid}`];
    case 'peerOffline':
      return [`${event.at} peerOffline ${event.uid} ${event.reason}`];
    case 'message':
      return [`${event.at} message ${event.from} ${JSON.stringify(event.data)}`];
    case 'tokenWillExpire':
      return [`${event.at} tokenWillExpire in ${event.expiresIn}`];
    case 'tokenExpired':
    case 'tokenRenewed':
      return [`${event.at} ${event.type}`];
    case 'tokenRenewalFailed':
      return [`${event.at} tokenRenewalFailed ${event.cause instanceof Error ? event.cause.message : ''}`];
    default:
      return [];
  }
}
