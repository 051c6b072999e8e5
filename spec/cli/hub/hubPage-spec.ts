import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { hubFlags } from '../../../lib/cli/hub/hubFlags.js';
import { hubHelp } from '../../../lib/cli/hub/hubHelp.js';
import { createHub } from '../../../lib/hub/createHub.js';

const page = readFileSync('docs/hub.md', 'utf8');
const source = (file: string) => readFileSync(file, 'utf8');

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

const firstCells = (heading: string) => table(heading).map(([name = '']) => name.replaceAll('`', ''));
/** The names that a union of `type: 'a' | 'b'` has. */
const typesIn = (text: string) =>
  [...text.matchAll(/\btype: ((?:'\w+'(?: \| )?)+)/g)].flatMap(([, types = '']) => types.match(/\w+/g) ?? []);

describe('docs/hub.md', () => {
  it('has the options of the program, with their words and defaults', () => {
    const rows = Object.entries(hubFlags).map(([name, flag]) => [
      `\`--${name}${'value' in flag ? ` ${flag.value}` : ''}\``,
      'multiple' in flag ? `${flag.text}; may be given again` : flag.text,
      'default' in flag ? `\`${flag.default}\`` : name === 'port' ? 'needed' : '',
    ]);
    expect(table('Options')).to.deep.equal(rows);
  });

  it('has every event of the log', () => {
    const types = [...typesIn(source('lib/hub/hubEvent.ts')), ...typesIn(source('lib/cli/hub/logEvent.ts'))];
    expect(firstCells('The log')).to.have.members(types);
  });

  it('has every way in, every verdict and every departure', () => {
    const named = (file: string, type: string) =>
      new RegExp(`type ${type} = (.*?);`, 's').exec(source(file))?.[1]?.match(/\w+/g) ?? [];
    const rows = Object.fromEntries(
      table('The log').map(([event = '', text = '']) => [event.replaceAll('`', ''), text]),
    );
    const listed = (event: string) => rows[event]?.match(/`(\w+)`/g)?.map((word) => word.slice(1, -1)) ?? [];
    expect(listed('accepted')).to.deep.equal(['how', ...named('lib/hub/hubEvent.ts', 'Admission')]);
    expect(listed('judged')).to.deep.equal(named('lib/hub/hubEvent.ts', 'SessionStatus'));
  });

  it('HUB-5: has every metric', () => {
    const hub = createHub({ allowAnonymous: true });
    expect(firstCells('Metrics')).to.have.members(Object.keys(hub.metrics));
    hub.close();
  });
});

describe('hubHelp', () => {
  it('is at most 80 columns wide, and wraps no word away', () => {
    expect(hubHelp.split('\n').filter((line) => line.length > 80)).to.deep.equal([]);
    const words = hubHelp.replace(/\s+/g, ' ');
    for (const { text } of Object.values(hubFlags)) expect(words).to.contain(text);
  });

  it('has the limits and thresholds with their defaults', () => {
    expect(hubHelp).to.match(/^Limits and their defaults:\n {2}members=1000 /m);
    expect(hubHelp).to.match(/^Thresholds and their defaults, in ms:\n {2}accept=6000 .*grace=30000$/ms);
  });
});
