import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

describe('the demo', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill('SIGKILL'));

  const start = (...args: string[]) => {
    const started = spawn(process.execPath, ['scripts/run.cjs', 'lib/cli/main.ts', 'demo', ...args]);
    let text = '';
    started.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    started.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child = started;
    return { started, text: () => text };
  };

  it('RTC-2, RTC-3, RTC-4, RTC-5, RTC-6, RTC-7, RTC-8: shows T0 to T7 on time within 60 s, and exits by itself', async function () {
    this.timeout(65_000);
    const { started, text } = start();
    const [code] = await once(started, 'close');

    expect(text()).to.match(/All 19 came, in order/);
    for (const name of ['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']) {
      expect(text().match(new RegExp(`^${name} `, 'gm')), name).to.have.length.of.at.least(1);
    }
    expect(text()).not.to.match(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    for (const line of text().split('\n')) expect(line.length).to.be.at.most(80);
    expect(code).to.equal(0);
  });

  it('cleans up when it is interrupted, and exits with 130', async function () {
    this.timeout(30_000);
    const { started, text } = start();
    while (!text().includes('T2')) await once(started.stdout, 'data');
    started.kill('SIGINT');
    const interruptedAt = performance.now();
    const [code] = await once(started, 'close');
    expect(code).to.equal(130);
    expect(performance.now() - interruptedAt).to.be.below(2_000);
    expect(text()).not.to.contain('went wrong');
  });
});
