import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { examplesOf } from './examples.js';
import { pages, proseOf, type Page } from './pages.js';

/** Where a heading can be linked to, as GitHub names it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (page: Page) => [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!));

/** What a recipe needs, by its imports, and what it says to install. */
const neededBy = (page: Page) =>
  examplesOf(page).flatMap(({ code }) =>
    [...code.matchAll(/^.*\bfrom '(?!node:|rx-lifeline|rxjs(?:\/|'))((?:@[^/']+\/)?[^/']+)/gm)].map(
      ([, name]) => name!,
    ),
  );
const installedBy = ({ text }: Page) => (/^npm install (.*)$/m.exec(text)?.[1] ?? '').split(' ').filter(Boolean);

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
/** What npm does without a script. */
const own = ['ci', 'init', 'install', 'pack'];

describe('the pages', () => {
  for (const page of pages()) {
    const { file, text } = page;

    it(`${file} links to what there is`, () => {
      const broken = [...proseOf(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g)].filter(([, path, anchor]) => {
        const target = path === '' ? file : join(dirname(file), path!);
        if (!existsSync(target)) return true;
        return anchor !== '' && !anchorsOf({ file: target, text: readFileSync(target, 'utf8') }).includes(anchor!);
      });
      expect(broken.map(([link]) => link)).to.deep.equal([]);
    });

    it(`${file} shows pictures that there are`, () => {
      const shown = [...proseOf(page).matchAll(/\b(?:src|srcset)="([^"]*)"/g)].map(([, path]) => path!);
      expect(shown.filter((path) => !existsSync(join(dirname(file), path)))).to.deep.equal([]);
    });

    it(`${file} names paths and commands that there are`, () => {
      const paths = [...text.matchAll(/(?<![\w/.])(lib|spec|docs|marbles|scripts|bench|\.ci)\/[\w./-]*\w/g)];
      expect(paths.map(([path]) => path).filter((path) => !existsSync(path))).to.deep.equal([]);
      const commands = [...text.matchAll(/\bnpm (?:run )?([a-z][\w:]*)/g)].map(([, command]) => command!);
      expect(commands.filter((command) => !(command in scripts) && !own.includes(command))).to.deep.equal([]);
    });

    if (!file.startsWith('docs/recipes/')) continue;
    it(`${file} says what to install, and nothing that it does not need`, () => {
      expect(installedBy(page)).to.have.members([...new Set(neededBy(page))]);
    });
  }
});
