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

/** What the pages say, with the numbers of the code in it. What is no claim about the code stands as it is. */
const claims: Record<string, () => string[]> = {
  'README.md': () => [
    `replaced within ${time('interrupted')} is never seen`,
    `gone quiet *is* seen: after ${time('interrupted')}`,
    '20 minutes pass at once',
    `After ${time('interrupted')} of silence a client is`,
    `For ${time('grace')} the others see nothing`,
    `Version ${firstTwo(manifest.version)}:`,
    `With Node ${firstTwo(manifest.engines.node)} or newer`,
    `rx-lifeline-${manifest.version}.tgz`,
    `falls silent for ${time('interrupted')} the state becomes`,
    `tells after ${time('lost')}; after ${time('giveUp')} the state is`,
    `a new link within ${time('interrupted')} is never seen`,
    `| T4 | ${time('interrupted')} without any data | \`reconnecting\``,
    `| T5 | ${time('lost')} without any data | \`lost$\``,
    `| T6 | ${time('peerOffline')} unheard by the hub`,
    `| T7 | ${time('giveUp')} in \`reconnecting\` or \`connecting\``,
    `\`rxjs\` ${firstTwo(manifest.peerDependencies.rxjs)} is a peer`,
    'Node before 22',
  ],
  'CONTRIBUTING.md': () => [
    `You need Node ${firstTwo(manifest.engines.node)} or later`,
    `under ${/'max-lines': \['error', (\d+)\]/.exec(readFileSync('eslint.config.js', 'utf8'))?.[1]} lines`,
    "INTERRUPTED at 4 000 ms of silence, not at 3 999'",
  ],
  'docs/guide.md': () => [
    '20 minutes pass at once',
    `\`interrupted\` after ${time('interrupted')}, \`lost\` after ${time('lost')}`,
    `had been good for ${time('provedAfter')},`,
    `After ${time('interrupted')} of silence it is`,
    `silent for ${time('lost')} is given up. After ${time('giveUp')} without success`,
    `It has ${time('accept')} (\`deadlines.accept\`)`,
    `no sign of life: after ${time('interrupted')} it would count`,
    'with a message each 20 s',
    `says nothing for ${time('connection/connection#answerWithin')}.`,
    `dialling to once in ${time('offlineStretch')}.`,
    `before each attempt and ${time('expiryNotice')} before the token ends`,
    `not open within ${valueOf('dial')} ms`,
    `not accepted within ${valueOf('accept')} ms`,
  ],
  'docs/states.md': () => [
    `\`interrupted\` of silence (${time('interrupted')})`,
    `heard nothing of us for ${time('unheard')}`,
    `\`giveUp\` in the state (${time('giveUp')})`,
    `(${time('login')})`,
  ],
  'docs/decisions.md': () => [
    `own deadline of ${time('dial')} ends it`,
    `not heard a client for ${time('unheard')};`,
    'a client that was stopped for 12 s',
    `gives up a link that was silent for ${time('idle')}.`,
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

/** Numbers with a unit, versions: what a reader takes for a fact. */
const quantity =
  /(?<![\w-])\d[\d .]*? ?(ms|s|min|minutes|h|KiB|MiB|bytes|lines|times)\b|\b(Node|Version|`rxjs`) [\d.]+/g;

describe('the numbers of the pages', () => {
  for (const page of pages().filter(({ file }) => file in claims)) {
    it(`${page.file} quotes the code, and no other number`, () => {
      let prose = proseOf(page).replace(/\s+/g, ' ');
      for (const claim of claims[page.file]!()) {
        expect(prose).to.include(claim);
        prose = prose.replaceAll(claim, '');
      }
      expect(prose.match(quantity) ?? []).to.deep.equal([]);
    });
  }

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
