import { expect } from 'chai';
import { EMPTY, NEVER } from 'rxjs';
import { createRtmClient } from '../../lib/rtm/createRtmClient.js';
import { isLoginError, LoginError } from '../../lib/rtm/loginError.js';
import { isRequestError, RequestError } from '../../lib/rtm/requestError.js';
import { isSendError, SendError } from '../../lib/rtm/sendError.js';

const create = (config: Record<string, unknown> = {}) =>
  createRtmClient({ transport: NEVER, userId: 'ada', signals$: EMPTY, ...config });

describe('bad arguments of messaging', () => {
  for (const [given, type, message] of [
    [{ userId: 7 }, TypeError, 'createRtmClient: userId must be a string, got 7'],
    [{ userId: '' }, RangeError, 'userId must be 1-64 bytes of printable characters, got ""'],
    [{ userId: 'é'.repeat(33) }, RangeError, 'userId must be 1-64 bytes'],
    [{ userId: 'a\nb' }, RangeError, 'userId must be 1-64 bytes'],
    [{ token: 7 }, TypeError, 'createRtmClient: token must be a string that is not empty or a function, got 7'],
    [{ transport: {} }, TypeError, 'createRtmClient: transport must be an Observable of links'],
    [{ ids: () => 'short' }, RangeError, 'createRtmClient: ids must give 128 bits as 32 hexadecimal digits'],
    [{ outboxLimit: 0 }, RangeError, 'createRtmClient: outboxLimit must be a whole number of 1 or more, got 0'],
    [{ outboxLimit: 1.5 }, RangeError, 'got 1.5'],
    [{ outboxLimit: '9' }, RangeError, "got '9'"],
    [{ thresholds: { login: 0 } }, RangeError, 'createRtmClient: thresholds.login must be above 0 ms, got 0'],
    [{ thresholds: { interrupted: NaN } }, RangeError, 'createRtmClient: thresholds.interrupted must be above 0 ms'],
    [{ thresholds: { interrupted: '4s' } }, TypeError, 'createRtmClient: thresholds.interrupted must be a number'],
    [{ deadlines: { dial: -1 } }, RangeError, 'createRtmClient: deadlines.dial must be above 0 ms, got -1'],
    [{ redial: 5 }, TypeError, 'createRtmClient: redial must be a function'],
    [{ random: 5 }, TypeError, 'createRtmClient: random must be a function'],
    [{ signals$: 5 }, TypeError, 'createRtmClient: signals$ must be an Observable'],
    [{ scheduler: 5 }, TypeError, 'createRtmClient: scheduler must be a scheduler'],
  ] as const) {
    it(`API-7: ${type.name}: ${message}`, () => {
      expect(() => create(given)).to.throw(type, message);
    });
  }

  it('RTM-15: an id of 64 bytes is taken, one of 65 is not', () => {
    create({ userId: 'x'.repeat(64) });
    expect(() => create({ userId: 'x'.repeat(65) })).to.throw(RangeError);
  });

  const client = create();
  const { attributes } = client;
  const lobby = client.channel('lobby');
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  const wrong = undefined as never;

  for (const [name, call, type, message] of [
    ['send', () => client.send('', 1), RangeError, 'send: to must be 1-64 bytes'],
    ['send', () => client.send(wrong, 1), TypeError, 'send: to must be a string, got undefined'],
    ['send', () => client.send('bob', undefined), TypeError, 'send: payload must be JSON, got undefined'],
    ['send', () => client.send('bob', () => 1), TypeError, 'send: payload must be JSON, got function'],
    ['send', () => client.send('bob', cyclic), TypeError, 'send: payload must be JSON: Converting circular'],
    ['send', () => client.send('bob', 1n), TypeError, 'send: payload must be JSON'],
    ['channel', () => client.channel('x'.repeat(65)), RangeError, 'channel: id must be 1-64 bytes'],
    ['channel.send', () => lobby.send(undefined), TypeError, 'send: payload must be JSON, got undefined'],
    ['peerStatus', () => client.peerStatus([]), RangeError, 'peerStatus: userIds must be 1 to 512 ids, got 0'],
    ['peerStatus', () => client.peerStatus(wrong), TypeError, 'peerStatus: userIds must be an array, got undefined'],
    ['peerStatus', () => client.peerStatus(['a', '']), RangeError, 'peerStatus: userIds[1] must be 1-64 bytes'],
    [
      'peerStatus',
      () => client.peerStatus(Array.from({ length: 513 }, (_, n) => `u${n}`)),
      RangeError,
      'userIds must be 1 to 512 ids, got 513',
    ],
    [
      'query',
      () => client.query(Array.from({ length: 257 }, (_, n) => `u${n}`)),
      RangeError,
      'query: userIds must be 1 to 256 ids, got 257',
    ],
    ['renewToken', () => client.renewToken(''), TypeError, 'renewToken: token must be a string that is not empty'],
    ['attributes.get', () => attributes.get(''), RangeError, 'attributes.get: userId must be 1-64 bytes'],
    [
      'attributes.set',
      () => attributes.set(wrong),
      TypeError,
      'attributes.set: attributes must be an object, got undefined',
    ],
    [
      'attributes.update',
      () => attributes.update({ a: 1 as never }),
      TypeError,
      'attributes.update: attributes.a must be a string, got 1',
    ],
    ['attributes.set', () => attributes.set({ '': 'x' }), RangeError, 'attributes.set: a key must not be empty'],
    ['attributes.delete', () => attributes.delete(wrong), TypeError, 'attributes.delete: keys must be an array'],
    ['attributes.delete', () => attributes.delete([1 as never]), TypeError, 'a key must be a string, got 1'],
  ] as const) {
    it(`API-7: ${name}: ${type.name}: ${message}`, () => {
      expect(call).to.throw(type, message);
    });
  }

  it('API-7: errors say what happened, and have a guard that knows those of another copy of the package', () => {
    const login = new LoginError('TOO_OFTEN', 'slowly');
    expect([login.message, login.code]).to.deep.equal(['not logged in: TOO_OFTEN (slowly)', 10]);
    expect(new SendError('full', 'x.1').message).to.equal('not sent: full');
    expect(new RequestError('too-many', 'watch').message).to.equal('watch: too-many');
    const errors = [login, new SendError('full', ''), new RequestError('full', ''), new Error('other'), 'no error'];
    expect(errors.map(isLoginError)).to.deep.equal([true, false, false, false, false]);
    expect(errors.map(isSendError)).to.deep.equal([false, true, false, false, false]);
    expect(errors.map(isRequestError)).to.deep.equal([false, false, true, false, false]);
    expect(isSendError(Object.assign(new Error(), { name: 'SendError' }))).to.equal(true);
  });
});
