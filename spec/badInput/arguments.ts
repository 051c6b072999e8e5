import { EMPTY } from 'rxjs';

/** The functions that are called, each as the spec says. */
export type Called =
  | 'liveness'
  | 'livenessBy'
  | 'backoff'
  | 'createConnection'
  | 'createRtcChannel'
  | 'createHub'
  | 'accept'
  | 'ban'
  | 'kick'
  | 'drain'
  | 'webSocketTransport'
  | 'webSocketLinks'
  | 'jwtAuthenticator'
  | 'whileConnected'
  | 'holdUntilConnected'
  | 'send'
  | 'setRole'
  | 'renewToken'
  | 'reconnect'
  | 'createRtmClient'
  | 'rtm.send'
  | 'rtm.channel'
  | 'rtm.peerStatus'
  | 'rtm.query'
  | 'rtm.renewToken'
  | 'attributes.get'
  | 'attributes.set'
  | 'attributes.delete'
  | 'rtmChannel.send'
  | 'rtmChannel.attributes.set'
  | 'rtmChannel.attributes.delete'
  | 'rtmChannel.attributes.clear'
  | 'virtualNetwork'
  | 'weather'
  | 'run'
  | 'paintScore';

export interface ArgumentRow {
  readonly call: Called;
  /** What is wrong; for the factories laid over arguments that are right. */
  readonly input: unknown;
  /** The class of the error, and its whole message. */
  readonly expected: readonly ['TypeError' | 'RangeError', string];
}

const rows = (
  call: Called,
  table: readonly (readonly [unknown, 'TypeError' | 'RangeError', string])[],
): ArgumentRow[] => table.map(([input, error, message]) => ({ call, input, expected: [error, message] }));

const names = (count: number) => Array.from({ length: count }, (_, n) => `user${n}`);
const long = 'x'.repeat(65);

