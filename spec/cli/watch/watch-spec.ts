import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { watch } from '../../../lib/cli/watch/watch.js';
import { lineReader } from '../../support/lineReader.js';

type Serve = (socket: WebSocket, dials: number, headers: Record<string, unknown>) => void;

/** A frame every 20 ms, until the link ends. */
const talks: Serve = (socket) => {
  const speech = setInterval(() => socket.send('tick'), 20);
  socket.on('close', () => clearInterval(speech));
};

describe('rx-lifeline watch', () => {
  const servers = new Set<WebSocketServer | Server>();
  const running = new Set<{ abort(): void; readonly exit: Promise<number> }>();

  const listen = async (serve: Serve, options = {}) => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', ...options });
    servers.add(server);
    let dials = 0;
    server.on('connection', (socket, { headers }) => serve(socket, ++dials, headers));
    await once(server, 'listening');
    return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/live`;
  };
  const start = (args: string[], terminal = {}) => {
    const interruption = new AbortController();
    const reader = lineReader();
    const surroundings = { output: { ...terminal, write: reader.write }, errors: { write: reader.write } };
    const exit = watch(args, { ...surroundings, environment: {}, signal: interruption.signal });
    const program = { ...reader, exit, abort: () => interruption.abort() };
    running.add(program);
    return program;
  };
  const events = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  afterEach(async () => {
    for (const { abort } of running) abort();
    await Promise.allSettled([...running].map(({ exit }) => exit));
    running.clear();
    for (const server of servers) {
      if (server instanceof WebSocketServer) for (const client of server.clients) client.terminate();
      server.close();
    }
    servers.clear();
  });

  it('sees a server that speaks alive, until it is interrupted, and exits with 0', async () => {
    const program = start([await listen(talks)]);
    await program.line(/ ● connected {5}JOIN_SUCCESS$/);
    await program.line(/ link 1 {2}accepted$/);
    program.abort();
    expect(await program.exit).to.equal(0);
    const text = program.lines.join('\n');
    expect(text).to.match(/^Watching ws:\/\/127\.0\.0\.1:\d+\/live since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}; /);
    expect(text).to.match(/: seen alive\.\n {2}connected .*\n.*\n.*\n {2}received {9}\d+ frames?, \d+ bytes\n/);
    expect(text).to.match(/^[^\u001b]+$/);
  });

  it('ends by itself with --for', async () => {
    const url = await listen(talks);
    const program = start([url, '--for', '200ms', '--json']);
    expect(await program.exit).to.equal(0);
    const { watchedFor, ...summary } = events(program.lines).at(-1)!;
    expect(summary).to.include({ type: 'summary', url });
    expect(watchedFor).to.be.at.least(199);
  });

  it('exits with 1 when nothing listens, and says so', async () => {
    const url = await listen(() => {});
    for (const server of servers) server.close();
    const program = start([url, '--json']);
    await program.line(/"failed","link":2,"why":"no link","error":"connect ECONNREFUSED 127\.0\.0\.1:\d+"/);
    program.abort();
    expect(await program.exit).to.equal(1);
    expect(events(program.lines).at(-1)).to.include({ type: 'summary', seenAlive: false, opened: 0 });
  });

  it('says that a server answers 404 to the upgrade', async () => {
    const server = createServer();
    servers.add(server);
    server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const program = start([`ws://127.0.0.1:${(server.address() as AddressInfo).port}`]);
    await program.line(/ link 1 {2}failed: Unexpected server response: 404$/);
    program.abort();
    expect(await program.exit).to.equal(1);
  });

  it('tells the code and the reason of a server that closes at once, dials again, and counts', async () => {
    const program = start([await listen((socket) => socket.close(4401, 'unauthorized'))]);
    await program.line(/ link 3 {2}closed 4401 unauthorized$/);
    program.abort();
    expect(await program.exit).to.equal(1);
    await program.line(/^ {2}links {12}3 dialled \(2 redials\), 3 opened$/);
    await program.line(/^ {2}close codes {6}4401 × 3$/);
  });

  it('tells an outage of a server that goes mute, and its end when the next link is heard', async () => {
    const url = await listen((socket, dials, headers) => {
      if (dials === 1) socket.send('hello');
      else talks(socket, dials, headers);
    });
    const program = start([url, '--json', '--interrupted', '300ms', '--lost', '20s']);
    await program.line(/"reconnecting".*"INTERRUPTED"/);
    await program.line(/"connected","previous":"reconnecting"/);
    await program.line(/"hungUp","link":1,"why":"replaced"/);
    program.abort();
    expect(await program.exit).to.equal(0);
    const [interrupted] = events(program.lines).filter(({ reason }) => reason === 'INTERRUPTED');
    expect(interrupted?.['silentFor']).to.be.at.least(299);
    expect(events(program.lines).at(-1)).to.deep.include({ outages: 1, dials: 2, opened: 2, closeCodes: {} });
  });

  it('tells lost once, and the link that it gives up', async () => {
    const program = start([
      await listen((socket, dials) => dials === 1 && socket.send('hello')),
      ...['--json', '--interrupted', '100ms', '--lost', '300ms'],
    ]);
    await program.line(/"hungUp","link":1,"why":"silent"/);
    await program.line(/"lost"/);
    program.abort();
    expect(await program.exit).to.equal(0);
    const lost = events(program.lines).filter(({ type }) => type === 'lost');
    expect(lost).to.have.length(1);
    expect(lost[0]?.['silentFor']).to.be.at.least(299);
  });

  it('counts a flood, and tells no frame of it', async () => {
    const program = start([
      await listen((socket) => {
        for (let frame = 0; frame < 20_000; frame++) socket.send('x'.repeat(100));
        socket.close(1000, 'enough');
      }),
      ...['--json'],
    ]);
    await program.line(/"closed","link":1,"code":1000,"reason":"enough","clean":true/);
    program.abort();
    expect(await program.exit).to.equal(0);
    const { frames, bytes } = events(program.lines).at(-1)!;
    expect(frames).to.be.at.least(20_000);
    expect(bytes).to.equal(Number(frames) * 100);
    expect(program.lines.length).to.be.below(50);
  });

  it('takes binary frames', async () => {
    const program = start([await listen((socket) => socket.send(Buffer.alloc(7))), '--json']);
    await program.line(/"accepted"/);
    program.abort();
    await program.exit;
    expect(events(program.lines).at(-1)).to.include({ frames: 1, bytes: 7 });
  });

  it('makes a server speak that answers, with --send and --every', async () => {
    const url = await listen((socket) => socket.on('message', (data) => socket.send(String(data))));
    const program = start([url, '--send', 'ping', '--every', '20ms', '--for', '500ms', '--json']);
    expect(await program.exit).to.equal(0);
    const { frames, bytes } = events(program.lines).at(-1)!;
    expect(frames).to.be.above(2);
    expect(bytes).to.equal(Number(frames) * 'ping'.length);
  });

  it('offers sub-protocols and sends headers', async () => {
    const told: unknown[] = [];
    const url = await listen((socket, _, headers) => {
      told.push(socket.protocol, headers['authorization']);
      socket.send('hello');
    });
    const offers = ['--protocol', 'chat.2', '--protocol', 'chat.1', '--header', 'Authorization: Bearer a'];
    await start([url, ...offers]).line(/ accepted$/);
    expect(told).to.deep.equal(['chat.2', 'Bearer a']);
  });

  it('shows neither password nor query', async () => {
    const url = (await listen(talks)).replace('//', '//ada:planted@');
    const program = start([`${url}?token=planted`, '--for', '50ms']);
    await program.exit;
    expect(program.lines.join('\n')).to.contain('/live?…').and.not.to.contain('planted').and.not.to.contain('ada');
  });

  it('redraws a gauge on a terminal, and takes it away at the end', async () => {
    const program = start([await listen(talks), '--for', '400ms'], { isTTY: true, columns: 80 });
    await program.exit;
    const text = program.lines.join('\n');
    expect(text).to.match(/\u001b\[32m● connected\u001b\[0m for .* frames?, /);
    expect(text).to.match(/ next: interrupted in \d\.\d s/);
    expect(text).to.match(/\u001b\[5A\r\u001b\[J\nWatched /);
  });

  it('prints no control character with --plain, or where NO_COLOR is set', async () => {
    const program = start([await listen(talks), '--for', '200ms', '--plain'], { isTTY: true, columns: 80 });
    await program.exit;
    expect(program.lines.join('\n')).to.match(/^[^\u001b]+$/);
  });

  it('ends at once when it was interrupted before it began', async () => {
    const program = start(['ws://127.0.0.1:9']);
    program.abort();
    expect(await program.exit).to.equal(1);
  });

  it('prints its help', async () => {
    const program = start(['--help']);
    expect(await program.exit).to.equal(0);
    expect(program.lines[0]).to.match(/^Usage: rx-lifeline watch <ws-url> /);
  });
});
