import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as v from 'valibot';
import {
  channelClientFrame,
  channelHubFrame,
  departureReasons,
  refusalReasons,
} from '../../lib/protocol/channelFrames.js';
import { closeCodes } from '../../lib/protocol/closeCodes.js';

const page = readFileSync('docs/protocol.md', 'utf8');

/** The text under a heading, up to the next one. */
const under = (heading: string) => page.split(`\n${heading}\n`)[1]?.split(/\n##+ /)[0] ?? '';
const section = (frame: string) => under(`### \`${frame}\``);
const examples = (text: string) => [...text.matchAll(/```json\n(.*?)\n```/gs)].map(([, json]) => json!);

const frames = [...channelClientFrame.options, ...channelHubFrame.options].map(({ entries }) => ({
  name: entries.t.literal,
  fields: Object.keys(entries).filter((field) => field !== 't'),
}));

describe('docs/protocol.md', () => {
  for (const { name, fields } of frames) {
    it(`HUB-8: tells the frame ${name}, each field, and an example that shows them all`, () => {
      const text = section(name);
      for (const field of fields) expect(text).to.include(`| \`${field}\` |`);
      const [example] = examples(text);
      expect(Object.keys(JSON.parse(example!) as object)).to.have.members(['t', ...fields]);
    });
  }

  it('HUB-8: tells no frame and no field that there is not', () => {
    const told = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name!);
    expect(told).to.have.members([...new Set(frames.map(({ name }) => name))]);
    for (const { name, fields } of frames) {
      const rows = [...section(name).matchAll(/^\| `(\w+)` \| (?!meaning)/gm)].map(([, field]) => field!);
      expect(rows).to.have.members(fields);
    }
  });

  it('HUB-8: every example is a frame of the protocol, in a direction that its section names', () => {
    for (const { name } of frames) {
      for (const example of examples(section(name))) {
        const way = /^(Client to hub|Hub to client|Both ways):?/.exec(section(name).trim())?.[1];
        const schemas = {
          'Client to hub': [channelClientFrame],
          'Hub to client': [channelHubFrame],
          'Both ways': [channelClientFrame, channelHubFrame],
        }[way ?? 'nowhere'];
        expect(schemas, name).to.be.an('array');
        for (const schema of schemas!) expect(v.is(schema, JSON.parse(example)), example).to.equal(true);
      }
    }
  });

  it('HUB-8: prints the table of close codes as the code has it, and no other', () => {
    const rows = Object.entries(closeCodes)
      .sort(([, one], [, other]) => one.code - other.code)
      .map(([name, { code, meaning }]) => `| ${code} | \`${name}\` | ${meaning} |`);
    expect(
      under('## Close codes')
        .split('\n')
        .filter((line) => /^\| \d/.test(line)),
    ).to.deep.equal(rows);
  });

  it('HUB-8: tells every reason', () => {
    for (const reason of refusalReasons) expect(under('## Refusal reasons')).to.include(`| \`${reason}\``);
    for (const reason of departureReasons) expect(under('## Departure reasons')).to.include(`| \`${reason}\``);
  });
});
