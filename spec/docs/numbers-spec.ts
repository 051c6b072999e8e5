import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { pages, proseOf, sources, type Page } from './pages.js';

const library = sources().filter(({ file }) => !file.startsWith('lib/cli/'));
const numberOf = (text: string) => Number(text.replace(/[ _]/g, ''));

/** Every number that the library gives to a constant, a default or an option of that name. */
function given(name: string, files: readonly Page[] = library): number[] {
  const literal = new RegExp(`\\b${name}\\b(?: =|:| \\?\\?) (?:\\(\\) => )?([\\d_]+)`, 'g');
  const code = files.map(({ text }) => text.replace(/\/\*\*.*?\*\//gs, ''));
  return [...new Set(code.flatMap((text) => [...text.matchAll(literal)].map(([, value]) => numberOf(value!))))];
}

/** The one number of that name; `file#name` where another file has one of that name too. */
function valueOf(where: string): number {
  const [name = '', file] = where.split('#').reverse();
  const values = given(name, file === undefined ? library : library.filter((page) => page.file === `lib/${file}.ts`));
  expect(values, `${where} in lib`).to.have.length(1);
  return values[0]!;
}

/** A number of ms as prose has it. */
function time(name: string): string {
  const ms = valueOf(name);
  return ms % 60_000 === 0 && ms > 60_000 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
}

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: { readonly rxjs: string };
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const firstTwo = (version: string) => /\d+\.\d+/.exec(version)?.[0] ?? '';

const sizes = JSON.parse(readFileSync('docs/size.json', 'utf8')) as Record<string, { readonly withoutRxjs: number }>;
/** What a bundle weighs at most, without rxjs. */
const kB = (bundle: string) => String(sizes[bundle]?.withoutRxjs);

/** The rows of T3 to T7. */
const timeline = () => [
  `a new link within ${time('interrupted')} is never seen`,
  `| T4 | ${time('interrupted')} without any data | \`reconnecting\``,
  `| T5 | ${time('lost')} without any data | \`lost$\``,
  `| T6 | ${time('peerOffline')} unheard by the hub`,
  `| T7 | ${time('giveUp')} in \`reconnecting\` or \`connecting\``,
];

/** What the pages say, with the numbers of the code in it. What is no claim about the code stands as it is. */
const claims: Record<string, () => string[]> = {
  'README.md': () => [
    '20 minutes pass at once',
    `replaced within ${time('interrupted')} is never seen`,
    `gone quiet *is* seen: after ${time('interrupted')}`,
    `with Node ${firstTwo(manifest.engines.node)} or newer`,
    'in your terminal, under 60 s',
    ...timeline(),
    `| ${kB('createConnection + websocket')} |`,
    `| ${kB('createRtcChannel + websocket')} |`,
    `| ${kB('createRtmClient + websocket')} |`,
    `\`liveness\` alone is ${kB('liveness')} kB`,
    `\`rxjs\` ${firstTwo(manifest.peerDependencies.rxjs)} is a peer`,
    'Node before 22',
    `| rx-lifeline | ${time('interrupted')} | sent again`,
    `| ${time('peerOffline')}; messaging ${time('grace')} |`,
    ...Object.entries(noticed).map(([peer, after]) => `| ${peer} | ${after} |`),
    '| 15 s | hosted |',
  ],
  'CONTRIBUTING.md': () => [
    `You need Node ${firstTwo(manifest.engines.node)} or later`,
    `under ${/'max-lines': \['error', (\d+)\]/.exec(readFileSync('eslint.config.js', 'utf8'))?.[1]} lines`,
    "INTERRUPTED at 4 000 ms of silence, not at 3 999'",
  ],
  'docs/start.md': () => [
    `You need Node ${firstTwo(manifest.engines.node)} or newer`,
    `makes \`rx-lifeline-${manifest.version}.tgz\``,
    'networks fail, live, under 60 s',
    'After 2 s it keeps its sockets open',
    `After ${time('interrupted')} of silence the state was`,
    `quiet for ${valueOf('interrupted') / 1_000 - 1} s only`,
    `come back within ${time('interrupted')}, nothing`,
    'tests that take 20 minutes',
    `exact: ${time('interrupted')} and ${time('lost')} after the last frame, ${time('giveUp')} in \`reconnecting\``,
  ],
  'docs/concepts.md': () => [
    `\`interrupted\` after ${time('interrupted')}, \`lost\` after ${time('lost')}`,
    `the silence of ${time('grace')} up to which the hub counts`,
  ],
  'docs/timelines.md': () => [
    ...timeline(),
    `gone for less than ${time('peerOffline')} was never gone`,
    `## Messaging: outages under and over ${time('grace')}`,
    `| under ${time('interrupted')} |`,
    `| ${time('interrupted')} to ${time('grace')} |`,
    `| over ${time('grace')} |`,
    `\`unreachable\` from ${time('unreachable')}`,
    `the last ${time('hub/memory/history#oldest')}, at most the newest`,
    `Only the first log-in has a limit, ${time('login')},`,
  ],
  'docs/connection.md': () => [
    `had been good for ${time('provedAfter')},`,
    `the first below ${valueOf('link/backoff#base')} ms, each`,
    `up to ${time('link/backoff#cap')}, and once the outage has lasted ${valueOf('lateAfter') / 60_000} min up to ${time('lateCap')} (`,
    `After ${time('interrupted')} of silence it is`,
    `silent for ${time('lost')} is given up. After ${time('giveUp')} without success`,
    `It has ${time('accept')} (\`deadlines.accept\`)`,
    `no sign of life: after ${time('interrupted')} it would count`,
    'with a message each 20 s',
    `says nothing for ${time('connection/connection#answerWithin')}.`,
    `dialling to once in ${time('offlineStretch')}.`,
  ],
  'docs/channel.md': () => [`the others see it for ${time('peerOffline')} more`],
  'docs/messaging.md': () => [
    `${time('rtm/asking#answerWithin')} without an answer: nobody knows`,
    `silent for ${time('unreachable')}, and still counted as there`,
    `\`cached\`, within ${time('hub/messaging/receipts#patience')}`,
    `silent for ${time('grace')} |`,
    'network fails for 40 s',
    `the last ${time('hub/memory/history#oldest')}: so ben gets`,
    `each message for its own ${time('rtm/asking#answerWithin')}`,
    `back within ${time('grace')} of its start was never away`,
  ],
  'docs/tokens.md': () => [`before each attempt and ${time('expiryNotice')} before the token ends`],
  'docs/testing.md': () => ['20 minutes that pass at once'],
  'docs/scores.md': () => ['`tempo 1s`', '`> liveness offline=4s`', '`time 0s 5s`', '`span [--4s--]`'],
  'docs/recipes/banner.md': () => [
    `when nothing was heard for ${time('interrupted')}, and hides`,
    `The ${time('interrupted')} count from the last frame`,
    ...['falls silent at 2.5 s was last heard at 2 s, and the banner shows at 6 s.', '`h 3999ms r`'],
  ],
  'docs/recipes/webrtc.md': () => [`not open within ${valueOf('dial')} ms`],
  'docs/troubleshooting.md': () => [
    `not open within ${valueOf('dial')} ms`,
    `not accepted within ${valueOf('accept')} ms`,
  ],
  'docs/comparison.md': () => [
    `| rx-lifeline | ${time('interrupted')} ([states]`,
    `A link replaced within ${time('interrupted')} is no change of state. Redialling from 0 ms`,
    `until ${time('giveUp')} are over`,
    `those of the last ${time('hub/memory/history#oldest')}, at most ${valueOf('hub/memory/history#longest')};`,
    `told after ${time('peerOffline')} in a channel, ${time('grace')} in messaging`,
    'A beat each second costs more battery and bytes than a heartbeat each 25 s',
    `noticing in ${time('interrupted')};`,
  ],
  'docs/hub.md': () => [
    'a secret of at least 32 bytes',
    `finds a hub within ${time('interrupted')} of its last frame`,
    'keep both together below 2 s',
  ],
  'docs/states.md': () => [
    `\`interrupted\` of silence (${time('interrupted')})`,
    `heard nothing of us for ${time('unheard')}`,
    `\`giveUp\` in the state (${time('giveUp')})`,
    `(${time('login')})`,
  ],
  'docs/watch.md': () => [
    `after ${time('accept')} (or \`--interrupted\``,
    `an open link is enough | \`${time('interrupted').replace(' ', '')}\``,
    'otherwise 2.5 times --interrupted',
    ...[
      '`--send ping --every 1s`',
      'again, e.g. 1s;',
      'at least each 20 s',
      '`--interrupted 60s`',
      'with its ping each 25 s',
    ],
    ...['--every 30s --interrupted 40s', '`500ms`, `4s`, `20m`'],
  ],
  'docs/decisions.md': () => [
    `own deadline of ${time('dial')} ends it`,
    `not heard a client for ${time('unheard')};`,
    'a client that was stopped for 12 s',
    `gives up a link that was silent for ${time('hub/thresholds#idle')}.`,
    'a fixed 10 s would end links that are well',
    'where that is off at 2.5 times `interrupted`',
    '1 ms on an idle machine, 900 ms after a loop that was blocked for 900 ms',
    `"Late" is more than ${time('asleepAfter')}.`,
    `\`full\` is over ${valueOf('fullAt') / 2 ** 20} MiB`,
    `departures of the last ${time('memory')}, of at most ${valueOf('hub/departures#most')} members`,
    `or answers NaN counts as ${time('fallback')};`,
    `still settling (${time('peerOffline')} after its start`,
    `Where a link was replaced within ${time('interrupted')}, which no application sees`,
    `has an outcome within ${time('rtm/asking#answerWithin')} of the call`,
    'always has its unit (`4s`, `200ms`, `never`)',
    'so that 200 ms and 20 min fit into one picture',
  ],
};

/** When others notice a dead link; docs/comparison.md says where each of these stands. */
const noticed = {
  Ably: '25 s',
  Centrifuge: '35 s',
  'Socket.IO': '45 s',
  SignalR: '30 s',
  Phoenix: '60 s',
  'rx-stomp': '20 s to 30 s',
};
const comparison = 'docs/comparison.md';
/** A line that says where it was read. */
const isSourced = (line: string) => line.includes('](https://');

/** Pages whose numbers have a spec of their own, or are printed. */
const elsewhere = ['docs/protocol.md', 'docs/performance.md', 'docs/marbles.md'];

/** Numbers with a unit, versions: what a reader takes for a fact. */
const quantity =
  /(?<![\w-])\d[\d .]*? ?(ms|s|min|minutes|h|kB|KiB|MiB|bytes|lines|times)\b|\b(Node|Version|`rxjs`) [\d.]+/g;

describe('the numbers of the pages', () => {
  for (const page of pages().filter(({ file }) => !elsewhere.includes(file))) {
    it(`${page.file} quotes the code, and no other number`, () => {
      const lines = proseOf(page).split('\n');
      const ours = page.file === comparison ? lines.filter((line) => !isSourced(line)) : lines;
      let prose = ours.join(' ').replace(/\s+/g, ' ');
      for (const claim of claims[page.file]?.() ?? []) {
        expect(prose).to.include(claim);
        prose = prose.replaceAll(claim, '');
      }
      expect(prose.match(quantity) ?? []).to.deep.equal([]);
    });
  }

  it(`${comparison} says where every statement about somebody else was read`, () => {
    const [tables = ''] = readFileSync(comparison, 'utf8').split('## What we lack');
    const rows = tables.split('\n').filter((line) => /^\| (?!rx-lifeline|---)\w/.test(line));
    expect(rows).to.have.length.above(40);
    expect(rows.filter((row) => !isSourced(row) && !/^\|[^|]+(\| — )+\|$/.test(row))).to.deep.equal([]);
    for (const [peer, after] of Object.entries(noticed))
      expect(tables).to.match(new RegExp(`\\| ${peer} \\| (between )?${after.replace(' to ', '( to | and )')}`));
  });

  it('doc comments quote the defaults of the code', () => {
    const wrong: string[] = [];
    let quoted = 0;
    for (const { file, text } of library) {
      const folder = library.filter((other) => other.file.startsWith(file.replace(/[^/]+$/, '')));
      const check = (name: string, value: string) => {
        quoted++;
        if (!given(name, folder).includes(numberOf(value))) wrong.push(`${file}: ${name}, default ${value}`);
      };
      for (const [, doc = '', name = ''] of text.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s+readonly (\w+)/gs)) {
        const value = /default (\d[\d ]*)/i.exec(doc)?.[1];
        if (value !== undefined) check(name, value);
        const several = /Defaults: (.*?)\./.exec(doc)?.[1] ?? '';
        for (const [, phase, time] of several.matchAll(/(\w+) (\d[\d ]*)/g)) check(phase!, time!);
      }
    }
    expect(wrong).to.deep.equal([]);
    expect(quoted).to.be.above(20);
  });
});
