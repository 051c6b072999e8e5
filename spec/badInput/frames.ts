/** A frame on the wire: text, or bytes. */
export type Wire = string | { readonly hex: string; readonly opcode: 'text' | 'binary' };

/** How a link ends, and what the hub said last: `refused` carries its reason. `'welcome'`: not bad after all. */
export type Ending = 'welcome' | { readonly code: number; readonly reason: string; readonly refused?: string };

export interface FrameRow {
  readonly name: string;
  /** Sent in one go; `<good>`, `<expired>` ... stand for tokens. */
  readonly input: readonly Wire[];
  readonly expected: Ending;
  /** `open` (default) lets everybody in; `guarded` wants tokens. */
  readonly hub?: 'open' | 'guarded';
}

const secret = 'e'.repeat(32);
const hello = { t: 'join', channel: 'stage', uid: 'eve', secret, generation: 0, role: 'audience', beat: 1_000 };
const join = (facts: object = {}) => JSON.stringify({ ...hello, ...facts });
const without = (field: keyof typeof hello) => JSON.stringify({ ...hello, [field]: undefined });
const frame = (facts: object) => JSON.stringify(facts);

const schema = (reason: string): Ending => ({ code: 4001, reason });
const place = (reason: string): Ending => ({ code: 4002, reason });
const refused = (reason: string): Ending => ({ code: 4007, reason, refused: reason });
const notJson: Ending = { code: 4000, reason: 'a frame must be JSON' };
const binary: Ending = { code: 1003, reason: 'a frame must be text' };
const large = (bytes: number): Ending => ({ code: 1009, reason: `a frame is at most ${bytes} bytes here` });

