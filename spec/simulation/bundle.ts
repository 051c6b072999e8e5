import { build, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Bug } from './bugs/bug.js';

/** Replaces the one place in a file that a bug is about. An error, when it is not there exactly once. */
export function planted({ name, find, replace }: Bug, source: string): string {
  const [before, after, ...more] = source.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`the bug '${name}' does not apply: '${find}' must be there exactly once`);
  }
  return before + replace + after;
}

const planting = (bug: Bug): Plugin => ({
  name: bug.name,
  setup(on) {
    on.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path !== resolve('lib', bug.file)) return undefined;
      return { contents: planted(bug, await readFile(path, 'utf8')), loader: 'ts' };
    });
  },
});

/** Makes one file of the simulation and everything it needs, in `folder`, with a bug in it or without; its path. */
export async function bundle(folder: string, bug?: Bug): Promise<string> {
  const outfile = join(folder, `${bug?.name.replaceAll(/\W+/g, '-') ?? 'simulation'}.cjs`);
  await build({
    entryPoints: [resolve('spec/simulation/worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
    plugins: bug ? [planting(bug)] : [],
  });
  return outfile;
}
