import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from './pages.js';

/** A program that stands in a page or in a doc comment. */
export interface Example {
  /** Where: `README.md:28`. */
  readonly at: string;
  readonly line: number;
  readonly code: string;
  /** What the page says that it prints, if it says so. */
  readonly prints: string | undefined;
}

/** How a program ended. */
export interface Outcome {
  /** 0 when all is well, `null` when it had to be stopped. */
  readonly code: number | null;
  readonly printed: string;
  readonly complaints: string;
}

/** How long a program may take, in ms. */
const longest = 15_000;
/** A package of its own, named as ours and with our entries, so that examples import what a user imports. */
const root = `node_modules/.cache/examples/${process.pid}`;
const tsc = 'node_modules/typescript-7/bin/tsc';
/** Examples listen on 8080; each is given a port of its own, below those that the system gives out. */
const firstPort = 10_000 + (process.pid % 20_000);

/** The ts blocks of a page, in order. */
export function examplesOf({ file, text }: Page): Example[] {
  const blocks = /^( \* |)```ts\n(.*?)^\1```$(?:\n\nIt prints\n\n```text\n(.*?)^```$)?/gms;
  return [...text.matchAll(blocks)].map(({ index, 1: margin = '', 2: block = '', 3: prints }) => {
    const line = text.slice(0, index).split('\n').length;
    const code = block.split('\n').map((each) => each.slice(margin.length));
    return { at: `${file}:${line}`, line, code: code.join('\n'), prints };
  });
}

/** The README's programs are JavaScript too: a reader may save one and run it. */
const isPlain = ({ at }: Example) => at.startsWith('README');
const nameOf = ({ at }: Example) => at.replace(/\W+/g, '-');

/**
 * Builds the library and the examples, and returns what the compiler says of the examples. The lines of a built
 * example are those of the page that it stands in.
 */
export function buildExamples(examples: readonly Example[]): string {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(`${root}/examples`, { recursive: true });
  cpSync('package.json', `${root}/package.json`);
  const inBox = { allowJs: false, noEmitOnError: false, declarationMap: false, sourceMap: false };
  const library = { outDir: `dist/esm`, rootDir: '../../../../lib', ...inBox };
  project('tsconfig.json', {
    extends: '../../../../tsconfig.esm.json',
    compilerOptions: library,
    include: ['../../../../lib'],
  });
  compile('tsconfig.json'); // its faults are the type check's to tell

  examples.forEach((example, index) => {
    const code = example.code.replaceAll('8080', String(firstPort + index));
    writeFileSync(`${root}/examples/${nameOf(example)}.ts`, '\n'.repeat(example.line) + code);
    if (isPlain(example)) writeFileSync(`${root}/examples/${nameOf(example)}.mjs`, code);
  });
  const programs = { outDir: 'examples', rootDir: 'examples', noEmit: false, types: ['node'], ...inBox };
  project('examples.json', {
    extends: '../../../../tsconfig.json',
    compilerOptions: programs,
    include: ['examples'],
    exclude: [],
  });
  return compile('examples.json');
}

/** Runs an example that was built; it must end by itself. */
export function runExample(example: Example): Promise<Outcome> {
  return new Promise((resolve) => {
    const program = `${root}/examples/${nameOf(example)}.${isPlain(example) ? 'mjs' : 'js'}`;
    const child = execFile(process.execPath, [program], { timeout: longest }, (_, printed, complaints) =>
      resolve({ code: child.exitCode, printed, complaints }),
    );
  });
}

/** Leaves nothing behind. */
export function removeExamples(): void {
  rmSync(root, { recursive: true, force: true });
}

function project(file: string, contents: object): void {
  writeFileSync(`${root}/${file}`, JSON.stringify(contents));
}

function compile(file: string): string {
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', `${root}/${file}`, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  return stdout;
}
