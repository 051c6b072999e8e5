import { expect } from 'chai';
import { accessOf, type AccessFlags } from '../../../lib/cli/hub/access.js';

const LIFELINE_KEY = 'planted-secret-planted-secret-planted';

describe('accessOf', () => {
  it('HUB-4: knows four ways in', () => {
    const claims = { audience: 'chat', issuer: 'https://id.example.org' };
    expect(accessOf({ anonymous: true }, {})).to.deep.equal({ way: 'anonymous' });
    expect(accessOf({ key: '/etc/hub.key', ...claims }, {})).to.deep.equal({
      way: 'key',
      file: '/etc/hub.key',
      ...claims,
    });
    expect(accessOf(claims, { LIFELINE_KEY })).to.deep.equal({ way: 'key', text: LIFELINE_KEY, ...claims });
    expect(accessOf({ jwks: 'keys.json' }, {})).to.deep.equal({ way: 'jwks', source: 'keys.json' });
    expect(accessOf({ jwks: 'https://id.example.org/keys' }, {})).to.deep.equal({
      way: 'jwks',
      source: new URL('https://id.example.org/keys'),
    });
  });

  it('takes an empty LIFELINE_KEY for none', () => {
    expect(accessOf({ anonymous: true }, { LIFELINE_KEY: '' })).to.deep.equal({ way: 'anonymous' });
  });

  const wrong: readonly (readonly [string, AccessFlags, Record<string, string>, string])[] = [
    ['none', {}, {}, 'who may come in? --key, LIFELINE_KEY, --jwks or --anonymous'],
    ['none, with an empty LIFELINE_KEY', {}, { LIFELINE_KEY: '' }, 'who may come in?'],
    ['a key beside --anonymous', { key: 'a', anonymous: true }, {}, '--key and --anonymous: expected only one'],
    [
      'LIFELINE_KEY beside --anonymous',
      { anonymous: true },
      { LIFELINE_KEY },
      '--anonymous and LIFELINE_KEY: expected only',
    ],
    ['LIFELINE_KEY beside --key', { key: 'a' }, { LIFELINE_KEY }, '--key and LIFELINE_KEY: expected only one'],
    ['--jwks beside --key', { key: 'a', jwks: 'b' }, {}, '--key and --jwks: expected only one'],
    ['an audience without tokens', { anonymous: true, audience: 'a' }, {}, '--audience and --issuer are about tokens'],
    ['an issuer without tokens', { anonymous: true, issuer: 'a' }, {}, '--audience and --issuer are about tokens'],
    ['a set of keys over ftp', { jwks: 'ftp://id.example.org/keys' }, {}, '--jwks: expected an http or https URL'],
    ['an URL that is none', { jwks: 'https://' }, {}, '--jwks: expected an http or https URL'],
    ['a password in the URL', { jwks: `https://a:${LIFELINE_KEY}@b.org` }, {}, '--jwks: a password does not belong'],
  ];
  for (const [what, flags, environment, message] of wrong) {
    it(`HUB-4, HUB-7: refuses ${what}, and quotes no key`, () => {
      expect(() => accessOf(flags, environment))
        .to.throw(message)
        .with.property('name', 'UsageError');
      expect(() => accessOf(flags, environment)).not.to.throw(LIFELINE_KEY);
    });
  }
});
