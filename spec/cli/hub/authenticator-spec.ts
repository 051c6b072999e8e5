import { expect } from 'chai';
import { SignJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { from, lastValueFrom } from 'rxjs';
import type { Access } from '../../../lib/cli/hub/access.js';
import { authenticatorOf } from '../../../lib/cli/hub/authenticator.js';

const secret = 'planted-secret-planted-secret-planted';

describe('authenticatorOf', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(join(tmpdir(), 'lifeline-'))));
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, contents: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, contents);
    return path;
  };
  const claimsOf = async (access: Access, token: string) => {
    const { authenticate } = await authenticatorOf(access);
    const credentials = { profile: 'rtc', user: 'ada', channel: 'lobby', role: 'broadcaster', token } as const;
    return lastValueFrom(from(authenticate!(credentials)));
  };
  const token = () => new SignJWT({ sub: 'ada' }).setAudience('chat').setIssuer('me');
  const ofSecret = () => token().setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));

  it('HUB-4: lets everybody in only when told so', async () => {
    expect(await authenticatorOf({ way: 'anonymous' })).to.deep.equal({ allowAnonymous: true });
  });

  it('HUB-4: takes a secret from the environment, and from a file that ends with a line break', async () => {
    expect(await claimsOf({ way: 'key', text: secret }, await ofSecret())).to.deep.equal({});
    expect(await claimsOf({ way: 'key', file: file('secret', `${secret}\n`) }, await ofSecret())).to.deep.equal({});
  });

  it('HUB-4: takes a public key as PEM or JWK, and a set of them', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const signed = await token().setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    const jwk = await exportJWK(publicKey);
    const ways: Access[] = [
      { way: 'key', file: file('pem', await exportSPKI(publicKey)) },
      { way: 'key', file: file('jwk', JSON.stringify(jwk)) },
      { way: 'jwks', source: file('jwks', JSON.stringify({ keys: [jwk] })) },
    ];
    for (const way of ways) expect(await claimsOf(way, signed)).to.deep.equal({});
  });

  for (const claims of [{ audience: 'mail' }, { issuer: 'you' }]) {
    it(`HUB-4: refuses a token for another ${Object.keys(claims).join('')}`, async () => {
      const refusal = await claimsOf({ way: 'key', text: secret, ...claims }, await ofSecret()).catch(
        (e: unknown) => e,
      );
      expect(refusal).to.have.property('name', 'Refusal');
    });
  }

  const wrong: readonly (readonly [string, () => Access, string])[] = [
    ['a file that is not there', () => ({ way: 'key', file: secret }), "--key: the file can't be read (ENOENT)"],
    ['a folder', () => ({ way: 'jwks', source: folder }), "--jwks: the file can't be read (EISDIR)"],
    ['bytes', () => ({ way: 'key', file: file('bytes', Uint8Array.of(255, 254)) }), '--key: not text; a secret of'],
    [
      'a short secret',
      () => ({ way: 'key', text: 'planted' }),
      'LIFELINE_KEY: a secret key has at least 32 bytes, got 7',
    ],
    [
      'a broken PEM',
      () => ({ way: 'key', text: `-----BEGIN ${secret}` }),
      'LIFELINE_KEY: no key that can check tokens',
    ],
    ['a broken JWK', () => ({ way: 'key', text: `{"kty":"${secret}"}` }), 'LIFELINE_KEY: no key that can check tokens'],
    ['a set of nothing', () => ({ way: 'jwks', source: file('set', '{"keys":[5]}') }), '--jwks: no key that can check'],
  ];
  for (const [what, access, message] of wrong) {
    it(`HUB-7: names what is wrong with ${what}, and quotes no key`, async () => {
      const error = (await authenticatorOf(access()).catch((e: unknown) => e)) as Error;
      expect(error).to.have.property('name', 'HubFailure');
      expect(error.message).to.contain(message).and.not.to.contain('planted');
    });
  }
});
