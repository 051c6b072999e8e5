import { expect } from 'chai';
import { inspect } from 'node:util';
import { EMPTY, of } from 'rxjs';
import { WebSocket } from 'ws';
import { createConnection } from '../../lib/connection/createConnection.js';
import { holdUntilConnected } from '../../lib/connection/holdUntilConnected.js';
import { whileConnected } from '../../lib/connection/whileConnected.js';
import { createHub } from '../../lib/hub/createHub.js';
import type { Hub } from '../../lib/hub/hub.js';
import { jwtAuthenticator } from '../../lib/hub/jwtAuthenticator.js';
import { backoff } from '../../lib/link/backoff.js';
import { liveness } from '../../lib/liveness/liveness.js';
import { livenessBy } from '../../lib/liveness/livenessBy.js';
import { createRtcChannel, type RtcChannel } from '../../lib/rtc/createRtcChannel.js';
import { createRtmClient, type ChannelAttributes, type RtmClient } from '../../lib/rtm/index.js';
import { paintScore, readScore, run, virtualNetwork } from '../../lib/testing/index.js';
import { webSocketLinks } from '../../lib/transport/webSocketLinks.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';
import { wrongArguments, type Called } from './arguments.js';

const isRecord = (input: unknown): boolean =>
  Object.getPrototypeOf(Object(input)) === Object.prototype && input === Object(input);

/** As a caller without types would. */
const over = (right: object, wrong: unknown): never => ({ ...right, ...(wrong as object) }) as never;

const channel = (wrong: object = {}): RtcChannel =>
  createRtcChannel(over({ transport: EMPTY, channel: 'stage', uid: 'ann' }, wrong));

const client = (wrong: object = {}): RtmClient =>
  createRtmClient(over({ transport: EMPTY, signals$: EMPTY, userId: 'ann' }, wrong));
const inLobby = () => client().channel('lobby');

function withHub(act: (hub: Hub) => void): void {
  const hub = createHub({ allowAnonymous: true });
  try {
    act(hub);
  } finally {
    hub.close();
  }
}

const calls: Record<Called, (input: never) => unknown> = {
  liveness,
  livenessBy: ({ key = (value: unknown) => value, thresholds = { lost: 1 }, config = {} }) =>
    livenessBy(key, thresholds, config),
  backoff,
  createConnection: (input) => createConnection(over({ transport: EMPTY }, input)),
  createRtcChannel: channel,
  createHub: (input) => createHub(over({ allowAnonymous: true }, input)).close(),
  accept: (links$) => withHub((hub) => hub.accept(links$)),
  ban: (input: Parameters<Hub['ban']>) => withHub((hub) => hub.ban(...input)),
  kick: (user) => withHub((hub) => hub.kick(user)),
  drain: (config) => withHub((hub) => hub.drain(config)),
  webSocketTransport: (input) => webSocketTransport(over({ url: 'ws://localhost', WebSocket }, input)),
  webSocketLinks,
  jwtAuthenticator,
  whileConnected,
  holdUntilConnected: (config) => holdUntilConnected(of('connected'), config),
  send: (data) => channel().send(data),
  setRole: (role) => channel().setRole(role),
  renewToken: (token) => channel().renewToken(token),
  reconnect: (config) => channel().reconnect(config),
  createRtmClient: (input) => (isRecord(input) ? client(input) : createRtmClient(input)),
  'rtm.send': (input: Parameters<RtmClient['send']>) => client().send(...input),
  'rtm.channel': (id) => client().channel(id),
  'rtm.peerStatus': (userIds) => client().peerStatus(userIds),
  'rtm.query': (userIds) => client().query(userIds),
  'rtm.renewToken': (token) => client().renewToken(token),
  'attributes.get': (userId) => client().attributes.get(userId),
  'attributes.set': (attributes) => client().attributes.set(attributes),
  'attributes.delete': (keys) => client().attributes.delete(keys),
  'rtmChannel.send': (payload) => inLobby().send(payload),
  'rtmChannel.attributes.set': (input: Parameters<ChannelAttributes['set']>) => inLobby().attributes.set(...input),
  'rtmChannel.attributes.delete': (input: Parameters<ChannelAttributes['delete']>) =>
    inLobby().attributes.delete(...input),
  'rtmChannel.attributes.clear': (config) => inLobby().attributes.clear(config),
  virtualNetwork,
  weather: (config) => virtualNetwork().weather('-', config),
  run: (config) => run(() => undefined, config),
  paintScore: (config) =>
    paintScore(readScore('# Rest\ntempo 1s\n\n## nothing\nsource   -\n> delay\nresult   -\n'), config),
};

describe('wrong arguments', () => {
  for (const { call, input, expected } of wrongArguments) {
    const shown = inspect(input, { breakLength: Infinity, compact: true });
    it(`LIV-9 CON-5 API-7: ${call} ${shown.length > 60 ? `${shown.slice(0, 60)}...` : shown} is a ${expected[0]}`, () => {
      let thrown: unknown;
      try {
        calls[call](input as never);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).to.be.an.instanceOf(Error);
      const { name, message } = thrown as Error;
      expect([name, message]).to.deep.equal(expected);
    });
  }
});