/** What nobody should send, and the one answer to it (SPEC HUB-7). */
export const frames: readonly FrameRow[] = [
  // not text, not JSON
  { name: 'a binary frame', input: [{ hex: '00ff', opcode: 'binary' }], expected: binary },
  { name: 'a binary frame after the join', input: [join(), { hex: '7b7d', opcode: 'binary' }], expected: binary },
  { name: 'an empty frame', input: [''], expected: notJson },
  { name: 'words', input: ['hello'], expected: notJson },
  { name: 'half a frame', input: [join().slice(0, -1)], expected: notJson },
  { name: 'NaN', input: ['NaN'], expected: notJson },
  { name: 'NaN in a field', input: [join().replace('1000', 'NaN')], expected: notJson },
  { name: 'a frame with a tail', input: [`${join()}{}`], expected: notJson },

  // not of the schema
  { name: 'null', input: ['null'], expected: schema('frame must be an object') },
  { name: 'a number', input: ['1'], expected: schema('frame must be an object') },
  { name: 'text in quotes', input: ['"join"'], expected: schema('frame must be an object') },
  { name: 'an array', input: [`[${join()}]`], expected: schema('t is missing') },
  { name: 'no t', input: ['{}'], expected: schema('t is missing') },
  { name: 'an unknown t', input: [frame({ t: 'hack' })], expected: schema('t must be one of join, beat') },
  { name: 't of a frame of the hub', input: [frame({ t: 'joined' })], expected: schema('t must be one of join, beat') },
  {
    name: 't that is a key of every object',
    input: [frame({ t: 'constructor' })],
    expected: schema('t must be one of join, beat'),
  },
  { name: 't that is an array', input: [frame({ t: ['join'] })], expected: schema('t must be one of join, beat') },
  { name: 'a join without a uid', input: [without('uid')], expected: schema('uid is missing') },
  { name: 'a uid that is a number', input: [join({ uid: 5 })], expected: schema('uid must be a string') },
  {
    name: 'a uid that is an object',
    input: [join({ uid: { toString: 1 } })],
    expected: schema('uid must be a string'),
  },
  { name: 'a channel that is null', input: [join({ channel: null })], expected: schema('channel must be a string') },
  { name: 'a join without a secret', input: [without('secret')], expected: schema('secret is missing') },
  { name: 'a secret of 31 digits', input: [join({ secret: 'e'.repeat(31) })], expected: schema('secret') },
  { name: 'a secret in capitals', input: [join({ secret: 'E'.repeat(32) })], expected: schema('secret') },
  {
    name: 'a secret that is a number',
    input: [join({ secret: 1 })],
    expected: schema('secret must be 32 hexadecimal digits'),
  },
  {
    name: 'a negative generation',
    input: [join({ generation: -1 })],
    expected: schema('generation must be a whole number from 0 on'),
  },
  {
    name: 'half a generation',
    input: [join({ generation: 0.5 })],
    expected: schema('generation must be a whole number from 0 on'),
  },
  {
    name: 'a generation in quotes',
    input: [join({ generation: '0' })],
    expected: schema('generation must be a whole number from 0 on'),
  },
  { name: 'an unknown role', input: [join({ role: 'admin' })], expected: schema('role must be') },
  { name: 'a role __proto__', input: [join({ role: '__proto__' })], expected: schema('role must be') },
  { name: 'a token that is an object', input: [join({ token: {} })], expected: schema('token must be a string') },
  { name: 'a negative beat', input: [join({ beat: -1 })], expected: schema('beat must be a finite number from 0 on') },
  { name: 'a beat beyond all numbers', input: [join().replace('1000', '1e999')], expected: schema('beat must be') },
  {
    name: 'a beat in quotes',
    input: [join({ beat: '1000' })],
    expected: schema('beat must be a finite number from 0 on'),
  },
  {
    name: 'a role frame without an id',
    input: [join(), frame({ t: 'role', role: 'audience' })],
    expected: schema('id'),
  },
  { name: 'a renewal without a token', input: [join(), frame({ t: 'renew', id: 1 })], expected: schema('token') },
  {
    name: 'data nested deeper than can be written',
    input: [join(), `{"t":"send","data":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    expected: schema('data is nested too deeply'),
  },

  // too large
  { name: 'a hello over 4 096 bytes', input: [join({ token: 'x'.repeat(4_096) })], expected: large(4_096) },
  {
    name: 'a hello of 4 096 bytes in characters of 3 bytes',
    input: [join({ token: '€'.repeat(1_400) })],
    expected: large(4_096),
  },
  {
    name: 'a frame over 65 536 bytes',
    input: [join(), frame({ t: 'send', data: 'x'.repeat(65_536) })],
    expected: { code: 1009, reason: '' },
  },
  { name: 'text that is not UTF-8', input: [{ hex: 'c328', opcode: 'text' }], expected: { code: 1007, reason: '' } },

  // out of place
  { name: 'a send before the join', input: [frame({ t: 'send', data: 1 })], expected: place("'send' before a join") },
  { name: 'a beat before the join', input: [frame({ t: 'beat' })], expected: place("'beat' before a join") },
  { name: 'a leave before the join', input: [frame({ t: 'leave' })], expected: place("'leave' before a join") },
  { name: 'a second join', input: [join(), join()], expected: place('this link has joined already') },
  {
    name: 'a second join as somebody else',
    input: [join(), join({ uid: 'ann' })],
    expected: place('this link has joined already'),
  },
  {
    name: 'a send before the answer',
    input: [join({ token: '<good>' }), frame({ t: 'send', data: 1 })],
    expected: place("'send' before the join was answered"),
    hub: 'guarded',
  },
  {
    name: 'frames after the leave',
    input: [join(), frame({ t: 'leave' }), frame({ t: 'send', data: 1 }), 'garbage'],
    expected: { code: 1000, reason: 'quit' },
  },
  { name: 'nothing at all', input: [], expected: { code: 4003, reason: 'not accepted within 600 ms' } },

  // refused
  { name: 'an empty uid', input: [join({ uid: '' })], expected: refused('REJECTED_BY_SERVER') },
  { name: 'a uid of 65 bytes', input: [join({ uid: 'e'.repeat(65) })], expected: refused('REJECTED_BY_SERVER') },
  {
    name: 'a uid of 33 characters of 2 bytes',
    input: [join({ uid: 'é'.repeat(33) })],
    expected: refused('REJECTED_BY_SERVER'),
  },
  { name: 'a uid with a line break', input: [join({ uid: 'eve\nann' })], expected: refused('REJECTED_BY_SERVER') },
  { name: 'a uid with a NUL', input: [join({ uid: 'ann\0' })], expected: refused('REJECTED_BY_SERVER') },
  { name: 'a uid with half a character', input: [join({ uid: 'eve\ud800' })], expected: refused('REJECTED_BY_SERVER') },
  {
    name: 'a uid that turns the writing round',
    input: [join({ uid: 'eve\u202e' })],
    expected: refused('REJECTED_BY_SERVER'),
  },
  { name: 'an empty channel', input: [join({ channel: '' })], expected: refused('INVALID_CHANNEL_NAME') },
  {
    name: 'a channel of 65 bytes',
    input: [join({ channel: 'e'.repeat(65) })],
    expected: refused('INVALID_CHANNEL_NAME'),
  },
  {
    name: 'a channel with a line break',
    input: [join({ channel: 'stage\nann' })],
    expected: refused('INVALID_CHANNEL_NAME'),
  },
  { name: 'a beat of 99 ms', input: [join({ beat: 99 })], expected: refused('REJECTED_BY_SERVER') },
  { name: 'a beat of 0 ms', input: [join({ beat: 0 })], expected: refused('REJECTED_BY_SERVER') },
  {
    name: 'the session of another with a foreign secret',
    input: [join({ uid: 'ann', generation: 1 })],
    expected: refused('SAME_UID_LOGIN'),
  },
  { name: 'no token', input: [join()], expected: refused('INVALID_TOKEN'), hub: 'guarded' },
  {
    name: 'an expired token',
    input: [join({ token: '<expired>' })],
    expected: refused('TOKEN_EXPIRED'),
    hub: 'guarded',
  },
  { name: 'a forged token', input: [join({ token: '<forged>' })], expected: refused('INVALID_TOKEN'), hub: 'guarded' },
  {
    name: 'a token that claims to need no signature',
    input: [join({ token: '<unsigned>' })],
    expected: refused('INVALID_TOKEN'),
    hub: 'guarded',
  },
  {
    name: 'a token of another user',
    input: [join({ token: '<other>' })],
    expected: refused('INVALID_TOKEN'),
    hub: 'guarded',
  },
  {
    name: 'a token that is none',
    input: [join({ token: 'open sesame' })],
    expected: refused('INVALID_TOKEN'),
    hub: 'guarded',
  },

  // looks bad, is good
  { name: '__proto__ as uid', input: [join({ uid: '__proto__' })], expected: 'welcome' },
  { name: 'constructor as uid', input: [join({ uid: 'constructor' })], expected: 'welcome' },
  { name: '__proto__ as channel', input: [join({ channel: '__proto__' })], expected: 'welcome' },
  {
    name: 'a __proto__ in the frame',
    input: [join().replace('{', '{"__proto__":{"role":"broadcaster"},')],
    expected: 'welcome',
  },
  { name: 'a field that nobody knows', input: [join({ colour: 'red' })], expected: 'welcome' },
  {
    name: 'a beat of an hour, granted as the shorter one of the hub',
    input: [join({ beat: 3_600_000 })],
    expected: 'welcome',
  },
  { name: 'a uid of 64 bytes', input: [join({ uid: 'e'.repeat(64) })], expected: 'welcome' },
  {
    name: 'the highest generation',
    input: [join({ uid: 'gen', generation: Number.MAX_SAFE_INTEGER })],
    expected: 'welcome',
  },
  {
    name: 'data __proto__',
    input: [join({ channel: 'alone' }), '{"t":"send","data":{"__proto__":{"polluted":1}}}'],
    expected: 'welcome',
  },
];
