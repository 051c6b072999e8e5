import { expect } from 'chai';
import { checkedOrigins } from '../../../lib/cli/hub/origins.js';

describe('checkedOrigins', () => {
  it('takes origins as browsers send them, and any', () => {
    const given = ['https://app.example.org', 'http://localhost:3000', 'http://[::1]:3000', 'capacitor://localhost'];
    expect(checkedOrigins(given)).to.deep.equal(given);
    expect(checkedOrigins(['any'])).to.equal('any');
  });

  const never = [
    ...['https://app.example.org/', 'https://app.example.org/live', 'app.example.org', 'https://App.example.org'],
    ...[
      'https://app.example.org:443',
      'http://app.example.org:80',
      'https://a@app.example.org',
      '*',
      'https://',
      'null',
      'capacitor://localhost/',
    ],
  ];
  for (const origin of never) {
    it(`refuses ${origin}, which no browser sends`, () => {
      expect(() => checkedOrigins(['https://app.example.org', origin]))
        .to.throw(`--origin: expected an origin such as https://app.example.org, got '${origin}'`)
        .with.property('name', 'UsageError');
    });
  }

  it('refuses any beside others', () => {
    expect(() => checkedOrigins(['any', 'https://app.example.org'])).to.throw('--origin: any says it all');
  });
});
