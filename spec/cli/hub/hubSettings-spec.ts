import { expect } from 'chai';
import { hubSettings, type HubSettings } from '../../../lib/cli/hub/hubSettings.js';
import { defaultLimits } from '../../../lib/hub/limits.js';
import { defaultThresholds } from '../../../lib/hub/thresholds.js';

const least = ['--port', '8080', '--anonymous'];
const settings = (...args: string[]) => hubSettings([...least, ...args], {}) as HubSettings;

describe('hubSettings', () => {
  it('needs a port and a way in; the rest has defaults', () => {
    expect(settings()).to.deep.equal({
      port: 8080,
      access: { way: 'anonymous' },
      takeover: 'kick-old',
      limits: defaultLimits,
      thresholds: defaultThresholds,
      json: false,
      drain: { retryAfter: 1_000, spread: 1_000 },
    });
  });

  it('takes what is given', () => {
    const origins = ['https://a.example.org', 'https://b.example.org'];
    const network = ['--host', '127.0.0.1', '--path', '/live', ...origins.flatMap((origin) => ['--origin', origin])];
    const judging = ['--limit', 'members=500', '--limit=id=32', '--threshold', 'grace=40000', '--takeover=reject-new'];
    const given = settings(...network, ...judging, '--json', '--metrics=60', '--retry-after=0', '--spread=500');
    expect(given).to.deep.equal({
      ...{ port: 8080, host: '127.0.0.1', path: '/live', origins, access: { way: 'anonymous' } },
      takeover: 'reject-new',
      limits: { ...defaultLimits, members: 500, id: 32 },
      thresholds: { ...defaultThresholds, grace: 40_000 },
      json: true,
      metricsEvery: 60_000,
      drain: { retryAfter: 0, spread: 500 },
    });
  });

  for (const name of Object.keys(defaultLimits) as (keyof typeof defaultLimits)[]) {
    it(`knows the limit ${name}`, () => expect(settings('--limit', `${name}=7`).limits[name]).to.equal(7));
  }
  for (const name of Object.keys(defaultThresholds) as (keyof typeof defaultThresholds)[]) {
    const value = defaultThresholds[name] + 1;
    it(`knows the threshold ${name}`, () =>
      expect(settings('--threshold', `${name}=${value}`).thresholds[name]).to.equal(value));
  }

  it('answers --help before it complains', () => {
    expect(hubSettings(['--help'], {})).to.equal('help');
    expect(hubSettings(['-h', '--port', 'x'], {})).to.equal('help');
  });

  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['--fast'], "hub: Unknown option '--fast'"],
    [['now'], "hub: Unexpected argument 'now'"],
    [['--json=5'], "hub: Option '--json' does not take an argument"],
    [['--host'], "hub: Option '--host <value>' argument missing"],
    [['--host', '--json'], "hub: Option '--host' argument is ambiguous"],
    [['--port', '65536'], "hub: --port: expected a whole number from 0 to 65535, got '65536'"],
    [['--port='], 'hub: --port is empty'],
    [['--host='], 'hub: --host is empty'],
    [['--key='], 'hub: --key is empty'],
    [['--path', 'live'], "hub: --path: expected a path such as /live, got 'live'"],
    [['--path', '/live?x'], "hub: --path: expected a path such as /live, got '/live?x'"],
    [['--origin', 'example.org'], 'hub: --origin: expected an origin'],
    [['--takeover', 'kick'], "hub: --takeover: expected kick-old or reject-new, got 'kick'"],
    [['--limit', 'members'], "hub: --limit: expected name=value, got 'members'"],
    [['--limit', 'members=0'], 'hub: limits.members must be a whole number above 0, got 0'],
    [['--limit', 'memers=5'], 'hub: limits.memers is not known'],
    [['--limit', '__proto__=5'], 'hub: limits.__proto__ is not known'],
    [['--threshold', 'beet=5'], 'hub: thresholds.beet is not known'],
    [['--threshold', 'idle=6000'], 'hub: thresholds.idle must be above thresholds.unreachable, got 6000 and 6000'],
    [['--metrics', '0'], "hub: --metrics: expected a whole number from 1 to 2147483, got '0'"],
    [['--metrics', '2147484'], "hub: --metrics: expected a whole number from 1 to 2147483, got '2147484'"],
    [['--retry-after', '2147483648'], "hub: --retry-after: expected a whole number from 0 to 2147483647, got '2147"],
    [['--spread', '1s'], "hub: --spread: expected a whole number from 0 to 3600000, got '1s'"],
    [['--spread', '3600001'], "hub: --spread: expected a whole number from 0 to 3600000, got '3600001'"],
    [['--audience', 'chat'], 'hub: --audience and --issuer are about tokens: not with --anonymous'],
    [['--key', 'hub.key'], 'hub: --key and --anonymous: expected only one of them'],
  ];
  for (const [args, message] of wrong) {
    it(`names what is wrong with ${args.join(' ')}`, () => {
      expect(() => settings(...args))
        .to.throw(message)
        .with.property('name', 'UsageError');
    });
  }

  it('HUB-4: names a port that is missing, and a way in', () => {
    expect(() => hubSettings(['--anonymous'], {})).to.throw('hub: --port is missing');
    expect(() => hubSettings(['--port', '0'], {})).to.throw('hub: who may come in?');
  });
});
