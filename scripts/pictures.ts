import { readdirSync, readFileSync } from 'node:fs';
import { paintScore } from '../lib/testing/picture/paintScore.js';
import { readScore } from '../lib/testing/score/readScore.js';
import type { Score } from '../lib/testing/score/score.js';

/** Where the pictures of the scores are printed to, and the page that shows them all. */
export const picturesFolder = 'docs/marbles';
export const picturesPage = 'docs/marbles.md';

/** The sections of the page, by the words of their scores. */
const sections: readonly (readonly [title: string, words: readonly string[]])[] = [
  ['Silence: `liveness` and `livenessBy`', ['liveness', 'livenessBy']],
  ['A connection over any transport', ['connection']],
  ['The channel', ['channel']],
  ['Messaging', ['messaging']],
  ['The hub', ['hub']],
  ['Composing with the streams of an application', ['whileConnected', 'holdUntilConnected']],
];

/** What a reader should see first: they open their section. */
const first = ['timeline', 'silence', 'interrupted'];

const nameOf = ({ file }: Score): string => file.replace(/^.*\//, '').replace(/\.marble$/, '');

/** Every score of marbles/, in the order of the page. */
export function scores(): Score[] {
  const files = readdirSync('marbles').filter((each) => each.endsWith('.marble'));
  const all = files.sort().map((name) => readScore(readFileSync(`marbles/${name}`, 'utf8'), `marbles/${name}`));
  return [...all].sort((one, other) => Number(first.includes(nameOf(other))) - Number(first.includes(nameOf(one))));
}

/** Every file that is printed from the scores, by its path. */
export function pictures(all: readonly Score[] = scores()): Map<string, string> {
  const painted = all.flatMap((score): [string, string][] => [
    [`${picturesFolder}/${nameOf(score)}.svg`, paintScore(score)],
    [`${picturesFolder}/${nameOf(score)}-dark.svg`, paintScore(score, { theme: 'dark' })],
  ]);
  return new Map([...painted, [picturesPage, page(all)]]);
}

function page(all: readonly Score[]): string {
  const parts = sections.flatMap(([title, words]) => {
    const own = all.filter(({ scenes }) => words.includes(scenes[0]!.word));
    return own.length > 0 ? [`## ${title}`, ...own.map(entry)] : [];
  });
  return `${[
    '# The rules about time, in pictures',
    'Printed by `npm run marbles -- --accept` from the scores in `marbles`, which run as tests: what is ' +
      'painted here is what the code does.',
    'Time goes to the right; `//` says that some of it is left out. Above the grey box stands what is given, below it ' +
      'what is expected. A band is a state, with its reason; a marble is a value, and the letter in it is the one ' +
      'that the score writes. Lanes of one name are one attempt each.',
    '| sign | meaning |\n| --- | --- |\n| `^` | subscribed, dialled |\n| `!` | left, hung up by this side |\n' +
      '| a bar | complete |\n| × | an error, ended from outside (`#` in a score) |\n' +
      '| tie | of what falls into one instant, the upper lane comes first |',
    ...parts,
  ].join('\n\n')}\n`;
}

function entry(score: Score): string {
  const name = nameOf(score);
  const source = (file: string): string => `./marbles/${file}.svg`;
  return [
    `### ${score.title}`,
    score.preamble.prose.join('\n'),
    [
      '<picture>',
      `  <source media="(prefers-color-scheme: dark)" srcset="${source(`${name}-dark`)}">`,
      `  <img alt="${altOf(score)}" src="${source(name)}" width="880">`,
      '</picture>',
    ].join('\n'),
    `${score.preamble.proves.join(', ')}: [${name}.marble](../${score.file})`,
  ].join('\n\n');
}

function altOf({ title, scenes }: Score): string {
  const text = `${title}: ${scenes.map((scene) => scene.title).join('; ')}`;
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
