import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Which folders of lib a folder may import, besides itself; '.' is lib/index.ts. */
const mayImport: Record<string, readonly string[]> = {
  liveness: [],
  link: ['liveness'],
  connection: ['liveness', 'link'],
  protocol: [],
  session: ['liveness', 'link', 'connection', 'protocol'],
  rtc: ['liveness', 'link', 'connection', 'protocol', 'session'],
  rtm: ['liveness', 'link', 'connection', 'protocol', 'session'],
  hub: ['liveness', 'link', 'protocol'],
  transport: ['liveness', 'link'],
  testing: ['liveness', 'link', 'connection', 'protocol', 'session', 'rtc', 'rtm', 'hub'],
  cli: ['liveness', 'link', 'connection', 'protocol', 'session', 'rtc', 'rtm', 'hub', 'transport', 'testing'],
  '.': ['liveness', 'link', 'connection'],
};

/** Files that hold a family of equals under a common noun, instead of the one thing they are named after. */
const families = [
  'protocol/codec.ts',
  'protocol/channelFrames.ts',
  'protocol/commonFrames.ts',
  'protocol/messagingFrames.ts',
  'rtm/answers.ts',
  'rtm/asking.ts',
  'rtm/channels.ts',
  'rtm/receiving.ts',
  'rtm/tokens.ts',
  'rtm/watching.ts',
];

const browserEntries = ['.', './rtc', './rtm', './websocket'];
const browserPackages = ['rxjs'];

interface Manifest {
  exports: Record<string, { import: string }>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

const entries = Object.entries(manifest.exports)
  .filter(([entry]) => entry !== './package.json')
  .map(([entry, { import: built }]) => ({ entry, file: built.replace('./dist/esm/', '').replace(/js$/, 'ts') }));

/** What `file` imports: files as paths under lib, packages by their specifier. */
function importsOf(file: string): string[] {
  return ts
    .preProcessFile(readFileSync(join('lib', file), 'utf8'))
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? join(file, '..', fileName).replace(/js$/, 'ts') : fileName,
    );
}

function isPackage(imported: string): boolean {
  return !imported.endsWith('.ts');
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function folderOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '.';
}

/** Everything that is loaded with `file`. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!isPackage(file)) importsOf(file).forEach((imported) => reach(imported, seen));
  return seen;
}

describe('the architecture of lib', () => {
  it('depends one way: no folder imports what stands to its right', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !isPackage(imported) && folderOf(imported) !== folderOf(file))
        .filter((imported) => !mayImport[folderOf(file)]?.includes(folderOf(imported)))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('has a rule for each of its folders', () => {
    expect(Object.keys(mayImport)).to.include.members([...new Set(files.map(folderOf))]);
  });

  it('imports only packages that a user gets: dependencies and peers', () => {
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => isPackage(imported) && !imported.startsWith('node:'))
        .filter((imported) => !declared.includes(packageOf(imported)))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('names each file after an export of it', () => {
    const wrong = files
      .filter((file) => !/(^|\/)(index|main)\.ts$/.test(file) && !families.includes(file))
      .filter((file) => {
        const word = file.replace(/^.*\//, '').replace(/\.ts$/, '').toLowerCase();
        const names = readFileSync(join('lib', file), 'utf8').matchAll(
          /^export (?:declare |abstract )?(?:const|function\*?|class|interface|type) (\w+)/gm,
        );
        return !Array.from(names, ([, name = '']) => name.toLowerCase()).some((name) => name.includes(word));
      });
    expect(wrong).to.deep.equal([]);
  });

  for (const { entry, file } of entries) {
    it(`has the entry ${entry} at lib/${file}`, () => {
      expect(existsSync(join('lib', file))).to.equal(true);
    });
  }

  for (const { entry, file } of entries.filter(({ entry }) => browserEntries.includes(entry))) {
    it(`lets a browser load ${entry}: no hub, no ws, no jose, no Node built-in`, () => {
      const reached = [...reach(file)];
      expect(reached.filter((name) => isPackage(name) && !browserPackages.includes(packageOf(name)))).to.deep.equal([]);
      expect(reached.filter((name) => ['hub', 'cli', 'testing'].includes(folderOf(name)))).to.deep.equal([]);
    });
  }
});