/** Arguments that are refused at the call, with the one error that names field and value (SPEC LIV-9, CON-5, API-7). */
export const wrongArguments: readonly ArgumentRow[] = [
  ...rows('liveness', [
    [undefined, 'TypeError', 'liveness: thresholds must be an object of names and milliseconds, got undefined'],
    [null, 'TypeError', 'liveness: thresholds must be an object of names and milliseconds, got null'],
    [[4_000], 'TypeError', 'liveness: thresholds must be an object of names and milliseconds, got an array'],
    [{}, 'RangeError', 'liveness: thresholds must name at least one silence, got {}'],
    [{ alive: 5 }, 'RangeError', "liveness: no threshold can be named 'alive', the status of what is heard"],
    [{ lost: NaN }, 'RangeError', "liveness: threshold 'lost' must be above 0 ms, got NaN"],
    [{ lost: 0 }, 'RangeError', "liveness: threshold 'lost' must be above 0 ms, got 0"],
    [{ lost: -1 }, 'RangeError', "liveness: threshold 'lost' must be above 0 ms, got -1"],
    [{ lost: '4s' }, 'TypeError', "liveness: threshold 'lost' must be a number of ms, got '4s'"],
    [{ lost: null }, 'TypeError', "liveness: threshold 'lost' must be a number of ms, got null"],
  ]),
  ...rows('livenessBy', [
    [{ config: { shceduler: 5 } }, 'TypeError', 'livenessBy: config.shceduler is not known; known: scheduler'],
    [{ config: null }, 'TypeError', 'livenessBy: config must be an object, got null'],
    [{ key: 'id' }, 'TypeError', 'livenessBy: key must be a function, got id'],
    [{ thresholds: { lost: NaN } }, 'RangeError', "livenessBy: threshold 'lost' must be above 0 ms, got NaN"],
    [{ thresholds: {} }, 'RangeError', 'livenessBy: thresholds must name at least one silence, got {}'],
  ]),
  ...rows('backoff', [
    [{ random: 0.5 }, 'TypeError', 'backoff: random must be a function, got 0.5'],
    [{ cap: 'x' }, 'TypeError', "backoff: cap must be a number of ms, got 'x'"],
    [{ bsae: 5 }, 'TypeError', 'backoff: config.bsae is not known; known: base, cap, lateCap, lateAfter, random'],
    [null, 'TypeError', 'backoff: config must be an object, got null'],
    [{ base: NaN }, 'RangeError', 'backoff: base must be above 0 ms, got NaN'],
    [{ cap: 0 }, 'RangeError', 'backoff: cap must be above 0 ms, got 0'],
    [{ lateAfter: -1 }, 'RangeError', 'backoff: lateAfter must be above 0 ms, got -1'],
    [{ lateCap: '10s' }, 'TypeError', "backoff: lateCap must be a number of ms, got '10s'"],
  ]),
  ...rows('createConnection', [
    [
      { heartBeat: { every: 1_000 } },
      'TypeError',
      'createConnection: config.heartBeat is not known; known: handshake, heartbeat, thresholds, transport, deadlines, redial, scheduler, random, signals$',
    ],
    [
      { heartbeat: { every: 1_000, frame: 'ping', fame: 1 } },
      'TypeError',
      'createConnection: heartbeat.fame is not known; known: every, frame',
    ],
    [
      { transport: undefined },
      'TypeError',
      'createConnection: transport must be an Observable of links, got undefined',
    ],
    [
      { transport: 'ws://hub' },
      'TypeError',
      "createConnection: transport must be an Observable of links, got 'ws://hub'",
    ],
    [
      { thresholds: { interrupted: NaN } },
      'RangeError',
      'createConnection: thresholds.interrupted must be above 0 ms, got NaN',
    ],
    [{ thresholds: { lost: -1 } }, 'RangeError', 'createConnection: thresholds.lost must be above 0 ms, got -1'],
    [
      { thresholds: { giveUp: true } },
      'TypeError',
      'createConnection: thresholds.giveUp must be a number of ms, got true',
    ],
    [
      { thresholds: { interrupted: 10_000, lost: 4_000 } },
      'RangeError',
      'createConnection: thresholds.lost (4000 ms) must be above thresholds.interrupted (10000 ms)',
    ],
    [
      { thresholds: { lost: 4_000 } },
      'RangeError',
      'createConnection: thresholds.lost (4000 ms) must be above thresholds.interrupted (4000 ms)',
    ],
    [
      { thresholds: { lost: false, giveUp: 1_000 } },
      'RangeError',
      'createConnection: thresholds.giveUp (1000 ms) must be above thresholds.interrupted (4000 ms)',
    ],
    [{ deadlines: { dial: 0 } }, 'RangeError', 'createConnection: deadlines.dial must be above 0 ms, got 0'],
    [
      { deadlines: { accept: '6s' } },
      'TypeError',
      "createConnection: deadlines.accept must be a number of ms, got '6s'",
    ],
    [{ redial: 250 }, 'TypeError', 'createConnection: redial must be a function of the outage, got 250'],
    [{ handshake: 'hello' }, 'TypeError', "createConnection: handshake must be a function of the link, got 'hello'"],
    [
      { heartbeat: { every: 0, frame: 'ping' } },
      'RangeError',
      'createConnection: heartbeat.every must be above 0 ms, got 0',
    ],
    [
      { heartbeat: { every: 2 ** 31, frame: 'ping' } },
      'RangeError',
      'createConnection: heartbeat.every must be below 2 147 483 648 ms, got 2147483648',
    ],
    [
      { heartbeat: { frame: 'ping' } },
      'TypeError',
      'createConnection: heartbeat.every must be a number of ms, got undefined',
    ],
    [{ scheduler: 5 }, 'TypeError', 'createConnection: scheduler must be a scheduler of RxJS, got 5'],
    [{ scheduler: null }, 'TypeError', 'createConnection: scheduler must be a scheduler of RxJS, got null'],
    [{ random: 0.5 }, 'TypeError', 'createConnection: random must be a function, got 0.5'],
    [{ signals$: 5 }, 'TypeError', 'createConnection: signals$ must be an Observable, got 5'],
    [{ signals$: 'online' }, 'TypeError', "createConnection: signals$ must be an Observable, got 'online'"],
    [{ thresholds: 5 }, 'TypeError', 'createConnection: thresholds must be an object, got 5'],
    [{ thresholds: null }, 'TypeError', 'createConnection: thresholds must be an object, got null'],
    [
      { thresholds: { interupted: 1 } },
      'TypeError',
      'createConnection: thresholds.interupted is not known; known: interrupted, lost, giveUp',
    ],
    [{ thresholds: { lost: null } }, 'TypeError', 'createConnection: thresholds.lost must be a number of ms, got null'],
    [{ deadlines: 5 }, 'TypeError', 'createConnection: deadlines must be an object, got 5'],
    [{ deadlines: { dail: 4_000 } }, 'TypeError', 'createConnection: deadlines.dail is not known; known: dial, accept'],
    [{ heartbeat: 5 }, 'TypeError', 'createConnection: heartbeat must be an object, got 5'],
    [{ heartbeat: null }, 'TypeError', 'createConnection: heartbeat must be an object, got null'],
    [{ heartbeat: { every: 1_000 } }, 'TypeError', 'createConnection: heartbeat.frame must be a frame, got undefined'],
  ]),
  ...rows('createRtcChannel', [
    [{ token: '' }, 'TypeError', "createRtcChannel: token must be a string that is not empty or a function, got ''"],
    [
      { chanel: 'stage' },
      'TypeError',
      'createRtcChannel: config.chanel is not known; known: channel, uid, token, role, thresholds, ids, transport, deadlines, redial, scheduler, random, signals$',
    ],
    [
      { transport: undefined },
      'TypeError',
      'createRtcChannel: transport must be an Observable of links, got undefined',
    ],
    [{ channel: undefined }, 'TypeError', 'createRtcChannel: channel must be a string, got undefined'],
    [{ channel: '' }, 'RangeError', 'createRtcChannel: channel must be 1-64 bytes of printable characters, got ""'],
    [{ uid: 5 }, 'TypeError', 'createRtcChannel: uid must be a string, got 5'],
    [{ uid: 'a\nb' }, 'RangeError', 'createRtcChannel: uid must be 1-64 bytes of printable characters, got "a\\nb"'],
    [
      { uid: '\ud800' },
      'RangeError',
      'createRtcChannel: uid must be 1-64 bytes of printable characters, got "\\ud800"',
    ],
    [
      { uid: 'x'.repeat(65) },
      'RangeError',
      `createRtcChannel: uid must be 1-64 bytes of printable characters, got "${'x'.repeat(65)}"`,
    ],
    [{ role: 'admin' }, 'TypeError', "createRtcChannel: role must be one of broadcaster, audience, got 'admin'"],
    [{ role: null }, 'TypeError', 'createRtcChannel: role must be one of broadcaster, audience, got null'],
    [{ token: 5 }, 'TypeError', 'createRtcChannel: token must be a string that is not empty or a function, got 5'],
    [{ ids: 5 }, 'TypeError', 'createRtcChannel: ids must be a function, got 5'],
    [{ ids: () => 'short' }, 'RangeError', 'createRtcChannel: ids must give 128 bits as 32 hexadecimal digits'],
    [
      { thresholds: { interrupted: 10_000 } },
      'RangeError',
      'createRtcChannel: thresholds.lost (10000 ms) must be above thresholds.interrupted (10000 ms)',
    ],
    [
      { thresholds: { interrupted: NaN } },
      'RangeError',
      'createRtcChannel: thresholds.interrupted must be above 0 ms, got NaN',
    ],
    [{ deadlines: { dial: -1 } }, 'RangeError', 'createRtcChannel: deadlines.dial must be above 0 ms, got -1'],
    [{ thresholds: 5 }, 'TypeError', 'createRtcChannel: thresholds must be an object, got 5'],
    [
      { thresholds: { peerOffline: 1 } },
      'TypeError',
      'createRtcChannel: thresholds.peerOffline is not known; known: interrupted, lost, giveUp',
    ],
    [{ deadlines: [] }, 'TypeError', 'createRtcChannel: deadlines must be an object, got an array'],
    [{ deadlines: { acept: 5 } }, 'TypeError', 'createRtcChannel: deadlines.acept is not known; known: dial, accept'],
    [{ redial: 5 }, 'TypeError', 'createRtcChannel: redial must be a function of the outage, got 5'],
    [{ random: 5 }, 'TypeError', 'createRtcChannel: random must be a function, got 5'],
    [{ scheduler: 5 }, 'TypeError', 'createRtcChannel: scheduler must be a scheduler of RxJS, got 5'],
    [{ signals$: 5 }, 'TypeError', 'createRtcChannel: signals$ must be an Observable, got 5'],
  ]),
  ...rows('send', [
    [undefined, 'TypeError', 'send: data must be JSON, got undefined'],
    [() => 1, 'TypeError', 'send: data must be JSON, got function'],
    [1n, 'TypeError', 'send: data must be JSON: Do not know how to serialize a BigInt'],
    ['x'.repeat(65_536), 'RangeError', 'send: the frame has 65558 bytes; at most 65536 are taken'],
  ]),
  ...rows('setRole', [['admin', 'TypeError', "setRole: role must be one of broadcaster, audience, got 'admin'"]]),
  ...rows('renewToken', [
    ['', 'TypeError', "renewToken: token must be a string that is not empty, got ''"],
    [undefined, 'TypeError', 'renewToken: token must be a string that is not empty, got undefined'],
  ]),
  ...rows('reconnect', [
    [{ why: 'leave' }, 'TypeError', 'reconnect: config.why is not known; known: reason'],
    [null, 'TypeError', 'reconnect: config must be an object, got null'],
    [5, 'TypeError', 'reconnect: config must be an object, got 5'],
    [
      { reason: 'leave' },
      'TypeError',
      "reconnect: reason must be one of SETTING_PROXY_SERVER, CLIENT_IP_ADDRESS_CHANGED, got 'leave'",
    ],
    [
      { reason: null },
      'TypeError',
      'reconnect: reason must be one of SETTING_PROXY_SERVER, CLIENT_IP_ADDRESS_CHANGED, got null',
    ],
  ]),
  ...rows('createRtmClient', [
    [{ token: '' }, 'TypeError', "createRtmClient: token must be a string that is not empty or a function, got ''"],
    [
      { user: 'ann' },
      'TypeError',
      'createRtmClient: config.user is not known; known: userId, token, thresholds, outboxLimit, ids, transport, deadlines, redial, scheduler, random, signals$',
    ],
    [undefined, 'TypeError', 'createRtmClient: config must be an object, got undefined'],
    [null, 'TypeError', 'createRtmClient: config must be an object, got null'],
    [5, 'TypeError', 'createRtmClient: config must be an object, got 5'],
    [[], 'TypeError', 'createRtmClient: config must be an object, got an array'],
    [{ transport: undefined }, 'TypeError', 'createRtmClient: transport must be an Observable of links, got undefined'],
    [
      { transport: 'ws://hub' },
      'TypeError',
      "createRtmClient: transport must be an Observable of links, got 'ws://hub'",
    ],
    [{ userId: undefined }, 'TypeError', 'createRtmClient: userId must be a string, got undefined'],
    [{ userId: 5 }, 'TypeError', 'createRtmClient: userId must be a string, got 5'],
    [{ userId: '' }, 'RangeError', 'createRtmClient: userId must be 1-64 bytes of printable characters, got ""'],
    [
      { userId: 'a\nb' },
      'RangeError',
      'createRtmClient: userId must be 1-64 bytes of printable characters, got "a\\nb"',
    ],
    [
      { userId: '\ud800' },
      'RangeError',
      'createRtmClient: userId must be 1-64 bytes of printable characters, got "\\ud800"',
    ],
    [
      { userId: long },
      'RangeError',
      `createRtmClient: userId must be 1-64 bytes of printable characters, got "${long}"`,
    ],
    [{ token: 5 }, 'TypeError', 'createRtmClient: token must be a string that is not empty or a function, got 5'],
    [{ token: null }, 'TypeError', 'createRtmClient: token must be a string that is not empty or a function, got null'],
    [{ ids: 5 }, 'TypeError', 'createRtmClient: ids must be a function, got 5'],
    [{ ids: () => 'short' }, 'RangeError', 'createRtmClient: ids must give 128 bits as 32 hexadecimal digits'],
    [{ ids: () => 5 }, 'RangeError', 'createRtmClient: ids must give 128 bits as 32 hexadecimal digits'],
    [{ outboxLimit: 0 }, 'RangeError', 'createRtmClient: outboxLimit must be a whole number of 1 or more, got 0'],
    [{ outboxLimit: 1.5 }, 'RangeError', 'createRtmClient: outboxLimit must be a whole number of 1 or more, got 1.5'],
    [{ outboxLimit: NaN }, 'RangeError', 'createRtmClient: outboxLimit must be a whole number of 1 or more, got NaN'],
    [{ outboxLimit: '9' }, 'RangeError', "createRtmClient: outboxLimit must be a whole number of 1 or more, got '9'"],
    [{ outboxLimit: null }, 'RangeError', 'createRtmClient: outboxLimit must be a whole number of 1 or more, got null'],
    [{ thresholds: 5 }, 'TypeError', 'createRtmClient: thresholds must be an object, got 5'],
    [{ thresholds: null }, 'TypeError', 'createRtmClient: thresholds must be an object, got null'],
    [{ thresholds: [] }, 'TypeError', 'createRtmClient: thresholds must be an object, got an array'],
    [
      { thresholds: { lost: 10_000 } },
      'TypeError',
      'createRtmClient: thresholds.lost is not known; known: login, interrupted',
    ],
    [
      { thresholds: { interupted: 5 } },
      'TypeError',
      'createRtmClient: thresholds.interupted is not known; known: login, interrupted',
    ],
    [{ thresholds: { login: 0 } }, 'RangeError', 'createRtmClient: thresholds.login must be above 0 ms, got 0'],
    [{ thresholds: { login: NaN } }, 'RangeError', 'createRtmClient: thresholds.login must be above 0 ms, got NaN'],
    [
      { thresholds: { login: '6s' } },
      'TypeError',
      "createRtmClient: thresholds.login must be a number of ms, got '6s'",
    ],
    [
      { thresholds: { interrupted: NaN } },
      'RangeError',
      'createRtmClient: thresholds.interrupted must be above 0 ms, got NaN',
    ],
    [
      { thresholds: { interrupted: null } },
      'TypeError',
      'createRtmClient: thresholds.interrupted must be a number of ms, got null',
    ],
    [{ deadlines: 5 }, 'TypeError', 'createRtmClient: deadlines must be an object, got 5'],
    [{ deadlines: { acept: 5 } }, 'TypeError', 'createRtmClient: deadlines.acept is not known; known: dial, accept'],
    [{ deadlines: { dial: -1 } }, 'RangeError', 'createRtmClient: deadlines.dial must be above 0 ms, got -1'],
    [{ redial: 5 }, 'TypeError', 'createRtmClient: redial must be a function of the outage, got 5'],
    [{ random: 5 }, 'TypeError', 'createRtmClient: random must be a function, got 5'],
    [{ scheduler: 5 }, 'TypeError', 'createRtmClient: scheduler must be a scheduler of RxJS, got 5'],
    [{ signals$: 5 }, 'TypeError', 'createRtmClient: signals$ must be an Observable, got 5'],
  ]),
  ...rows('rtm.send', [
    [[undefined, 1], 'TypeError', 'send: to must be a string, got undefined'],
    [[{}, 1], 'TypeError', 'send: to must be a string, got an object'],
    [['', 1], 'RangeError', 'send: to must be 1-64 bytes of printable characters, got ""'],
    [[long, 1], 'RangeError', `send: to must be 1-64 bytes of printable characters, got "${long}"`],
    [['a\0', 1], 'RangeError', 'send: to must be 1-64 bytes of printable characters, got "a\\u0000"'],
    [['bob'], 'TypeError', 'send: payload must be JSON, got undefined'],
    [['bob', Symbol('hi')], 'TypeError', 'send: payload must be JSON, got symbol'],
    [['bob', 1n], 'TypeError', 'send: payload must be JSON: Do not know how to serialize a BigInt'],
  ]),
  ...rows('rtm.channel', [
    [undefined, 'TypeError', 'channel: id must be a string, got undefined'],
    ['', 'RangeError', 'channel: id must be 1-64 bytes of printable characters, got ""'],
    [long, 'RangeError', `channel: id must be 1-64 bytes of printable characters, got "${long}"`],
    ['a\nb', 'RangeError', 'channel: id must be 1-64 bytes of printable characters, got "a\\nb"'],
  ]),
  ...rows('rtm.peerStatus', [
    [undefined, 'TypeError', 'peerStatus: userIds must be an array, got undefined'],
    ['ann', 'TypeError', "peerStatus: userIds must be an array, got 'ann'"],
    [[], 'RangeError', 'peerStatus: userIds must be 1 to 512 ids, got 0'],
    [[5], 'TypeError', 'peerStatus: userIds[0] must be a string, got 5'],
    [['ann', ''], 'RangeError', 'peerStatus: userIds[1] must be 1-64 bytes of printable characters, got ""'],
    [names(513), 'RangeError', 'peerStatus: userIds must be 1 to 512 ids, got 513'],
  ]),
  ...rows('rtm.query', [
    [null, 'TypeError', 'query: userIds must be an array, got null'],
    [[], 'RangeError', 'query: userIds must be 1 to 256 ids, got 0'],
    [[null], 'TypeError', 'query: userIds[0] must be a string, got null'],
    [names(257), 'RangeError', 'query: userIds must be 1 to 256 ids, got 257'],
  ]),
  ...rows('rtm.renewToken', [
    [undefined, 'TypeError', 'renewToken: token must be a string that is not empty, got undefined'],
    ['', 'TypeError', "renewToken: token must be a string that is not empty, got ''"],
    [() => 'x', 'TypeError', 'renewToken: token must be a string that is not empty, got a function'],
  ]),
  ...rows('attributes.get', [
    [null, 'TypeError', 'attributes.get: userId must be a string, got null'],
    ['', 'RangeError', 'attributes.get: userId must be 1-64 bytes of printable characters, got ""'],
  ]),
  ...rows('attributes.set', [
    [undefined, 'TypeError', 'attributes.set: attributes must be an object, got undefined'],
    [null, 'TypeError', 'attributes.set: attributes must be an object, got null'],
    [[], 'TypeError', 'attributes.set: attributes must be an object, got an array'],
    [{ mood: 5 }, 'TypeError', 'attributes.set: attributes.mood must be a string, got 5'],
    [{ mood: null }, 'TypeError', 'attributes.set: attributes.mood must be a string, got null'],
    [{ '': 'x' }, 'RangeError', 'attributes.set: a key must not be empty'],
  ]),
  ...rows('attributes.delete', [
    [undefined, 'TypeError', 'attributes.delete: keys must be an array, got undefined'],
    ['mood', 'TypeError', "attributes.delete: keys must be an array, got 'mood'"],
    [[5], 'TypeError', 'attributes.delete: a key must be a string, got 5'],
    [[''], 'RangeError', 'attributes.delete: a key must not be empty'],
  ]),
  ...rows('rtmChannel.send', [
    [undefined, 'TypeError', 'send: payload must be JSON, got undefined'],
    [() => 1, 'TypeError', 'send: payload must be JSON, got function'],
  ]),
  ...rows('rtmChannel.attributes.set', [
    [[null], 'TypeError', 'attributes.set: attributes must be an object, got null'],
    [[{}, null], 'TypeError', 'attributes.set: config must be an object, got null'],
    [[{}, true], 'TypeError', 'attributes.set: config must be an object, got true'],
    [[{}, { notify: 5 }], 'TypeError', 'attributes.set: notify must be true or false, got 5'],
    [[{}, { notify: null }], 'TypeError', 'attributes.set: notify must be true or false, got null'],
  ]),
  ...rows('rtmChannel.attributes.delete', [
    [['topic'], 'TypeError', "attributes.delete: keys must be an array, got 'topic'"],
    [[[], { notify: 'yes' }], 'TypeError', "attributes.delete: notify must be true or false, got 'yes'"],
  ]),
  ...rows('rtmChannel.attributes.clear', [
    [{ notfy: true }, 'TypeError', 'attributes.clear: config.notfy is not known; known: notify'],
    [{ notify: 1 }, 'TypeError', 'attributes.clear: notify must be true or false, got 1'],
  ]),
  ...rows('createHub', [
    [
      { authenticate: () => EMPTY },
      'TypeError',
      'createHub: pass either authenticate or allowAnonymous: true, got both',
    ],
    [
      { treshholds: {} },
      'TypeError',
      'createHub: options.treshholds is not known; known: authenticate, engine, random, ids, allowAnonymous, thresholds, limits, takeover, scheduler',
    ],
    [
      { allowAnonymous: false },
      'TypeError',
      'createHub: pass authenticate, or allowAnonymous: true to let everybody in',
    ],
    [
      { allowAnonymous: 'yes' },
      'TypeError',
      'createHub: pass authenticate, or allowAnonymous: true to let everybody in',
    ],
    [{ authenticate: 5 }, 'TypeError', 'createHub: authenticate must be a function, got 5'],
    [{ authenticate: null }, 'TypeError', 'createHub: authenticate must be a function, got null'],
    [{ engine: {} }, 'TypeError', 'createHub: engine must be a function, got an object'],
    [{ random: 5 }, 'TypeError', 'createHub: random must be a function, got 5'],
    [{ ids: 'id' }, 'TypeError', "createHub: ids must be a function, got 'id'"],
    [{ scheduler: 5 }, 'TypeError', 'createHub: scheduler must be a scheduler of RxJS, got 5'],
    [{ thresholds: 5 }, 'TypeError', 'createHub: thresholds must be an object, got 5'],
    [{ limits: null }, 'TypeError', 'createHub: limits must be an object, got null'],
    [{ thresholds: { beat: NaN } }, 'RangeError', 'createHub: thresholds.beat must be 1 to 2147483647 ms, got NaN'],
    [{ thresholds: { accept: 0 } }, 'RangeError', 'createHub: thresholds.accept must be 1 to 2147483647 ms, got 0'],
    [
      { thresholds: { peerOffline: Infinity } },
      'RangeError',
      'createHub: thresholds.peerOffline must be 1 to 2147483647 ms, got Infinity',
    ],
    [
      { thresholds: { unheard: 6_000 } },
      'RangeError',
      'createHub: thresholds.unreachable must be above thresholds.unheard, got 6000 and 6000',
    ],
    [
      { thresholds: { grace: 1 } },
      'RangeError',
      'createHub: thresholds.grace must be above thresholds.unreachable, got 1 and 6000',
    ],
    [
      { thresholds: { acept: 5 } },
      'TypeError',
      'createHub: thresholds.acept is not known; known: accept, beat, unheard, unreachable, idle, peerOffline, grace',
    ],
    [{ limits: { frame: 0 } }, 'RangeError', 'createHub: limits.frame must be a whole number above 0, got 0'],
    [{ limits: { members: 1.5 } }, 'RangeError', 'createHub: limits.members must be a whole number above 0, got 1.5'],
    [{ takeover: 'both' }, 'RangeError', "createHub: takeover must be 'kick-old' or 'reject-new', got both"],
  ]),
  ...rows('accept', [
    [5, 'TypeError', 'accept: links$ must be an Observable of links, got 5'],
    [undefined, 'TypeError', 'accept: links$ must be an Observable of links, got undefined'],
  ]),
  ...rows('ban', [
    [['eve', { four: 5 }], 'TypeError', 'ban: config.four is not known; known: for'],
    [[''], 'TypeError', "ban: user must be a string that is not empty, got ''"],
    [[5], 'TypeError', 'ban: user must be a string that is not empty, got 5'],
    [['eve', 5_000], 'TypeError', 'ban: config must be an object, got 5000'],
    [['eve', { for: NaN }], 'RangeError', 'ban: for must be above 0 ms, got NaN'],
    [['eve', { for: '5' }], 'TypeError', "ban: for must be a number of ms, got '5'"],
  ]),
  ...rows('kick', [
    ['', 'TypeError', "kick: user must be a string that is not empty, got ''"],
    [5, 'TypeError', 'kick: user must be a string that is not empty, got 5'],
  ]),
  ...rows('drain', [
    [{ retryAfter: 0, spred: 0 }, 'TypeError', 'drain: config.spred is not known; known: retryAfter, spread'],
    [undefined, 'TypeError', 'drain: config must be an object, got undefined'],
    [{ retryAfter: -1, spread: 0 }, 'RangeError', 'drain: retryAfter must be 0 to 2147483647 ms, got -1'],
    [{ retryAfter: 0, spread: NaN }, 'RangeError', 'drain: spread must be 0 to 2147483647 ms, got NaN'],
  ]),
  ...rows('webSocketTransport', [
    [
      { url: 'localhost:9' },
      'TypeError',
      "webSocketTransport: url must be an address such as wss://host/path, got 'localhost:9'",
    ],
    [
      { protocol: 'x' },
      'TypeError',
      'webSocketTransport: config.protocol is not known; known: url, protocols, WebSocket, binaryType',
    ],
    [{ url: '' }, 'TypeError', "webSocketTransport: url must be an address or a function, got ''"],
    [{ url: undefined }, 'TypeError', 'webSocketTransport: url must be an address or a function, got undefined'],
    [{ url: 5 }, 'TypeError', 'webSocketTransport: url must be an address or a function, got 5'],
    [{ url: {} }, 'TypeError', 'webSocketTransport: url must be an address or a function, got an object'],
    [{ protocols: 5 }, 'TypeError', 'webSocketTransport: protocols must be a string or strings, got 5'],
    [{ protocols: [5] }, 'TypeError', 'webSocketTransport: protocols must be a string or strings, got an array'],
    [
      { binaryType: 'text' },
      'TypeError',
      "webSocketTransport: binaryType must be one of arraybuffer, blob, got 'text'",
    ],
    [
      { WebSocket: undefined },
      'TypeError',
      "webSocketTransport: WebSocket must be a class, e.g. that of 'ws', got undefined",
    ],
    [{ WebSocket: 5 }, 'TypeError', "webSocketTransport: WebSocket must be a class, e.g. that of 'ws', got 5"],
  ]),
  ...rows('webSocketLinks', [
    [
      { port: 0, origin: 'any' },
      'TypeError',
      'webSocketLinks: config.origin is not known; known: port, host, server, path, origins, maxPayload, protocols, perMessageDeflate, listening, refused',
    ],
    [undefined, 'TypeError', 'webSocketLinks: config must be an object, got undefined'],
    [{}, 'TypeError', 'webSocketLinks: pass either port or server'],
    [{ port: 0, server: {} }, 'TypeError', 'webSocketLinks: pass either port or server'],
    [{ port: NaN }, 'RangeError', 'webSocketLinks: port must be a whole number from 0 to 65535, got NaN'],
    [{ port: -1 }, 'RangeError', 'webSocketLinks: port must be a whole number from 0 to 65535, got -1'],
    [{ port: 65_536 }, 'RangeError', 'webSocketLinks: port must be a whole number from 0 to 65535, got 65536'],
    [{ port: '8080' }, 'RangeError', "webSocketLinks: port must be a whole number from 0 to 65535, got '8080'"],
    [{ port: 0, host: 5 }, 'TypeError', 'webSocketLinks: host must be a string, got 5'],
    [{ server: 5 }, 'TypeError', 'webSocketLinks: server must be an HTTP server, got 5'],
    [{ server: {} }, 'TypeError', 'webSocketLinks: server must be an HTTP server, got an object'],
    [{ port: 0, path: 'live' }, 'TypeError', "webSocketLinks: path must be a path such as /live, got 'live'"],
    [{ port: 0, path: 5 }, 'TypeError', 'webSocketLinks: path must be a path such as /live, got 5'],
    [
      { port: 0, origins: 'https://here.example' },
      'TypeError',
      "webSocketLinks: origins must be an array of origins or 'any', got 'https://here.example'",
    ],
    [
      { port: 0, maxPayload: 0 },
      'RangeError',
      'webSocketLinks: maxPayload must be a whole number of bytes above 0, got 0',
    ],
    [{ port: 0, protocols: 'x' }, 'TypeError', "webSocketLinks: protocols must be an array of strings, got 'x'"],
    [{ port: 0, perMessageDeflate: 5 }, 'TypeError', 'webSocketLinks: perMessageDeflate must be true or false, got 5'],
    [{ port: 0, listening: 5 }, 'TypeError', 'webSocketLinks: listening must be an observer, got 5'],
    [{ port: 0, refused: 5 }, 'TypeError', 'webSocketLinks: refused must be an observer, got 5'],
  ]),
  ...rows('jwtAuthenticator', [
    [
      { secret: 'x' },
      'TypeError',
      'jwtAuthenticator: config.secret is not known; known: key, jwks, audience, issuer, algorithms, scheduler',
    ],
    [undefined, 'TypeError', 'jwtAuthenticator: config must be an object, got undefined'],
    [{}, 'TypeError', 'jwtAuthenticator: pass either key or jwks'],
    [{ key: 'x'.repeat(32), jwks: { keys: [] } }, 'TypeError', 'jwtAuthenticator: pass either key or jwks'],
    [{ key: null }, 'TypeError', 'jwtAuthenticator: key must be a secret, a PEM, a JWK, a KeyObject or a CryptoKey'],
    [
      { key: '-----BEGIN PUBLIC KEY-----\nopen sesame\n-----END PUBLIC KEY-----' },
      'TypeError',
      'jwtAuthenticator: no key that can check tokens in key',
    ],
    [{ key: { kty: 'sesame' } }, 'TypeError', 'jwtAuthenticator: no key that can check tokens in key'],
    [{ jwks: 5 }, 'TypeError', 'jwtAuthenticator: jwks must be a URL or a set of keys, got 5'],
    [{ jwks: { keys: [5] } }, 'TypeError', 'jwtAuthenticator: no key that can check tokens in jwks'],
    [
      { key: 'x'.repeat(32), algorithms: 'HS256' },
      'TypeError',
      "jwtAuthenticator: algorithms must be an array of algorithms, got 'HS256'",
    ],
    [{ key: 'x'.repeat(32), audience: 5 }, 'TypeError', 'jwtAuthenticator: audience must be a string, got 5'],
    [{ key: 'short' }, 'RangeError', 'jwtAuthenticator: a secret key has at least 32 bytes, got 5'],
    [{ key: 5 }, 'TypeError', 'jwtAuthenticator: key must be a secret, a PEM, a JWK, a KeyObject or a CryptoKey'],
    [{ key: 'x'.repeat(32), algorithms: [] }, 'RangeError', 'jwtAuthenticator: algorithms must not be empty'],
    [
      { key: 'x'.repeat(32), algorithms: ['none'] },
      'RangeError',
      'jwtAuthenticator: algorithms: none does not belong to the key, HS256, HS384, HS512 do',
    ],
  ]),
  ...rows('whileConnected', [[5, 'TypeError', 'whileConnected: state$ must be an Observable, got 5']]),
  ...rows('holdUntilConnected', [
    [
      { limit: 5, overFlow: 'error' },
      'TypeError',
      'holdUntilConnected: config.overFlow is not known; known: limit, overflow',
    ],
    [undefined, 'TypeError', 'holdUntilConnected: config must be an object, got undefined'],
    [{}, 'RangeError', 'holdUntilConnected: limit must be a whole number above 0 or Infinity, got undefined'],
    [{ limit: NaN }, 'RangeError', 'holdUntilConnected: limit must be a whole number above 0 or Infinity, got NaN'],
    [{ limit: 1.5 }, 'RangeError', 'holdUntilConnected: limit must be a whole number above 0 or Infinity, got 1.5'],
    [
      { limit: 5, overflow: 'drop' },
      'TypeError',
      "holdUntilConnected: overflow must be one of error, drop-oldest, drop-newest, got 'drop'",
    ],
  ]),
  ...rows('virtualNetwork', [
    [{ latency: '10ms' }, 'TypeError', "virtualNetwork: latency must be a number of ms, got '10ms'"],
    [{ latency: -1 }, 'RangeError', 'virtualNetwork: latency must be a time in ms, 0 or more, not -1'],
    [{ random: 5 }, 'TypeError', 'virtualNetwork: random must be a function, got 5'],
    [{ retransmission: 5 }, 'TypeError', 'virtualNetwork: retransmission must be a function, got 5'],
    [{ scheduler: 5 }, 'TypeError', 'virtualNetwork: scheduler must be a scheduler of RxJS, got 5'],
    [
      { latncy: 5 },
      'TypeError',
      'virtualNetwork: config.latncy is not known; known: scheduler, latency, random, retransmission',
    ],
  ]),
  ...rows('weather', [[{ tmpo: 5 }, 'TypeError', 'weather: config.tmpo is not known; known: where, tempo, site']]),
  ...rows('run', [[{ frame: 5 }, 'TypeError', 'run: config.frame is not known; known: frames']]),
  ...rows('paintScore', [[{ them: 'dark' }, 'TypeError', 'paintScore: config.them is not known; known: theme']]),
];
