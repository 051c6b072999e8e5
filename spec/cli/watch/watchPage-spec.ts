import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { mergeMap, take, tap, timer } from 'rxjs';
import { plain } from '../../../lib/cli/paint.js';
import { eventLines } from '../../../lib/cli/watch/eventLines.js';
import { jsonLine } from '../../../lib/cli/watch/jsonLine.js';
import { statusLines } from '../../../lib/cli/watch/statusLines.js';
import { summaryOf } from '../../../lib/cli/watch/summary.js';
import { summaryLines } from '../../../lib/cli/watch/summaryLines.js';
import { emptyTally, tallied } from '../../../lib/cli/watch/tally.js';
import { watchFlags } from '../../../lib/cli/watch/watchFlags.js';
import { watchHelp } from '../../../lib/cli/watch/watchHelp.js';
import { watching } from '../../../lib/cli/watch/watching.js';
import type { Link } from '../../../lib/link/link.js';
import { run } from '../../../lib/testing/run.js';
import { virtualNetwork } from '../../../lib/testing/virtualNetwork.js';

const page = readFileSync('docs/watch.md', 'utf8');
const blocks = [...page.matchAll(/^```text\n(.*?)^```$/gms)].map(([, block = '']) => block);
const begin = new Date(2026, 0, 31, 9, 30, 7, 401);
const silences = { interrupted: 4_000, lost: 10_000 };

/** 20 s of a server that speaks each half second, and falls silent on its first link after 4 s. */
function transcript(): readonly string[] {
  return run(({ advance, now }) => {
    const network = virtualNetwork({ latency: 12 });
    const lines: string[] = [];
    let tally = emptyTally(now());
    const speech = (link: Link, index: number) =>
      timer(0, 500).pipe(
        take(index === 0 ? 9 : 100),
        tap(() => link.send('x'.repeat(50))),
      );
    network.links$.pipe(mergeMap(speech)).subscribe();
    watching({ ...silences, transport: network.transport() }).subscribe((event) => {
      tally = tallied(tally, event, now());
      lines.push(...eventLines(new Date(begin.getTime() + now()), event, tally));
    });
    advance(20_000);
    return [...lines, '', ...summaryLines('ws://127.0.0.1:8080/live', summaryOf(tally, now()))];
  });
}

/** The cells of the table under a heading, without its head. */
function table(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [head = ''] = section.split('\n## ');
  const rows = head.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('docs/watch.md', () => {
  it('shows what is printed of a server that falls silent and is heard again on a new link', () => {
    const [first = '', ...lines] = blocks[0]?.trimEnd().split('\n') ?? [];
    expect(first).to.equal('$ rx-lifeline watch ws://127.0.0.1:8080/live --for 20s');
    expect(lines[0]).to.match(
      /^Watching ws:\/\/127\.0\.0\.1:8080\/live since 2026-01-31 09:30:07\.401; Ctrl-C ends it\.$/,
    );
    expect(lines.slice(2)).to.deep.equal(transcript());
  });

  it('shows the gauge as it is drawn', () => {
    const came = { state: 'connected', stateAt: 1_000, heardAt: 8_000, frames: 1_204, bytes: 56_789 } as const;
    const drawn = statusLines({ ...emptyTally(0), ...came }, silences, 10_000, { width: 60, paint: plain });
    expect(blocks[1]?.trimEnd().split('\n')).to.deep.equal(drawn.slice(1));
  });

  it('has the options of the program, with their words and defaults', () => {
    const rows = Object.entries(watchFlags).map(([name, flag]) => [
      `\`--${name}${'value' in flag ? ` ${flag.value}` : ''}\``,
      'multiple' in flag ? `${flag.text}; may be given again` : flag.text,
      'default' in flag ? `\`${flag.default}\`` : '',
    ]);
    expect(table('Options')).to.deep.equal(rows);
  });

  it('has every type of JSON object', () => {
    const source =
      readFileSync('lib/cli/watch/watchEvent.ts', 'utf8') + readFileSync('lib/cli/watch/jsonLine.ts', 'utf8');
    const types = [...source.matchAll(/\btype: ((?:'\w+'(?: \| )?)+)/g)].flatMap(([, names = '']) =>
      names.match(/\w+/g),
    );
    const told = new Set(types.filter((type) => type !== 'frame'));
    expect(table('JSON').map(([type = '']) => type.replaceAll('`', ''))).to.have.members([...told]);
  });

  it('has every field of the summary', () => {
    const [, fields = ''] = table('JSON').find(([type]) => type === '`summary`') ?? [];
    const summary = summaryOf(emptyTally(0), 0);
    expect(fields.match(/`(\w+)`/g)?.map((field) => field.slice(1, -1))).to.deep.equal([
      'url',
      ...Object.keys(summary),
    ]);
  });

  it('shows a line of JSON as it is printed', () => {
    const [object = ''] = blocks[2]?.split('\n') ?? [];
    const { at, ...event } = JSON.parse(object) as { at: string } & Parameters<typeof jsonLine>[1];
    expect(jsonLine(new Date(at), event)).to.equal(object);
  });
});

describe('watchHelp', () => {
  it('is at most 80 columns wide, and has every option with its words', () => {
    expect(watchHelp.split('\n').filter((line) => line.length > 80)).to.deep.equal([]);
    const words = watchHelp.replace(/\s+/g, ' ');
    for (const [name, { text }] of Object.entries(watchFlags)) {
      expect(words).to.contain(` --${name} `);
      expect(words).to.contain(text);
    }
  });
});
