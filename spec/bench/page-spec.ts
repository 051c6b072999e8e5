import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { amount, printed, tablesOf } from '../../bench/harness/page.mjs';
import { ratioRow, reached } from '../../bench/harness/suite.mjs';

type Results = Parameters<typeof tablesOf>[0];

const results: Results = {
  title: 'Hearing',
  measured: '2026-01-02',
  on: '2 x Machine',
  rows: [
    ratioRow(
      { table: 'Cost', what: 'ours', against: 'a timer', atMost: 1 / 7 },
      { ratio: 0.125, low: 0.12, high: 0.13, ours: 80, theirs: 640 },
    ),
    { table: 'Memory', what: 'ours', value: 12_345.6, unit: 'bytes', atLeast: 20_000 },
    { table: 'Cost', what: 'ours', against: 'nothing', value: 2.5, unit: '×' },
  ],
};

const page = 'Prose.\n\n<!-- printed: hearing -->\nold\n<!-- /printed -->\n\nMore.\n';

describe('bench: the page', () => {
  it('numbers have the digits that count, and small ratios are fractions', () => {
    expect([0.022_22, 0.5, 1.499, 47].map((ratio) => amount(ratio, '×'))).to.deep.equal([
      '1/45.0',
      '0.50 ×',
      '1.50 ×',
      '47 ×',
    ]);
    expect([0.25, 9.876, 98.76, 987.6, 1_234_567.8].map((value) => amount(value, 'ns'))).to.deep.equal([
      '0.25 ns',
      '9.88 ns',
      '98.8 ns',
      '988 ns',
      '1 234 568 ns',
    ]);
  });

  it('what is to be reached is reached up to its very value', () => {
    const row = { table: '', what: '', unit: '', value: 2 };
    expect([row, { ...row, atMost: 2 }, { ...row, atMost: 1.9 }].map(reached)).to.deep.equal([null, true, false]);
    expect(
      [
        { ...row, atLeast: 2 },
        { ...row, atLeast: 2.1 },
      ].map(reached),
    ).to.deep.equal([true, false]);
  });

  it('what had not ended with the measuring is over the value, and within no limit', () => {
    const row = { table: 'Late', what: 'ours', unit: 's', value: 60, over: true };
    expect(tablesOf({ ...results, rows: [row] })).to.include('| over 60 s |');
    expect(reached({ ...row, atMost: 60 })).to.equal(false);
  });

  it('rows stand under their heading, with interval, absolute values, aim, and whether it was reached', () => {
    const lines = tablesOf(results).split('\n');
    const cells = (line: string) => line.split('|').map((cell) => cell.trim());
    expect(lines[0]).to.equal('Measured 2026-01-02 on 2 x Machine.');
    expect(lines.filter((line) => line.startsWith('#'))).to.deep.equal(['### Cost', '### Memory']);
    const rows = lines.filter((line) => line.startsWith('| ours')).map(cells);
    expect(rows).to.deep.equal([
      ['', 'ours', 'a timer', '1/8 (1/8.33 to 1/7.69)', '80 ns', '640 ns', 'at most 1/7', 'yes', ''],
      ['', 'ours', 'nothing', '2.50 ×', '', '', '', '', ''],
      ['', 'ours', '', '12 346 bytes', '', '', 'at least 20 000 bytes', '**no**', ''],
    ]);
  });

  it('tables replace what was printed in their place, and the prose stays', () => {
    const once = printed(page, 'hearing', results);
    expect(once)
      .to.include(tablesOf(results))
      .and.to.match(/^Prose\.\n\n<!-- printed: hearing -->\n\nMeasured/);
    expect(once)
      .to.match(/<!-- \/printed -->\n\nMore\.\n$/)
      .and.not.include('old');
    expect(printed(once, 'hearing', results)).to.equal(once);
  });

  it('a suite without a place on the page is named', () => {
    expect(() => printed(page, 'seeing', results)).to.throw("no place for 'seeing'");
    expect(() => printed('<!-- printed: seeing -->', 'seeing', results)).to.throw("no place for 'seeing'");
  });

  it('docs/performance.md shows bench/results as they are, each suite of them', () => {
    const shown = readFileSync('docs/performance.md', 'utf8');
    const files = readdirSync('bench/results').filter((file) => file.endsWith('.json'));
    let fresh = shown;
    for (const file of files) {
      const kept = JSON.parse(readFileSync(`bench/results/${file}`, 'utf8')) as Results;
      fresh = printed(fresh, file.replace('.json', ''), kept);
    }
    expect(shown).to.equal(fresh);
    expect([...shown.matchAll(/<!-- printed: (\w+) -->/g)].map(([, name]) => `${name}.json`).sort()).to.deep.equal(
      files,
    );
  });

  it('docs/performance.md measures nothing in its prose: what has a unit stands in a table', () => {
    const prose = readFileSync('docs/performance.md', 'utf8')
      .replace(/<!-- printed.*?<!-- \/printed -->/gs, '')
      .replace(/```.*?```/gs, '');
    expect(prose.match(/\d[\d ]*(\.\d+)? ?(ns|µs|×|bytes|KiB|MiB)(?!\w)/g) ?? []).to.deep.equal([]);
  });
});
