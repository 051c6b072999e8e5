import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A test that does not run proves nothing. */
const switchedOff = /^\s*\/\/\s*(it|describe)\b|\b(it|describe)\.skip\(/;

export interface Trace {
  /** Clause -> where it is proved, as `file:line  what stands there`. */
  readonly tests: ReadonlyMap<string, readonly string[]>;
  /** Clauses that nothing has to prove yet. */
  readonly later: readonly string[];
  /** What is wrong; empty when every clause has its test. */
  readonly faults: readonly string[];
}

/**
 * Reads which tests of the repository at `root` prove which clause of spec/trace/clauses.txt.
 *
 * A spec proves a clause by naming it in a title or a comment, a score by naming it in a `proves` line.
 * With `specification`, the clause list must hold exactly its clauses.
 */
export function trace(root: string, specification?: string): Trace {
  const clauses = linesOf(join(root, 'spec/trace/clauses.txt'))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
  const tests = new Map<string, string[]>(clauses.map(([id = '']) => [id, []]));
  const later = clauses.filter(([, when]) => when === 'later').map(([id = '']) => id);
  const chapters = new Set(clauses.map(([id = '']) => id.split('-')[0]));
  const clauseId = new RegExp(`\\b(${[...chapters].join('|')})-\\d+\\b`, 'g');
  const faults: string[] = [];

  for (const { id, where } of [
    ...mentions(root, 'spec', '-spec.ts', clauseId),
    ...mentions(root, 'marbles', '.marble', clauseId),
  ]) {
    const proofs = tests.get(id);
    if (proofs) proofs.push(where);
    else faults.push(`${id} is no clause: ${where}`);
  }
  for (const [id, proofs] of tests) {
    if (proofs.length === 0 && !later.includes(id)) faults.push(`${id} has no test`);
  }
  if (specification !== undefined) {
    const ids = new Set(Array.from(specification.matchAll(/^- ([A-Z]{3}-\d+)/gm), ([, id = '']) => id));
    for (const id of ids) if (!tests.has(id)) faults.push(`${id} is missing from clauses.txt`);
    for (const id of tests.keys()) if (!ids.has(id)) faults.push(`${id} of clauses.txt is not in the specification`);
  }
  return { tests, later, faults };
}

function mentions(root: string, folder: string, ending: string, clauseId: RegExp): { id: string; where: string }[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith(ending) && !file.startsWith('spec/trace/'))
    .sort()
    .flatMap((file) =>
      linesOf(join(root, file)).flatMap((line, index) => {
        const proves = file.endsWith('.marble') ? line.startsWith('proves ') : !switchedOff.test(line);
        const ids = proves ? new Set(line.match(clauseId)) : [];
        return [...ids].map((id) => ({ id, where: `${file}:${index + 1}  ${line.trim()}` }));
      }),
    );
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n');
}

function print({ tests, later, faults }: Trace): void {
  for (const [id, proofs] of tests) console.log([id, ...proofs.map((proof) => `    ${proof}`)].join('\n'));
  console.log(`\n${tests.size - later.length} clauses to prove, ${later.length} later (${later.join(' ')})`);
  for (const fault of faults) console.error(`FAULT: ${fault}`);
}

if (process.argv[1] === __filename) {
  const specification = '../shared/SPEC.md';
  const present = existsSync(specification);
  const result = trace('.', present ? readFileSync(specification, 'utf8') : undefined);
  print(result);
  if (!present) console.log(`SKIPPED: clauses.txt was not compared with the specification: no ${specification} here`);
  process.exitCode = result.faults.length === 0 ? 0 : 1;
}
