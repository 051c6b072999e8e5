import type { Ending, Wire } from './frames.js';

/**
 * The one answer to a row: the end of the link, or what is said to the last frame: `done` and `receipt` when it is
 * allowed, `denied` (a request) or `undelivered` (a message) with the reason. `'welcome'`: the login alone is taken.
 */
export type MessagingAnswer =
  Ending | 'done' | 'receipt' | { readonly denied: string } | { readonly undelivered: string };

export interface MessagingRow {
  readonly name: string;
  /** Sent in one go; `<user>` stands for a user of the row's own, `<good>` for a token of hers ... */
  readonly input: readonly Wire[];
  readonly expected: MessagingAnswer;
  /** `open` (default) lets everybody in; `guarded` wants tokens. */
  readonly hub?: 'open' | 'guarded';
}

const secret = 'e'.repeat(32);
const hello = { t: 'login', user: '<user>', secret, generation: 0, beat: 1_000, inbox: 0, channels: [] as unknown };
const login = (facts: object = {}) => JSON.stringify({ ...hello, ...facts });
const without = (field: keyof typeof hello) => JSON.stringify({ ...hello, [field]: undefined });
const frame = (facts: object) => JSON.stringify(facts);

const id = (n: number) => `${secret}.${n}`;
const letter = (facts: object = {}) => frame({ t: 'sendTo', message: id(1), to: '<user>', payload: 'hi', ...facts });
const article = (facts: object = {}) =>
  frame({ t: 'publish', message: id(1), channel: 'room', payload: 'hi', seen: 0, ...facts });
const enter = (channel: unknown = 'room') => frame({ t: 'enter', id: 1, channel });
const attributes = (pairs: unknown, facts: object = {}) =>
  frame({ t: 'setAttributes', id: 2, attributes: pairs, mode: 'replace', ...facts });
const roomAttributes = (pairs: unknown, facts: object = {}) =>
  frame({
    t: 'setChannelAttributes',
    id: 2,
    channel: 'room',
    attributes: pairs,
    mode: 'update',
    notify: false,
    ...facts,
  });
const users = (t: string, many: unknown) => frame({ t, id: 2, users: many });
const named = (count: number) => Array.from({ length: count }, (_, n) => `nobody${n}`);
const pairs = (count: number, value = '') => Array.from({ length: count }, (_, n) => [`key${n}`, value]);

const schema = (reason: string): Ending => ({ code: 4001, reason });
const place = (reason: string): Ending => ({ code: 4002, reason });
const refused = (reason: string): Ending => ({ code: 4007, reason, refused: reason });
const denied = (reason: string) => ({ denied: reason });
const undelivered = (reason: string) => ({ undelivered: reason });
const left: Ending = { code: 1000, reason: 'quit' };

/** The login first, then `input`. */
const inside = (name: string, input: string | readonly Wire[], expected: MessagingAnswer): MessagingRow => ({
  name,
  input: [login(), ...(typeof input === 'string' ? [input] : input)],
  expected,
});
const alone = (name: string, input: string, expected: MessagingAnswer): MessagingRow => ({
  name,
  input: [input],
  expected,
});
const guarded = (name: string, input: string, expected: MessagingAnswer): MessagingRow => ({
  ...alone(name, input, expected),
  hub: 'guarded',
});

/** Names that are wrong in whatever field they stand, and names that only look so. */
const wrongNames: readonly (readonly [string, string])[] = [
  ['of 0 bytes', ''],
  ['of 65 bytes', 'e'.repeat(65)],
  ['of 33 characters of 2 bytes', 'é'.repeat(33)],
  ['with a line break', 'eve\nann'],
  ['with a NUL', 'ann\0'],
  ['with half a character', 'eve\ud800'],
];
const oddNames: readonly (readonly [string, string])[] = [
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['of 64 bytes', 'e'.repeat(64)],
];

