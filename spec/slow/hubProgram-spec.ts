import { expect } from 'chai';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { killPrograms, startInside, startProgram, type Program } from '../cli/hub/program.js';
import { cast } from '../support/cast.js';

const local = ['--host', '127.0.0.1'];
const anonymous = [...local, '--port', '0', '--anonymous'];

describe('the process rx-lifeline hub', function () {
  this.timeout(60_000);
  afterEach(killPrograms);

  const dial = async (program: Program) => {
    const socket = new WebSocket(`ws://127.0.0.1:${await program.port()}`, 'lifeline.1');
    await once(socket, 'open');
    return socket;
  };

  it('HUB-5, RTC-1: on SIGTERM asks its clients to come back; the next hub takes over, no state changes; exits with 0', async () => {
    const first = startProgram([...anonymous, '--json', '--retry-after', '500', '--spread', '500']);
    const port = await first.port();
    const ada = cast(port, { uid: 'ada' });
    let next: ReturnType<typeof startInside> | undefined;
    try {
      ada.channel.join();
      await ada.log.until('joined');
      first.process.kill('SIGTERM');
      await first.line(/"draining"/);
      next = startInside([...local, '--port', String(port), '--anonymous', '--spread', '0']); // a process starts slowly here

      const closed = await ada.attempts.until('closed 1012');
      const { heardAt } = ada; // the goodbye
      const again = await ada.attempts.until('dialling', { after: closed });
      expect(again.at - heardAt).to.be.at.least(499);
      await ada.attempts.until('accepted', { after: closed });
      await next.line(/ accepted .*user=ada how=fresh$/);
      expect(await first.exit).to.equal(0);
      expect(first.lines.map((line) => (JSON.parse(line) as { type: string }).type)).to.deep.equal([
        ...['listening', 'opened', 'accepted', 'judged', 'draining', 'closed', 'stopped'],
      ]);
      expect(first.complaints).to.equal('');
      expect(ada.log.told).to.deep.equal(['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined']);
    } finally {
      ada.channel.dispose();
      next?.abort();
      await next?.exit;
    }
  });

  it('HUB-5: logs the metrics at SIGUSR2, again and again', async () => {
    const program = startProgram([...anonymous, '--json']);
    await program.port();
    program.process.kill('SIGUSR2');
    await program.line(/"metrics","links":0/);
    await dial(program);
    program.process.kill('SIGUSR2');
    await program.line(/"metrics","links":1/);
  });

  for (const [first, second] of [
    ['SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGINT'],
  ] as const) {
    it(`stops on ${first}, and on a ${second} after it at once, with 1`, async () => {
      const program = startProgram([...anonymous, '--spread', '600000']);
      const socket = await dial(program);
      program.process.kill(first);
      await program.line(/ draining /);
      program.process.kill(second);
      expect(await program.exit).to.equal(1);
      expect(program.lines.at(-1)).to.match(/ draining /);
      socket.terminate();
    });
  }

  it('HUB-5: exits with 0 in bounded time although a client never answers its goodbye', async () => {
    const program = startProgram([...anonymous, '--spread', '0']);
    const socket = await dial(program);
    socket.pause();
    program.process.kill('SIGTERM');
    await program.line(/ stopped$/);
    const stoppedAt = performance.now();
    expect(await program.exit).to.equal(0);
    expect(performance.now() - stoppedAt).to.be.below(2_000);
    socket.terminate();
  });

  it('exits with 2 and one line for a wrong option, with 1 and one line for a port that is taken', async () => {
    const wrong = startProgram([...anonymous, '--limit', 'memers=5']);
    const holder = startProgram(anonymous);
    const port = await holder.port();
    const late = startProgram([...local, '--port', String(port), '--anonymous']);

    expect(await wrong.exit).to.equal(2);
    expect(wrong.complaints).to.match(
      /^rx-lifeline: hub: limits\.memers is not known; known: members, [\w, ]+; see rx-lifeline hub --help\n$/,
    );
    expect(await late.exit).to.equal(1);
    expect(late.complaints).to.equal(`rx-lifeline: hub: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`);
    expect([...wrong.lines, ...late.lines]).to.deep.equal([]);
  });
});
