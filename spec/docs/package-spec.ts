import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { proseOf } from './pages.js';

/** What npm would publish; `dist` is in it where it was built. */
function packed(): string[] {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });
  const [tarball] = JSON.parse(listed) as { readonly files: readonly { readonly path: string }[] }[];
  return tarball!.files.map(({ path }) => path);
}

/** What a page links to or shows, but for other sites. */
const targetsOf = (file: string) => {
  const prose = proseOf({ file, text: readFileSync(file, 'utf8') });
  const links = /\]\((?!https?:|#)([^)#]+)|\b(?:src|srcset)="(?!https?:)([^"]+)"/g;
  return [...prose.matchAll(links)].map(([, link, picture]) => join(dirname(file), link ?? picture ?? ''));
};

describe('the package', function () {
  this.timeout(60_000);
  let files: ReadonlySet<string>;

  before(() => {
    files = new Set(packed());
  });

  it('has whatever its pages link to and show', () => {
    const pages = [...files].filter((file) => file.endsWith('.md'));
    expect(pages).to.include.members(['README.md', 'docs/README.md', 'docs/marbles.md', 'docs/recipes/README.md']);
    const dead = pages.flatMap((page) =>
      targetsOf(page)
        .filter((target) => !files.has(target))
        .map((target) => `${page}: ${target}`),
    );
    expect(dead).to.deep.equal([]);
  });

  it('leaves specs, scripts and benchmarks at home, but for the list of rules that its doc comments cite', () => {
    const ours = [...files].filter((file) => /^(spec|scripts|bench|marbles\/words|node_modules|\.)/.test(file));
    expect(ours).to.deep.equal(['spec/trace/clauses.txt']);
  });
});