/** What nobody should say to a messaging hub, and the one answer to it (SPEC HUB-7, RTM-15). */
export const messagingFrames: readonly MessagingRow[] = [
  // logins not of the schema
  alone('a login without a user', without('user'), schema('user is missing')),
  alone('a user that is a number', login({ user: 5 }), schema('user must be a string')),
  alone('a user that is an array', login({ user: ['ann'] }), schema('user must be a string')),
  alone('a login without a secret', without('secret'), schema('secret is missing')),
  alone('a secret of 33 digits', login({ secret: 'e'.repeat(33) }), schema('secret must be')),
  alone('a generation in quotes', login({ generation: '1' }), schema('generation must be a whole number from 0 on')),
  alone('a negative generation', login({ generation: -1 }), schema('generation must be a whole number from 0 on')),
  alone('a generation of 2^53', login({ generation: 2 ** 53 }), schema('generation must be a whole number from 0 on')),
  alone('a token that is an object', login({ token: {} }), schema('token must be a string')),
  alone('a beat that is null', login({ beat: null }), schema('beat must be a finite number from 0 on')),
  alone('an epoch that is a number', login({ epoch: 1 }), schema('epoch must be a string')),
  alone('a login without an inbox', without('inbox'), schema('inbox is missing')),
  alone('half an inbox', login({ inbox: 0.5 }), schema('inbox must be a whole number from 0 on')),
  alone('a negative inbox', login({ inbox: -1 }), schema('inbox must be a whole number from 0 on')),
  alone('channels that are an object', login({ channels: { room: 0 } }), schema('channels must be an array')),
  alone('a channel without a position', login({ channels: [['room']] }), schema('channels.0.1 is missing')),
  alone(
    'a position in quotes',
    login({ channels: [['room', '0']] }),
    schema('channels.0.1 must be a whole number from 0 on'),
  ),
  alone('a channel that is a number', login({ channels: [[5, 0]] }), schema('channels.0.0 must be a string')),

  // logins that are refused
  ...wrongNames.map(([what, user]) => alone(`a user ${what}`, login({ user }), refused('INVALID_ARGUMENT'))),
  ...wrongNames.map(([what, channel]) =>
    alone(`a login into a channel ${what}`, login({ channels: [[channel, 0]] }), refused('INVALID_ARGUMENT')),
  ),
  alone(
    'a login into 21 channels',
    login({ channels: named(21).map((name) => [name, 0]) }),
    refused('INVALID_ARGUMENT'),
  ),
  alone(
    'a channel named twice',
    login({
      channels: [
        ['room', 0],
        ['room', 1],
      ],
    }),
    refused('INVALID_ARGUMENT'),
  ),
  alone('a beat of 99 ms', login({ beat: 99 }), refused('INVALID_ARGUMENT')),
  alone('the session of another with a foreign secret', login({ user: 'ann', generation: 1 }), refused('REMOTE_LOGIN')),
  guarded('no token', login(), refused('INVALID_TOKEN')),
  guarded('an expired token', login({ token: '<expired>' }), refused('TOKEN_EXPIRED')),
  guarded('a forged token', login({ token: '<forged>' }), refused('INVALID_TOKEN')),
  guarded('a token without a signature', login({ token: '<unsigned>' }), refused('INVALID_TOKEN')),
  guarded('a token of another user', login({ token: '<other>' }), refused('INVALID_TOKEN')),
  guarded('a token that is none', login({ token: 'open sesame' }), refused('INVALID_TOKEN')),

  // logins that look bad
  ...oddNames.map(([what, user]) => alone(`a user ${what}`, login({ user }), 'welcome')),
  ...oddNames.map(([what, channel]) =>
    alone(`a login into a channel ${what}`, login({ channels: [[channel, 0]] }), 'welcome'),
  ),
  alone('a login into 20 channels', login({ channels: named(20).map((name) => [name, 0]) }), 'welcome'),
  alone('a generation that nobody granted', login({ generation: 7 }), 'welcome'),
  alone('an epoch that never was', login({ epoch: 'never', inbox: 5, channels: [['room', 5]] }), 'welcome'),
  alone('a position far ahead', login({ inbox: 1e15, channels: [['room', 1e15]] }), 'welcome'),
  alone('a __proto__ in the login', login().replace('{', '{"__proto__":{"polluted":1},'), 'welcome'),

  // out of place
  alone('a message before the login', letter(), place("'sendTo' before a join or login")),
  alone('a request before the login', enter(), place("'enter' before a join or login")),
  alone('a logout before the login', frame({ t: 'logout' }), place("'logout' before a join or login")),
  inside('a second login', login(), place('this link has logged in already')),
  inside('a second login as somebody else', login({ user: 'ann' }), place('this link has logged in already')),
  inside('a join on a messaging link', frame({ t: 'join' }), schema('t must be one of login, logout')),
  inside('a send of the channel', frame({ t: 'send', data: 1 }), schema('t must be one of login, logout')),
  inside('a leave of the channel', frame({ t: 'leave' }), schema('t must be one of login, logout')),
  {
    name: 'a message on a link of the channel',
    input: [
      frame({ t: 'join', channel: 'aside', uid: 'eve', secret, generation: 0, role: 'audience', beat: 1_000 }),
      letter(),
    ],
    expected: schema('t must be one of join, beat'),
  },
  inside('a frame of the hub', frame({ t: 'loggedIn' }), schema('t must be one of login, logout')),
  inside('an unknown t', frame({ t: 'hack' }), schema('t must be one of login, logout')),
  inside('a binary frame', [{ hex: '7b7d', opcode: 'binary' }], {
    code: 1003,
    reason: 'a frame must be text',
  }),
  inside('half a frame', letter().slice(0, -1), { code: 4000, reason: 'a frame must be JSON' }),
  inside('an acknowledgement of what was never sent', frame({ t: 'received', seq: 1 }), place("'received' of 1")),
  inside(
    'an acknowledgement in quotes',
    frame({ t: 'received', seq: '0' }),
    schema('seq must be a whole number from 0 on'),
  ),
  inside(
    'a negative acknowledgement',
    frame({ t: 'received', seq: -1 }),
    schema('seq must be a whole number from 0 on'),
  ),
  inside('a message after the logout', [frame({ t: 'logout' }), letter()], left),
  inside('garbage after the logout', [frame({ t: 'logout' }), 'garbage'], left),
  inside('two logouts', [frame({ t: 'logout' }), frame({ t: 'logout' })], left),

  // messages
  inside('a message without an id', letter({ message: undefined }), schema('message is missing')),
  inside('a message id that is a number', letter({ message: 1 }), schema('message must be the id of a message')),
  inside('a message id without a count', letter({ message: secret }), schema('message must be')),
  inside('a message id with the count 0', letter({ message: id(0) }), schema('message must be')),
  inside('a message id with a count of 16 digits', letter({ message: id(1e15) }), schema('message must be')),
  inside('a message id in capitals', letter({ message: id(1).toUpperCase() }), schema('message must be')),
  inside('a message id with a line break', letter({ message: `${id(1)}\n` }), schema('message must be')),
  inside('a message to nobody', letter({ to: undefined }), schema('to is missing')),
  inside('a message to an array', letter({ to: ['ann'] }), schema('to must be a string')),
  inside('a message without a payload', letter({ payload: undefined }), schema('payload is missing')),
  inside(
    'a payload nested deeper than can be written',
    letter({ payload: 0 }).replace('"payload":0', `"payload":${'['.repeat(30_000)}${']'.repeat(30_000)}`),
    schema('data is nested too deeply'),
  ),
  inside('a payload over 32 KB', letter({ payload: 'x'.repeat(32_767) }), undelivered('TOO_LARGE')),
  inside('a payload over 32 KB in bytes only', letter({ payload: '€'.repeat(10_923) }), undelivered('TOO_LARGE')),
  inside('a frame over 65 536 bytes', letter({ payload: 'x'.repeat(65_536) }), { code: 1009, reason: '' }),
  ...wrongNames.map(([what, to]) =>
    inside(`a message to a user ${what}`, letter({ to }), undelivered('INVALID_ARGUMENT')),
  ),
  inside('a message to a user that never logged in', letter({ to: 'nobody' }), undelivered('UNREACHABLE')),
  inside('a message to toString', letter({ to: 'toString' }), undelivered('UNREACHABLE')),
  inside(
    'the 181st message in 3 s',
    Array.from({ length: 181 }, (_, n) => article({ message: id(n + 1), payload: n })).flatMap((sent, n) =>
      n === 0 ? [enter(), sent] : [sent],
    ),
    undelivered('TOO_OFTEN'),
  ),

  // messages to channels
  inside('a publish without a channel', article({ channel: undefined }), schema('channel is missing')),
  inside('a publish into an object', article({ channel: {} }), schema('channel must be a string')),
  inside('a publish without a position', article({ seen: undefined }), schema('seen is missing')),
  inside('a negative position', article({ seen: -1 }), schema('seen must be a whole number from 0 on')),
  inside('a publish with another id', article({ message: 'e.1' }), schema('message must be')),
  inside('a publish into a channel of 0 bytes', article({ channel: '' }), undelivered('INVALID_ARGUMENT')),
  inside('a publish into a channel of 65 bytes', article({ channel: 'e'.repeat(65) }), undelivered('INVALID_ARGUMENT')),
  inside('a publish without being a member', article({ channel: 'lobby' }), undelivered('NOT_A_MEMBER')),
  inside('a publish into a channel that never was', article({ channel: 'nowhere' }), undelivered('NOT_A_MEMBER')),
  inside('a publish into __proto__', article({ channel: '__proto__' }), undelivered('NOT_A_MEMBER')),
  inside(
    'a publish after the exit',
    [enter(), frame({ t: 'exit', id: 2, channel: 'room' }), article()],
    undelivered('NOT_A_MEMBER'),
  ),
  inside('a publish over 32 KB', [enter(), article({ payload: 'x'.repeat(32_767) })], undelivered('TOO_LARGE')),
  inside('a publish of 32 KB', [enter(), article({ payload: 'x'.repeat(32_766) })], 'receipt'),
  inside('a position far ahead of the channel', [enter(), article({ seen: 1e15 })], 'receipt'),
  inside('the same message twice', [enter(), article(), article()], 'receipt'),

  // channels
  inside('an entry without an id', frame({ t: 'enter', channel: 'room' }), schema('id is missing')),
  inside(
    'an entry with an id in quotes',
    frame({ t: 'enter', id: '1', channel: 'room' }),
    schema('id must be a whole number from 0 on'),
  ),
  inside(
    'an entry with half an id',
    frame({ t: 'enter', id: 1.5, channel: 'room' }),
    schema('id must be a whole number from 0 on'),
  ),
  ...(['enter', 'exit', 'members', 'channelAttributesOf'] as const).flatMap((t) => [
    inside(`${t} with a channel that is a number`, frame({ t, id: 1, channel: 5 }), schema('channel must be a string')),
    inside(`${t} with a channel that is null`, frame({ t, id: 1, channel: null }), schema('channel must be a string')),
    ...wrongNames.map(([what, channel]) =>
      inside(`${t} with a channel ${what}`, frame({ t, id: 1, channel }), denied('INVALID_ARGUMENT')),
    ),
  ]),
  ...oddNames.map(([what, channel]) => inside(`an entry into a channel ${what}`, enter(channel), 'done')),
  inside(
    'an entry into a 21st channel',
    named(21).map((channel) => enter(channel)),
    denied('TOO_MANY'),
  ),
  inside(
    'the 51st entry in 3 s',
    Array.from({ length: 51 }, () => enter()),
    denied('TOO_OFTEN'),
  ),
  inside(
    'the members of a channel of others',
    frame({ t: 'members', id: 1, channel: 'lobby' }),
    denied('NOT_A_MEMBER'),
  ),
  inside('an exit from a channel of others', frame({ t: 'exit', id: 1, channel: 'lobby' }), 'done'),

  // statuses
  ...(['watch', 'unwatch', 'query'] as const).flatMap((t) => [
    inside(`${t} without users`, frame({ t, id: 1 }), schema('users is missing')),
    inside(`${t} of text`, users(t, 'ann'), schema('users must be an array')),
    inside(`${t} of a number`, users(t, ['ann', 5]), schema('users.1 must be a string')),
    inside(`${t} of a user of 0 bytes`, users(t, ['ann', '']), denied('INVALID_ARGUMENT')),
    inside(`${t} of a user of 65 bytes`, users(t, ['e'.repeat(65)]), denied('INVALID_ARGUMENT')),
    inside(`${t} of __proto__`, users(t, ['__proto__', 'constructor']), 'done'),
    inside(`${t} of nobody`, users(t, []), 'done'),
  ]),
  inside('513 watched users', users('watch', named(513)), denied('TOO_MANY')),
  inside('a 513th watched user', [users('watch', named(512)), users('watch', ['ann'])], denied('TOO_MANY')),
  inside('257 queried users', users('query', named(257)), denied('TOO_MANY')),
  inside('an unwatch of who is not watched', users('unwatch', ['ann']), 'done'),

  // attributes
  inside('attributes that are an object', attributes({ key: 'value' }), schema('attributes must be an array')),
  inside('an attribute without a value', attributes([['key']]), schema('attributes.0.1 is missing')),
  inside('an attribute that is a number', attributes([['key', 5]]), schema('attributes.0.1 must be a string')),
  inside('a key that is a number', attributes([[5, 'value']]), schema('attributes.0.0 must be a string')),
  inside('an unknown mode', attributes([], { mode: 'delete' }), schema('mode must be')),
  ...wrongNames.map(([what, key]) =>
    inside(`an attribute's key ${what}`, attributes([[key, '']]), denied('INVALID_ARGUMENT')),
  ),
  ...oddNames.map(([what, key]) => inside(`an attribute's key ${what}`, attributes([[key, '']]), 'done')),
  inside('33 attributes', attributes(pairs(33)), denied('TOO_MANY')),
  inside(
    'a 33rd attribute',
    [attributes(pairs(32)), attributes([['one', '']], { mode: 'update' })],
    denied('TOO_MANY'),
  ),
  inside('an attribute of 8 193 bytes', attributes(pairs(1, 'x'.repeat(8_193))), denied('TOO_LARGE')),
  inside('attributes over 16 KB', attributes(pairs(2, 'x'.repeat(8_190))), denied('TOO_LARGE')),
  inside('keys that are text', frame({ t: 'deleteAttributes', id: 2, keys: 'key' }), schema('keys must be an array')),
  inside('a deleted key of 0 bytes', frame({ t: 'deleteAttributes', id: 2, keys: [''] }), denied('INVALID_ARGUMENT')),
  inside('a deleted key that never was', frame({ t: 'deleteAttributes', id: 2, keys: ['__proto__'] }), 'done'),
  inside('attributes of a number', frame({ t: 'attributesOf', id: 2, user: 5 }), schema('user must be a string')),
  inside('attributes of a user of 0 bytes', frame({ t: 'attributesOf', id: 2, user: '' }), denied('INVALID_ARGUMENT')),
  inside('attributes of __proto__', frame({ t: 'attributesOf', id: 2, user: '__proto__' }), 'done'),

  // attributes of channels
  inside('notify that is a number', roomAttributes([], { notify: 1 }), schema('notify must be true or false')),
  inside(
    'attributes of a channel of others',
    roomAttributes([['key', 'x']], { channel: 'lobby' }),
    denied('NOT_A_MEMBER'),
  ),
  inside(
    'deleted attributes of a channel of others',
    frame({ t: 'deleteChannelAttributes', id: 2, channel: 'lobby', keys: ['topic'], notify: true }),
    denied('NOT_A_MEMBER'),
  ),
  inside(
    'attributes of a channel of 65 bytes',
    roomAttributes([], { channel: 'e'.repeat(65) }),
    denied('INVALID_ARGUMENT'),
  ),
  inside('a key of 0 bytes for a channel', [enter(), roomAttributes([['', '']])], denied('INVALID_ARGUMENT')),
  inside('33 attributes of a channel', [enter(), roomAttributes(pairs(33))], denied('TOO_MANY')),
  inside(
    'an attribute of a channel over 8 KB',
    [enter(), roomAttributes(pairs(1, 'x'.repeat(8_193)))],
    denied('TOO_LARGE'),
  ),
  inside(
    'attributes of a channel over 32 KB',
    [enter(), roomAttributes(pairs(4, 'x'.repeat(8_190)))],
    denied('TOO_LARGE'),
  ),

  // renewals
  inside('a renewal without a token', frame({ t: 'renew', id: 1 }), schema('token is missing')),
  inside('a renewal with a number', frame({ t: 'renew', id: 1, token: 5 }), schema('token must be a string')),
  {
    name: 'a renewal without an id',
    input: [login(), frame({ t: 'renew', token: 'x' })],
    expected: schema('id is missing'),
  },
];
