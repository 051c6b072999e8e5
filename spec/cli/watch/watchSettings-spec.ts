import { expect } from 'chai';
import { watchSettings, type WatchSettings } from '../../../lib/cli/watch/watchSettings.js';

const address = 'ws://127.0.0.1:8080/live';
const settings = (...args: string[]) => watchSettings([address, ...args]) as WatchSettings;

describe('watchSettings', () => {
  it('needs an address; the rest has defaults', () => {
    const { url, ...rest } = settings();
    expect(url.href).to.equal(address);
    expect(rest).to.deep.equal({ protocols: [], headers: {}, interrupted: 4_000, lost: 10_000, output: 'screen' });
  });

  it('takes what is given, before the address or after it', () => {
    const dialling = ['--protocol', 'chat.2', '--protocol=chat.1', '--header', 'Authorization: Bearer a:b'];
    const speaking = ['--send', 'ping', '--every', '500ms', '--interrupted', '20s', '--lost=2m', '--for', '1h'];
    const { url, ...rest } = watchSettings([...dialling, address, ...speaking, '--json']) as WatchSettings;
    expect(url.href).to.equal(address);
    expect(rest).to.deep.equal({
      ...{ protocols: ['chat.2', 'chat.1'], headers: { Authorization: 'Bearer a:b' } },
      ...{ send: 'ping', every: 500, interrupted: 20_000, lost: 120_000, duration: 3_600_000, output: 'json' },
    });
  });

  const silences: readonly (readonly [string[], number, number])[] = [
    [['--interrupted', '20s'], 20_000, 50_000],
    [['--interrupted', 'never'], Infinity, Infinity],
    [['--lost', 'never'], 4_000, Infinity],
    [['--lost', '4001ms'], 4_000, 4_001],
  ];
  for (const [args, interrupted, lost] of silences) {
    it(`takes ${args.join(' ')} as ${interrupted} and ${lost} ms`, () => {
      expect(settings(...args)).to.include({ interrupted, lost });
    });
  }

  it('is plain with --plain; --json is stronger', () => {
    expect(settings('--plain').output).to.equal('plain');
    expect(settings('--plain', '--json').output).to.equal('json');
  });

  it('answers --help before it complains', () => {
    expect(watchSettings(['--help'])).to.equal('help');
    expect(watchSettings(['-h', 'http://a', '--lost', 'x'])).to.equal('help');
  });

  const duration = 'expected a duration such as 500ms, 4s, 20m or never, got';
  const bounded = 'expected a duration such as 500ms, 4s or 20m, at most 24d, got';
  const server = 'expected an address that begins with ws:// or wss://, got';
  const wrong: readonly (readonly [string[], string])[] = [
    [[], 'which server? an address such as ws://127.0.0.1:8080'],
    [['example.org'], `${server} 'example.org'`],
    [['http://u:secret@example.org'], `${server} http:`],
    [['ws://'], `${server} 'ws://'`],
    [['ws://127.0.0.1:99999/live'], "expected a port from 0 to 65535, got '99999'"],
    [['ws://a#top'], "an address of a WebSocket has no fragment, got '#top'"],
    [['ws://a', 'ws://b'], "expected one address, got 'ws://b' too"],
    [[address, '--fast'], "Unknown option '--fast'"],
    [[address, '--json=5'], "Option '--json' does not take an argument"],
    [[address, '--send'], "Option '--send <value>' argument missing"],
    [[address, '--every', '1s'], '--every: what is to be sent? --send <text>'],
    [[address, '--send', 'a', '--every', 'never'], `--every: ${bounded} 'never'`],
    [[address, '--send', 'a', '--every', '25d'], `--every: ${bounded} '25d'`],
    [[address, '--for', '0s'], `--for: ${bounded} '0s'`],
    [[address, '--interrupted', '4'], `--interrupted: ${duration} '4'`],
    [[address, '--interrupted', '4s-5s'], `--interrupted: ${duration} '4s-5s'`],
    [[address, '--lost', 'soon'], `--lost: ${duration} 'soon'`],
    [[address, '--lost', '4s'], "--lost: expected more than --interrupted 4s, got '4s'"],
    [
      [address, '--interrupted', 'never', '--lost', '4s'],
      "--lost: expected never where --interrupted is never, got '4s'",
    ],
    [
      [address, '--header', 'secret'],
      "--header: expected a header such as 'Authorization: Bearer ...', a name is missing",
    ],
    [
      [address, '--header', 'a b: c'],
      "--header: expected a header such as 'Authorization: Bearer ...', got 'a b: ...'",
    ],
    [[address, '--header', 'a: \n'], "--header: expected a header such as 'Authorization: Bearer ...', got 'a: ...'"],
    [[address, '--header', 'a: b', '--header', 'A: c'], "--header: expected each header once, got 'A: ...' again"],
    [[address, '--protocol', 'a,b'], "--protocol: expected a name without spaces or commas, and each once, got 'a,b'"],
    [
      [address, '--protocol=a', '--protocol=a'],
      "--protocol: expected a name without spaces or commas, and each once, got 'a'",
    ],
  ];
  for (const [args, message] of wrong) {
    it(`names what is wrong with [${args.join(' ').trim()}]`, () => {
      expect(() => watchSettings(args))
        .to.throw(`watch: ${message}`)
        .with.property('name', 'UsageError');
    });
  }
});
