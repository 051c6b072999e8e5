// Hunts our own system with random faults and commands: `npm run simulate -- --seeds 500 --seed 1 --jobs 2`.
// `--bugs` plants each bug of spec/simulation/bugs.ts and hunts it, `--bug WORDS` those with such a name; without `--bugs`
// the seeds are played with the first of them. `--story` tells every seed.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bugs } from '../spec/simulation/bugs.js';
import type { Bug } from '../spec/simulation/bugs/bug.js';
import { bundle } from '../spec/simulation/bundle.js';
import { coverageTable, reachable } from '../spec/simulation/coverage.js';
import { simulate } from '../spec/simulation/simulate.js';
import type { Report } from '../spec/simulation/worker.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    bug: { type: 'string' },
    bugs: { type: 'boolean', default: false },
    story: { type: 'boolean', default: false },
  },
});
const [seeds = 0, seed = 0, jobs = 0] = [values.seeds, values.seed, values.jobs].map(Number);
/** Each seed plays 20 min. */
const hours = 1 / 3;
/** Within so many seeds a planted bug is found. */
const patience = Math.min(200, seeds);

const chosen = bugs.filter(({ name }) => name.includes(values.bug ?? ''));
if (chosen.length === 0) throw new RangeError(`there is no bug '${values.bug}'`);

void withFolder(async (folder) => {
  process.exitCode = (await (values.bugs
    ? huntBugs(folder)
    : huntFaults(folder, values.bug === undefined ? undefined : chosen[0])))
    ? 0
    : 1;
});

async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'simulation-'));
  try {
    await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function huntFaults(folder: string, bug: Bug | undefined): Promise<boolean> {
  const program = await bundle(folder, bug);
  const counts = new Map<string, number>();
  const failed: Report[] = [];
  let played = 0;
  let entries = 0;
  const begun = performance.now();
  await simulate(program, { seed, seeds, jobs, untilFault: false, story: values.story }, (report) => {
    played++;
    entries += report.entries;
    for (const what of report.reached) counts.set(what, (counts.get(what) ?? 0) + 1);
    if (report.story !== undefined) console.log(`seed ${report.seed}, trace ${report.hash}\n${report.story}`);
    if (report.faults.length > 0) {
      failed.push(report);
      const [{ at, invariant, what } = { at: 0, invariant: '', what: '' }] = report.faults;
      console.log(`seed ${report.seed} failed at ${at} ms: ${invariant}: ${what}`);
    }
    if (played % 100 === 0) console.log(`${played} of ${seeds} seeds, ${failed.length} failed`);
  });
  const seconds = (performance.now() - begun) / 1_000;
  console.log(coverageTable(played, counts));
  console.log(
    `${played} seeds of 20 min in ${seconds.toFixed(1)} s with ${jobs} processes: ${(played / seconds).toFixed(1)} seeds/s, ` +
      `${((played * hours) / seconds).toFixed(2)} virtual hours/s, ${Math.round(entries / played)} entries a seed`,
  );
  const [worst] = failed.sort((one, other) => one.seed - other.seed);
  if (worst) await tellOf(program, worst.seed, bug);
  const missing = reachable.filter((what) => (counts.get(what) ?? 0) < played / 100);
  if (played >= 500 && missing.length > 0) console.log(`reached in less than 1 % of the seeds: ${missing.join(', ')}`);
  console.log(`${played - failed.length} seeds held, ${failed.length} failed`);
  return failed.length === 0 && (played < 500 || missing.length === 0);
}

async function tellOf(program: string, failing: number, bug: Bug | undefined): Promise<void> {
  await simulate(
    program,
    { seed: failing, seeds: 1, jobs: 1, untilFault: false, story: true },
    ({ story, faults, hash }) => {
      console.log(`\nseed ${failing}, trace ${hash}\n${story}`);
      for (const { at, invariant, what } of faults) console.log(`${at} ms: ${invariant}: ${what}`);
    },
  );
  console.log(
    `\nonce more: npm run simulate -- --seeds 1 --seed ${failing} --story${bug ? ` --bug '${bug.name}'` : ''}\n`,
  );
}

async function huntBugs(folder: string): Promise<boolean> {
  let escaped = 0;
  for (const bug of chosen) {
    const program = await bundle(folder, bug);
    let found: Report | undefined;
    await simulate(program, { seed, seeds: patience, jobs, untilFault: true, story: false }, (report) => {
      if (report.faults.length > 0 && (!found || report.seed < found.seed)) found = report;
    });
    const by = found && `${found.seed - seed + 1} seeds, by ${found.faults[0]?.invariant}: ${found.faults[0]?.what}`;
    if (!found) escaped++;
    console.log(`${found ? ' ' : '!'} ${bug.clause.padEnd(7)} ${bug.name.padEnd(60)} ${by ?? 'escaped'}`);
  }
  console.log(`${chosen.length - escaped} of ${chosen.length} planted bugs found within ${patience} seeds`);
  return escaped === 0;
}
