import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { channelClientFrame, channelClientShapes } from '../../lib/protocol/channelClientFrame.js';
import {
  channelHubFrame,
  channelHubShapes,
  departureReasons,
  refusalReasons,
} from '../../lib/protocol/channelFrames.js';
import { defaultLimits } from '../../lib/hub/limits.js';
import { closeCodes } from '../../lib/protocol/closeCodes.js';
import { messagingClientFrame, messagingClientShapes } from '../../lib/protocol/messagingClientFrame.js';
import {
  loginRefusals,
  messagingHubFrame,
  messagingHubShapes,
  requestRefusals,
  results,
} from '../../lib/protocol/messagingFrames.js';
import type { Schema } from '../../lib/protocol/schema.js';

const page = readFileSync('docs/protocol.md', 'utf8');

/** The text under a heading, up to the next one. */
const under = (heading: string) => page.split(`\n${heading}\n`)[1]?.split(/\n##+ /)[0] ?? '';
const section = (frame: string) => under(`### \`${frame}\``);
const examples = (text: string) => [...text.matchAll(/```json\n(.*?)\n```/gs)].map(([, json]) => json!);

const profiles = {
  'Client to hub': [
    { schema: channelClientFrame, shapes: channelClientShapes },
    { schema: messagingClientFrame, shapes: messagingClientShapes },
  ],
  'Hub to client': [
    { schema: channelHubFrame, shapes: channelHubShapes },
    { schema: messagingHubFrame, shapes: messagingHubShapes },
  ],
} as const;

const reads = (schema: Schema, value: unknown) => {
  try {
    schema(value, '');
    return true;
  } catch {
    return false;
  }
};

/** Every frame of either profile. */
const frames = Object.values(profiles)
  .flat()
  .flatMap(({ schema, shapes }) =>
    Object.entries(shapes).map(([name, shape]) => ({ schema, name, fields: Object.keys(shape) })),
  );
const names = [...new Set(frames.map(({ name }) => name))];
const fieldsOf = (name: string) => [
  ...new Set(frames.filter((frame) => frame.name === name).flatMap(({ fields }) => fields)),
];

describe('docs/protocol.md', () => {
  for (const name of names) {
    it(`HUB-8: tells the frame ${name}, each field, and for each profile an example that shows them all`, () => {
      const text = section(name);
      for (const field of fieldsOf(name)) expect(text).to.include(`| \`${field}\` |`);
      for (const { schema, fields } of frames.filter((frame) => frame.name === name)) {
        const full = examples(text)
          .map((json) => JSON.parse(json) as object)
          .filter((example) => Object.keys(example).sort().join() === ['t', ...fields].sort().join());
        expect(full.some((example) => reads(schema, example))).to.equal(true);
      }
    });
  }

  it('HUB-8: tells no frame and no field that there is not', () => {
    const told = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name!);
    expect(told).to.have.members(names);
    for (const name of names) {
      const rows = [...section(name).matchAll(/^\| `(\w+)` \| (?!meaning)/gm)].map(([, field]) => field!);
      expect(rows).to.have.members(fieldsOf(name));
    }
  });

  it('HUB-8: every example is a frame of the protocol, in a direction that its section names', () => {
    for (const name of names) {
      const way = /^(Client to hub|Hub to client|Both ways)[:,]?/.exec(section(name).trim())?.[1];
      expect(way, name).to.be.a('string');
      const directions = way === 'Both ways' ? Object.values(profiles) : [profiles[way as keyof typeof profiles]];
      for (const example of examples(section(name))) {
        for (const either of directions) {
          expect(
            either.some(({ schema }) => reads(schema, JSON.parse(example))),
            example,
          ).to.equal(true);
        }
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
    for (const reason of loginRefusals) expect(under('## Login refusals')).to.include(`| \`${reason}\``);
    for (const reason of requestRefusals) expect(under('## Request refusals')).to.include(`| \`${reason}\``);
  });

  it('HUB-8: shows the result of each request that has one, and of no other', () => {
    const rows = [...under('## Results').matchAll(/^\| `(\w+)` \| (?:`(\{.*?\})`|as `(\w+)`)/gm)];
    const shown = new Map(
      rows.map(([, name, json, as]) => [name!, json ?? rows.find(([, other]) => other === as)![2]!]),
    );
    expect([...shown.keys()]).to.have.members(Object.keys(results));
    for (const [name, schema] of Object.entries(results))
      expect(reads(schema, JSON.parse(shown.get(name)!)), name).to.equal(true);
  });

  it('RTM-15: tells the limits of messaging as the hub has them', () => {
    const told = (number: number) => number.toLocaleString('en').replaceAll(',', ' ');
    const { message, messages, logins, joins, channels, watched, queried, mailbox, mailboxBytes } = defaultLimits;
    const { attributes, attribute, userAttributes, channelAttributes, requests } = defaultLimits;
    const rows = [message, messages, logins, joins, channels, watched, queried, mailbox, mailboxBytes];
    for (const number of [...rows, attributes, attribute, userAttributes, channelAttributes, requests + messages]) {
      expect(under('## Messaging limits')).to.match(new RegExp(`(^|[^0-9 ]) ?${told(number)}\\b`, 'm'));
    }
  });
});
