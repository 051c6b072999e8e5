import { expect } from 'chai';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The projects in spec/runners, and what each runner says when all of its tests have passed. */
const runners: Readonly<Record<string, RegExp>> = {
  mocha: /^ +2 passing /m,
  nodeTest: /^. pass 3$/m,
  jest: /^Tests: +3 passed, 3 total$/m,
  vitest: /^ +Tests +3 passed \(3\)$/m,
};

/** A banner that is wrong: what stands in its file, and what stands there instead. */
const wrong: Readonly<Record<string, readonly [string, string]>> = {
  'that comes one millisecond late': ['interrupted: 4_000', 'interrupted: 4_001'],
  'that comes one millisecond early': ['interrupted: 4_000', 'interrupted: 3_999'],
  'that never comes': ["=== 'reconnecting'", "=== 'failed'"],
};

/** How long one npm may take, in ms. */
const bound = 240_000;
const quick = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
const exec = promisify(execFile);
const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
const npm = (cwd: string, ...args: string[]) =>
  spawnSync('npm', args, { cwd, env: environment, encoding: 'utf8', timeout: bound });

/** Why nothing can be installed here; nothing when it can. */
function obstacle(): string | undefined {
  const asked = npm('.', 'view', 'rxjs@7.8.2', 'version', '--fetch-retries=0', '--fetch-timeout=20000');
  return asked.status === 0 ? undefined : (/^npm error (.+)$/m.exec(asked.stderr)?.[1] ?? 'no answer');
}

/** Builds the library in `folder`, apart from the working tree, and returns the packed tarball. */
function tarball(folder: string): string {
  for (const part of ['lib', 'scripts', 'package.json', 'README.md', 'CHANGELOG.md', 'LICENSE']) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  for (const config of ['tsconfig.json', 'tsconfig.esm.json', 'tsconfig.cjs.json'])
    cpSync(config, join(folder, config));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, ['scripts/run.cjs', 'scripts/build.ts'], { cwd: folder, stdio: 'pipe' });
  const packed = npm(folder, 'pack', '--ignore-scripts', '--json');
  const [{ filename = '' } = {}] = JSON.parse(packed.stdout) as { filename?: string }[];
  return join(folder, filename);
}

const unreachable = obstacle();
if (unreachable !== undefined) {
  console.log(`SKIPPED: the test kit in other runners (API-5): the npm registry can't be reached: ${unreachable}`);
} else {
  describe('the test kit, installed from its tarball', function () {
    this.timeout(300_000);
    let folder: string;
    const projectOf = (runner: string) => join(folder, 'runners', runner);

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'rx-lifeline-runners-'));
      const packed = tarball(folder);
      const install = async (runner: string) => {
        cpSync(join('spec/runners', runner), projectOf(runner), { recursive: true });
        await exec('npm', ['install', ...quick, packed], { cwd: projectOf(runner), env: environment, timeout: bound });
      };
      await Promise.all(Object.keys(runners).map(install));
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const [runner, passed] of Object.entries(runners)) {
      describe(`under ${runner}`, () => {
        const run = () => npm(projectOf(runner), 'test');

        it('API-5: runs in virtual time, to the millisecond, and its scores play', () => {
          const { status, stdout, stderr } = run();
          expect(stdout + stderr).to.match(passed);
          expect(status).to.equal(0);
        });

        for (const [what, [right, instead]] of Object.entries(wrong)) {
          it(`API-5: fails for a banner ${what}`, () => {
            const file = join(projectOf(runner), 'banner.js');
            const source = readFileSync(file, 'utf8');
            expect(source).to.contain(right);
            writeFileSync(file, source.replace(right, instead));
            const { status, stdout, stderr } = run();
            writeFileSync(file, source);
            expect(status).to.be.above(0);
            expect(stdout + stderr).to.contain('the stream is not as expected');
            expect(stdout + stderr).to.match(/wanted\n.*banner +H=======R===H=/);
          });
        }
      });
    }
  });
}
