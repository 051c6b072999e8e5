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

  it('RTC-2, RTC-3, RTC-4, RTC-5, RTC-6, RTC-7, RTC-8, RTM-1, RTM-5, RTM-7, RTM-8, RTM-9, RTM-10, RTM-11, RTM-12: shows both acts on time within 75 s, and exits by itself', async function () {
    this.timeout(80_000);
    const startedAt = performance.now();
    const { started, text } = start();
    const [code] = await once(started, 'close');

    expect(performance.now() - startedAt).to.be.below(75_000);
    expect(text()).to.match(/All 51 came, in order/);
    for (const name of ['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']) {
      expect(text().match(new RegExp(`^${name} `, 'gm')), name).to.have.length.of.at.least(1);
    }
    const times = (words: string) => text().match(new RegExp(`^    (dan|eve)  ${words} .*ok$`, 'gm'))?.length;
    expect(times('memberLeft eve')).to.equal(1);
    expect(times('memberJoined eve')).to.equal(2);
    expect(times('inbox 3-8, complete')).to.equal(1);
    expect(times('channel 6-8, gap of 3')).to.equal(1);
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
