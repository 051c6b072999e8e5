import { expect } from 'chai';
import { createServer } from 'node:http';
import { EMPTY, asyncScheduler, of } from 'rxjs';
import { WebSocket } from 'ws';
import type { ClientConfig, ConnectionConfig } from '../../lib/connection/connectionConfig.js';
import { createConnection } from '../../lib/connection/createConnection.js';
import { holdUntilConnected, type HoldConfig } from '../../lib/connection/holdUntilConnected.js';
import { createHub } from '../../lib/hub/createHub.js';
import type { HubOptions } from '../../lib/hub/hub.js';
import { jwtAuthenticator, type JwtAuthenticatorConfig } from '../../lib/hub/jwtAuthenticator.js';
import { memoryEngine } from '../../lib/hub/memory.js';
import { backoff, type BackoffConfig } from '../../lib/link/backoff.js';
import { liveness, type LivenessConfig } from '../../lib/liveness/liveness.js';
import { createRtcChannel } from '../../lib/rtc/createRtcChannel.js';
import type { RtcConfig } from '../../lib/rtc/rtcConfig.js';
import { createRtmClient } from '../../lib/rtm/createRtmClient.js';
import type { RtmConfig } from '../../lib/rtm/rtmConfig.js';
import { run, virtualNetwork, type RunConfig, type VirtualNetworkConfig } from '../../lib/testing/index.js';
import { webSocketLinks, type WebSocketLinksConfig } from '../../lib/transport/webSocketLinks.js';
import { webSocketTransport, type WebSocketTransportConfig } from '../../lib/transport/webSocketTransport.js';

const scheduler = asyncScheduler;
const random = () => 0.5;
const ids = () => '0123456789abcdef'.repeat(2);
const transport = EMPTY;

// `Required`: a new option that is not here does not compile, one that its function does not know throws.
const client: Required<ClientConfig> = {
  ...{ transport, scheduler, random, signals$: EMPTY },
  deadlines: { dial: 1, accept: 1 },
  redial: () => null,
};
const connection: Required<ConnectionConfig<string, string>> = {
  ...client,
  handshake: () => of('yes'),
  heartbeat: { every: 1, frame: 'ping' },
  thresholds: { interrupted: 4, lost: 5, giveUp: 6 },
};
const channel: Required<RtcConfig> = {
  ...{ ...client, ids, channel: 'stage', uid: 'ann', token: 'x', role: 'audience' },
  thresholds: { interrupted: 4, lost: 5, giveUp: 6 },
};
const messaging: Required<RtmConfig> = {
  ...{ ...client, ids, userId: 'ann', token: 'x', outboxLimit: 5 },
  thresholds: { login: 5, interrupted: 5 },
};
const hub: Required<Omit<HubOptions, 'authenticate'>> = {
  ...{ allowAnonymous: true, thresholds: {}, limits: {}, takeover: 'kick-old', engine: memoryEngine },
  ...{ scheduler, random, ids },
};
const links: Required<Omit<WebSocketLinksConfig, 'port' | 'host' | 'server'>> = {
  ...{ path: '/', origins: 'any', maxPayload: 5, protocols: [], perMessageDeflate: false },
  listening: { next: () => undefined },
  refused: { next: () => undefined },
};
const dialling: Required<WebSocketTransportConfig<'blob'>> = {
  ...{ url: 'ws://localhost', protocols: [], WebSocket, binaryType: 'blob' },
};
const pauses: Required<BackoffConfig> = { base: 1, cap: 1, lateCap: 1, lateAfter: 1, random };
const holding: Required<HoldConfig> = { limit: 1, overflow: 'error' };
const checking: Required<Omit<JwtAuthenticatorConfig, 'key' | 'jwks'>> = {
  ...{ audience: 'a', issuer: 'b', algorithms: ['HS256'], scheduler },
};
const net: Required<VirtualNetworkConfig> = { scheduler, random, latency: 1, retransmission: () => 0 };
const time: Required<LivenessConfig> = { scheduler };
const playing: Required<RunConfig> = { frames: 1 };

describe('known options', () => {
  const calls: Readonly<Record<string, () => unknown>> = {
    createConnection: () => createConnection(connection),
    createRtcChannel: () => createRtcChannel(channel),
    createRtmClient: () => createRtmClient(messaging),
    createHub: () => createHub(hub).close(),
    'createHub with authenticate': () => createHub({ authenticate: () => of({}) }).close(),
    'webSocketLinks on a port': () => webSocketLinks({ ...links, port: 0, host: '127.0.0.1' }),
    'webSocketLinks on a server': () => webSocketLinks({ ...links, server: createServer() }),
    webSocketTransport: () => webSocketTransport(dialling),
    backoff: () => backoff(pauses),
    holdUntilConnected: () => holdUntilConnected(of('connected'), holding),
    'jwtAuthenticator with a key': () => jwtAuthenticator({ ...checking, key: 'x'.repeat(64) }),
    'jwtAuthenticator with keys': () => jwtAuthenticator({ jwks: { keys: [] } }),
    virtualNetwork: () => virtualNetwork(net),
    liveness: () => liveness({ lost: 1 }, time),
    run: () => run(() => undefined, playing),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`CON-5: ${name} takes every option that its type has`, () => expect(call).not.to.throw());
  }
});
