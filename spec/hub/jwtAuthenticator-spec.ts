import { createHmac, generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { SignJWT, exportJWK } from 'jose';
import { VirtualTimeScheduler, from, firstValueFrom, defer } from 'rxjs';
import { jwtAuthenticator } from '../../lib/hub/jwtAuthenticator.js';
import type { Authenticate, ChannelCredentials, Claims, Credentials } from '../../lib/hub/authentication.js';
import { isRefusal } from '../../lib/hub/refusal.js';

const secret = 'thirty-two bytes are the minimum';
const bytes = (text: string) => new TextEncoder().encode(text);
const ann: ChannelCredentials = { profile: 'rtc', channel: 'room', user: 'ann', role: 'broadcaster' };
/** A time of day: 1 000 s after 1970. */
const scheduler = new VirtualTimeScheduler();
scheduler.frame = 1_000_000;

const signed = (claims: Record<string, unknown>, key: Parameters<SignJWT['sign']>[0] = bytes(secret), alg = 'HS256') =>
  new SignJWT({ sub: 'ann', exp: 1_060, ...claims }).setProtectedHeader({ alg }).sign(key);

const ask = (authenticate: Authenticate, token: string, credentials: Credentials = ann): Promise<Claims> =>
  firstValueFrom(defer(() => from(authenticate({ ...credentials, token }))));

async function refusal(authenticate: Authenticate, token: string, credentials: Credentials = ann): Promise<string> {
  try {
    await ask(authenticate, token, credentials);
    return 'let in';
  } catch (error) {
    return isRefusal(error) ? error.reason : `not refused: ${String(error)}`;
  }
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards = generateKeyPairSync('ed25519');
const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string;

describe('jwtAuthenticator', () => {
  const authenticate = jwtAuthenticator({ key: secret, scheduler });

  it('HUB-4: lets a good token in and says how long it is still good', async () => {
    expect(await ask(authenticate, await signed({}))).to.deep.equal({ expiresIn: 60_000 });
  });

  it('HUB-4: a token without exp does not expire', async () => {
    expect(await ask(authenticate, await signed({ exp: undefined }))).to.deep.equal({});
  });

  it('HUB-4: a token is good until its exp, at exp no more', async () => {
    expect(await refusal(authenticate, await signed({ exp: 1_001 }))).to.equal('let in');
    expect(await refusal(authenticate, await signed({ exp: 1_000 }))).to.equal('TOKEN_EXPIRED');
    expect(await refusal(authenticate, await signed({ exp: 999 }))).to.equal('TOKEN_EXPIRED');
    expect(await refusal(authenticate, await signed({ nbf: 1_001 }))).to.equal('INVALID_TOKEN');
  });

  it('HUB-4: refuses a token of another user, of none, and of another channel', async () => {
    expect(await refusal(authenticate, await signed({ sub: 'bob' }))).to.equal('INVALID_TOKEN');
    expect(await refusal(authenticate, await signed({ sub: undefined }))).to.equal('INVALID_TOKEN');
    expect(await refusal(authenticate, await signed({ channel: 'other' }))).to.equal('INVALID_TOKEN');
    expect(await refusal(authenticate, await signed({ channel: 'room' }))).to.equal('let in');
  });

  it('HUB-4: refuses a token for another audience with INVALID_APP_ID, of another issuer with INVALID_TOKEN', async () => {
    const strict = jwtAuthenticator({ key: secret, scheduler, audience: 'app', issuer: 'us' });
    expect(await refusal(strict, await signed({ aud: 'app', iss: 'us' }))).to.equal('let in');
    expect(await refusal(strict, await signed({ aud: 'other', iss: 'us' }))).to.equal('INVALID_APP_ID');
    expect(await refusal(strict, await signed({ iss: 'us' }))).to.equal('INVALID_APP_ID');
    expect(await refusal(strict, await signed({ aud: 'app', iss: 'them' }))).to.equal('INVALID_TOKEN');
  });

  it('HUB-4: refuses what is forged, changed, unsigned or no token at all', async () => {
    const good = await signed({});
    const [header, payload] = good.split('.') as [string, string];
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const token of [
      await signed({}, bytes('another secret, also of 32 bytes.')),
      `${good.slice(0, -2)}xx`,
      `${none}.${payload}.`,
      `${header}.${payload}`,
      'no token',
      '',
    ]) {
      expect(await refusal(authenticate, token)).to.equal('INVALID_TOKEN');
    }
  });

  it('HUB-4: refuses a session without a token', () => {
    expect(() => authenticate(ann)).to.throw('a token is needed');
  });

  it('HUB-4: takes keys of every type, each with its own algorithms', async () => {
    const jwk = await exportJWK(ec.publicKey);
    for (const [key, token] of [
      [publicPem, await signed({}, rsa.privateKey, 'RS256')],
      [bytes(publicPem), await signed({}, rsa.privateKey, 'PS256')],
      [rsa.publicKey, await signed({}, rsa.privateKey, 'RS512')],
      [jwk, await signed({}, ec.privateKey, 'ES256')],
      [edwards.publicKey, await signed({}, edwards.privateKey, 'EdDSA')],
      [{ kty: 'oct', k: Buffer.from(secret).toString('base64url') }, await signed({})],
    ] as const) {
      expect(await refusal(jwtAuthenticator({ key, scheduler }), token)).to.equal('let in');
      expect(await refusal(jwtAuthenticator({ key, scheduler }), await signed({ sub: 'bob' }))).to.equal(
        'INVALID_TOKEN',
      );
    }
  });

  it('HUB-4: a public key in PEM is never a shared secret: a token signed with its text is refused', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${part({ alg: 'HS256' })}.${part({ sub: 'ann', exp: 1_060 })}`;
    const forged = `${body}.${createHmac('sha256', publicPem).update(body).digest('base64url')}`;
    for (const key of [publicPem, bytes(publicPem), rsa.publicKey]) {
      expect(await refusal(jwtAuthenticator({ key, scheduler }), forged)).to.equal('INVALID_TOKEN');
    }
  });

  it('HUB-4: finds the key in a set of keys', async () => {
    const jwks = { keys: [{ ...(await exportJWK(ec.publicKey)), kid: 'one', alg: 'ES256' }] };
    const fromSet = jwtAuthenticator({ jwks, scheduler });
    const token = (kid: string) =>
      new SignJWT({ sub: 'ann' }).setProtectedHeader({ alg: 'ES256', kid }).sign(ec.privateKey);
    expect(await refusal(fromSet, await token('one'))).to.equal('let in');
    expect(await refusal(fromSet, await token('two'))).to.equal('INVALID_TOKEN');
    expect(await refusal(fromSet, await signed({}))).to.equal('INVALID_TOKEN');
  });

  it('HUB-4: a set of keys that cannot be had is not the fault of the token', async () => {
    const unreachable = jwtAuthenticator({ jwks: new URL('http://127.0.0.1:1/keys'), scheduler });
    expect(await refusal(unreachable, await signed({}, ec.privateKey, 'ES256'))).to.match(/^not refused: /);
  });

  it('HUB-4: narrows to the algorithms asked for', async () => {
    const narrow = jwtAuthenticator({ key: secret, scheduler, algorithms: ['HS512'] });
    expect(await refusal(narrow, await signed({}))).to.equal('INVALID_TOKEN');
    expect(await refusal(narrow, await signed({}, bytes(secret), 'HS512'))).to.equal('let in');
  });

  it('HUB-4: says at the call what is wrong with a key or an algorithm', () => {
    expect(() => jwtAuthenticator({ key: 'too short' })).to.throw(RangeError, 'at least 32 bytes, got 9');
    expect(() => jwtAuthenticator({ key: secret, algorithms: ['RS256'] })).to.throw(RangeError, 'RS256');
    expect(() => jwtAuthenticator({ key: rsa.publicKey, algorithms: ['HS256'] })).to.throw(RangeError, 'HS256');
    expect(() => jwtAuthenticator({ key: secret, algorithms: [] })).to.throw(RangeError, 'algorithms');
    expect(() => jwtAuthenticator({ key: secret, algorithms: ['none'] })).to.throw(RangeError, 'none');
    expect(() => jwtAuthenticator({} as { key: string })).to.throw(TypeError, 'key or jwks');
    expect(() => jwtAuthenticator({ key: 5 as unknown as string })).to.throw(TypeError, 'key');
  });
});
