// @ts-check
// `npm run bench`, `npm run bench -- liveness keys`, `npm run bench -- --short`: see README.md.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { apart } from './harness/apart.mjs';
import { printed, tablesOf } from './harness/page.mjs';

const here = (/** @type {string} */ path) => new URL(path, import.meta.url);
const page = here('../docs/performance.md');

const suites = namesIn('suites', '.mjs');
const options = process.argv.slice(2).filter((option) => option.startsWith('--'));
const named = process.argv.slice(2).filter((option) => !option.startsWith('--'));
const short = options.includes('--short');
const unknown = [
  ...named.filter((name) => !suites.includes(name)),
  ...options.filter((option) => !['--short', '--print'].includes(option)),
];
if (unknown.length > 0) fail(`No suite ${unknown.join(', ')}: there are ${suites.join(', ')}; --short, --print.`);

if (options.includes('--print')) {
  for (const name of namesIn('results', '.json')) print(name);
} else {
  if (!existsSync(here('../dist/esm/index.js'))) fail('What is measured is dist; build it: npm run build');
  if (!existsSync(here('node_modules'))) fail('What is compared is not installed: npm ci --prefix bench');
  for (const name of named.length > 0 ? named : suites) {
    const results = await measured(name);
    console.log(`\n${tablesOf(results)}\n`);
    if (short) continue;
    writeFileSync(here(`results/${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
    print(name);
  }
}

/** @param {string} name of a suite whose results are to stand on the page */
function print(name) {
  const results = JSON.parse(readFileSync(here(`results/${name}.json`), 'utf8'));
  writeFileSync(page, printed(readFileSync(page, 'utf8'), name, results));
}

/**
 * @param {string} folder
 * @param {string} ending
 */
function namesIn(folder, ending) {
  return readdirSync(here(folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

/** @param {string} name */
async function measured(name) {
  const { suite } = /** @type {{ suite: import('./harness/suite.mjs').Suite }} */ (
    await import(`./suites/${name}.mjs`)
  );
  console.log(`\n## ${suite.title}\n`);
  /** @type {import('./harness/suite.mjs').Row[]} */
  const rows = [];
  for (const task of Object.keys(suite.tasks)) {
    console.log(`${name}: ${task}`);
    rows.push(...(await apart(here('harness/child.mjs'), [name, task, ...(short ? ['--short'] : [])])));
  }
  const machine = `${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  return { title: suite.title, measured: new Date().toISOString().slice(0, 10), on: machine, rows };
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
