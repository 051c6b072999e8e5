import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';
import { lineReader } from '../support/lineReader.js';

/** A command in a process of its own. */
const start = (...args: string[]) => {
  const child = spawn(process.execPath, ['scripts/run.cjs', 'lib/cli/main.ts', ...args]);
  const reader = lineReader();
  const complaints = lineReader();
  child.stdout.setEncoding('utf8').on('data', reader.write);
  child.stderr.setEncoding('utf8').on('data', complaints.write);
  const exit = once(child, 'close').then(([code, signal]: (number | string | null)[]) => code ?? signal);
  return { child, exit, complaints, ...reader };
};

describe('a command whose output nobody reads any more', function () {
  this.timeout(60_000);

  it('is over, with 0, where that is a way to end it', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    try {
      await once(server, 'listening');
      server.on('connection', (socket) => socket.close(4401));
      const watch = start('watch', `ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
      await watch.line(/ closed 4401$/);
      watch.child.stdout.destroy();
      expect(await watch.exit).to.equal(0);
      expect(watch.complaints.lines).to.deep.equal([]);
    } finally {
      server.close();
    }
  });

  it('fails, with 1, where it is a service: its supervisor must not take that for the end of its work', async () => {
    const hub = start('hub', '--host', '127.0.0.1', '--port', '0', '--anonymous');
    const port = /port=(\d+)/.exec(await hub.line(/ listening /))?.[1];
    hub.child.stdout.destroy();
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'lifeline.1').on('error', () => {});
    expect(await hub.exit).to.equal(1);
    expect(hub.complaints.lines).to.deep.equal([]);
    socket.terminate();
  });
});

describe('the process rx-lifeline watch', function () {
  this.timeout(60_000);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends on ${signal} with a summary, and its link is gone within 2 s`, async () => {
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      try {
        await once(server, 'listening');
        server.on('connection', (socket) => socket.send('hello'));
        const watch = start('watch', `ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
        await watch.line(/ accepted$/);
        watch.child.kill(signal);
        await watch.line(/^Watched .*: seen alive\.$/);
        const told = performance.now();
        expect(await watch.exit).to.equal(0);
        expect(performance.now() - told).to.be.below(2_000);
      } finally {
        server.close();
      }
    });
  }
});
