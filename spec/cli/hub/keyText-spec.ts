import { expect } from 'chai';
import { keyIn, keySetIn, keyText } from '../../../lib/cli/hub/keyText.js';

const secret = 'planted-secret-planted-secret-planted';

describe('keyText', () => {
  it('reads text', () => expect(keyText('--key', new TextEncoder().encode('schlüssel'))).to.equal('schlüssel'));

  it('refuses bytes that are no text: read as text, another key would come of them', () => {
    expect(() => keyText('--key', Buffer.from([0x61, 0xff, 0x62])))
      .to.throw('--key: not text; a secret of bytes is written as a JWK')
      .with.property('name', 'HubFailure');
  });
});

describe('keyIn', () => {
  it('leaves out the line break that editors and echo add, and nothing else', () => {
    expect(keyIn('--key', `${secret}\n`)).to.equal(secret);
    expect(keyIn('--key', `${secret}\r\n`)).to.equal(secret);
    expect(keyIn('--key', ` ${secret} \n`)).to.equal(` ${secret} `);
  });

  it('reads a JWK', () => {
    expect(keyIn('--key', ' {"kty":"oct","k":"c2VjcmV0"}\n')).to.deep.equal({ kty: 'oct', k: 'c2VjcmV0' });
  });

  const wrong: readonly (readonly [string, string])[] = [
    [`{"kty":"oct","k":"${secret}"`, 'LIFELINE_KEY: not JSON'],
    [`{"keys":[{"kty":"oct","k":"${secret}"}]}`, 'LIFELINE_KEY: a set of keys; pass it as --jwks'],
  ];
  for (const [text, message] of wrong) {
    it(`HUB-7: says '${message}' without a word of the key`, () => {
      expect(() => keyIn('LIFELINE_KEY', text))
        .to.throw(message)
        .with.property('name', 'HubFailure');
      expect(() => keyIn('LIFELINE_KEY', text)).not.to.throw(secret.slice(0, 4));
    });
  }
});

describe('keySetIn', () => {
  it('reads a set', () => expect(keySetIn('--jwks', '{"keys":[]}')).to.deep.equal({ keys: [] }));

  for (const text of ['', 'null', '[]', '5', '{}', '{"keys":5}', '{"keys":[', '-----BEGIN PUBLIC KEY-----']) {
    it(`refuses '${text}'`, () => {
      expect(() => keySetIn('--jwks', text))
        .to.throw(/^--jwks: (no set of keys: \{"keys":\[\.\.\.\]\}|not JSON)$/)
        .with.property('name', 'HubFailure');
    });
  }
});
