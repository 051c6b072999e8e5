import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { trace } from '../../scripts/trace.js';

describe('npm run trace', () => {
  const clauses = '# a comment\n\nABC-1 now the first\nABC-2 now the second\nABC-10 later the tenth\n';
  let root: string;

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'trace-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  function tree(files: Record<string, string>): void {
    for (const [path, text] of Object.entries({ 'spec/trace/clauses.txt': clauses, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }

  it('finds a clause in a title, in a comment and in the proves line of a score', () => {
    tree({
      'spec/a/a-spec.ts': "// ABC-2\nit('ABC-1: holds', () => {});\n",
      'marbles/a.marble': '# A rule\nproves ABC-1 ABC-2\n\n## ABC-10 is only mentioned\n',
    });
    const { tests, faults } = trace(root);
    expect(faults).to.deep.equal([]);
    expect(tests.get('ABC-1')).to.deep.equal([
      "spec/a/a-spec.ts:2  it('ABC-1: holds', () => {});",
      'marbles/a.marble:2  proves ABC-1 ABC-2',
    ]);
    expect(tests.get('ABC-2')).to.have.length(2);
    expect(tests.get('ABC-10')).to.deep.equal([]);
  });

  it('fails when a clause loses its last test', () => {
    tree({ 'spec/a/a-spec.ts': "it('ABC-1', () => {});\nit('ABC-2', () => {});\n" });
    expect(trace(root).faults).to.deep.equal([]);
    tree({ 'spec/a/a-spec.ts': "it('ABC-1', () => {});\n" });
    expect(trace(root).faults).to.deep.equal(['ABC-2 has no test']);
  });

  it('does not take ABC-10 for ABC-1', () => {
    tree({ 'spec/a/a-spec.ts': "it('ABC-10 and ABC-2', () => {});\n" });
    expect(trace(root).faults).to.deep.equal(['ABC-1 has no test']);
  });

  it('counts no test that is commented out or skipped, and nothing outside of specs', () => {
    tree({
      'spec/a/a-spec.ts':
        "  // it('ABC-1', () => {});\n  it.skip('ABC-1', () => {});\n  describe.skip('ABC-1', () => {});\n",
      'spec/a/helper.ts': '// ABC-1\n',
      'lib/a/a.ts': '// ABC-1\n',
      'spec/b/b-spec.ts': "it('ABC-2', () => {});\n",
    });
    expect(trace(root).faults).to.deep.equal(['ABC-1 has no test']);
  });

  it('takes UTF-8 and other such names for words', () => {
    tree({ 'spec/a/a-spec.ts': "it('ABC-1, ABC-2: reads UTF-8', () => {});\n" });
    expect(trace(root).faults).to.deep.equal([]);
  });

  it('fails on a test that names a clause which does not exist', () => {
    tree({ 'spec/a/a-spec.ts': "it('ABC-1, ABC-2, ABC-3', () => {});\n" });
    expect(trace(root).faults).to.deep.equal([
      "ABC-3 is no clause: spec/a/a-spec.ts:1  it('ABC-1, ABC-2, ABC-3', () => {});",
    ]);
  });

  it('fails when the clause list and the specification differ', () => {
    tree({ 'spec/a/a-spec.ts': "it('ABC-1, ABC-2', () => {});\n" });
    expect(trace(root, '- ABC-1 x\n- ABC-2 x\n- ABC-10 x, see ABC-7\n').faults).to.deep.equal([]);
    expect(trace(root, '- ABC-1 x\n- ABC-2 x\n- ABC-3 x\n').faults).to.deep.equal([
      'ABC-3 is missing from clauses.txt',
      'ABC-10 of clauses.txt is not in the specification',
    ]);
  });
});
