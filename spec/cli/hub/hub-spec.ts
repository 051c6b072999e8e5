import { expect } from 'chai';
import { SignJWT } from 'jose';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { cast, type Player } from '../../support/cast.js';
import { startInside, type Program } from './program.js';

const secret = 'planted-secret-planted-secret-planted';
const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'joined'];
const local = ['--port', '0', '--host', '127.0.0.1'];

describe('rx-lifeline hub', () => {
  const running = new Set<ReturnType<typeof startInside>>();
  const players = new Set<Player>();

  const start = (args: string[], environment: Record<string, string> = {}) => {
    const program = startInside(args, environment);
    running.add(program);
    return program;
  };
  const anonymous = (...args: string[]) => start([...local, '--anonymous', '--spread', '0', ...args]);
  const join = async (program: Program, uid: string, config: Partial<Parameters<typeof cast>[1]> = {}) => {
    const player = cast(await program.port(), { uid, ...config });
    players.add(player);
    player.channel.join();
    return player;
  };
  const dial = async (program: Program, path = '/', headers = {}) =>
    new WebSocket(`ws://127.0.0.1:${await program.port()}${path}`, 'lifeline.1', { headers });
  const upgradeAnswered = async (socket: WebSocket) => {
    const [request, response] = (await once(socket, 'unexpected-response')) as [{ destroy(): void }, IncomingMessage];
    request.destroy();
    return response.statusCode;
  };

  afterEach(async () => {
    for (const { channel } of players) channel.dispose();
    for (const { abort } of running) abort();
    await Promise.allSettled([...running].map(({ exit }) => exit));
    players.clear();
    running.clear();
  });

  it('tells the port that was free, serves there, and logs a line an event', async () => {
    const program = anonymous();
    const ada = await join(program, 'ada');
    await ada.log.until('joined');
    const port = await program.port();
    expect(port).to.be.above(0);
    ada.channel.leave();
    await program.line(/ departed /);
    const who = 'profile=rtc channel=stage user=ada';
    expect(program.lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, ''))).to.deep.equal([
      `listening host=127.0.0.1 port=${port} access=anonymous`,
      'opened link=1',
      `accepted link=1 ${who} how=fresh`,
      `judged ${who} status=alive silentFor=0`,
      'closed link=1 name=left code=1000 reason=quit',
      `departed ${who} reason=quit`,
    ]);
  });

  it('logs JSON with --json, and the path that it serves', async () => {
    const program = anonymous('--json', '--path', '/live');
    const { at, port, ...event } = JSON.parse(await program.line(/listening/)) as Record<string, unknown>;
    expect(event).to.deep.equal({ type: 'listening', host: '127.0.0.1', path: '/live', access: 'anonymous' });
    expect(port).to.equal(await program.port());
    expect(Date.now() - Date.parse(String(at))).to.be.within(0, 20_000);
  });

  it('serves one path and some origins only', async () => {
    const program = anonymous('--path', '/live', '--origin', 'https://app.example.org');
    expect(await upgradeAnswered(await dial(program, '/?token=secret'))).to.equal(400);
    expect(await program.line(/refusedRequest status=400/)).to.match(/ reason=path path=\/ address=127\.0\.0\.1$/);
    expect(await upgradeAnswered(await dial(program, '/live', { Origin: 'https://example.org' }))).to.equal(403);
    expect(await program.line(/refusedRequest status=403/)).to.match(
      / reason=origin origin=https:\/\/example\.org path=\/live /,
    );
    const socket = await dial(program, '/live', { Origin: 'https://app.example.org' });
    await once(socket, 'open');
    socket.terminate();
  });

  it('answers 426 to plain HTTP: it is there, and wants a WebSocket', async () => {
    const program = anonymous();
    const request = get({ port: await program.port(), host: '127.0.0.1', agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    expect([response.statusCode, response.headers.upgrade]).to.deep.equal([426, 'websocket']);
  });

  it('HUB-4, HUB-7: checks tokens by LIFELINE_KEY, and no token or secret reaches the log', async () => {
    const program = start([...local, '--audience', 'chat', '--spread', '0'], { LIFELINE_KEY: secret });
    const tokenFor = (sub: string, key = secret) =>
      new SignJWT({ sub })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('chat')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(key));
    const tokens = [await tokenFor('ada'), await tokenFor('mallory', secret.toUpperCase()), 'planted-token'];
    const [good, forged, none] = tokens;

    await (await join(program, 'ada', { token: good! })).log.until('joined');
    for (const [uid, token] of [
      ['mallory', forged!],
      ['eve', none!],
    ] as const) {
      await (await join(program, uid, { token })).log.until('disconnected INVALID_TOKEN');
    }
    const hello = { t: 'join', channel: 'stage', uid: 'bob', role: 'audience', generation: 0, beat: 1_000 };
    for (const frame of [
      { ...hello, secret: 'planted-token', token: none },
      { ...hello, secret: 'a'.repeat(32), token: [none] },
      { t: 'planted-token' },
      'planted-token',
    ]) {
      const socket = await dial(program);
      await once(socket, 'open');
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
      await once(socket, 'close');
    }
    await program.line(/closed link=7 /);

    const text = program.lines.join('\n');
    expect(text.match(/ refused .* reason=INVALID_TOKEN/g)).to.have.length(2);
    expect(text.match(/ badFrame /g)).to.have.length(4);
    for (const hidden of [...tokens, secret, 'planted']) expect(text).not.to.contain(hidden);
    expect(program.complaints).to.equal('');
  });

  it('HUB-7: a user id cannot forge a line', async () => {
    const program = anonymous();
    const socket = await dial(program);
    await once(socket, 'open');
    const uid = `ada\n2026-01-31T09:30:00.000Z listening port=1`;
    const ids = { channel: 'stage', uid, role: 'audience', secret: 'a'.repeat(32), generation: 0, beat: 1_000 };
    socket.send(JSON.stringify({ t: 'join', ...ids }));
    await once(socket, 'close');
    await program.line(/ refused .*user="ada\\n2026/);
    expect(program.lines.filter((line) => line.split(' ')[1] === 'listening')).to.have.length(1);
  });

  it('RTM-15: keeps the limits that it is given', async () => {
    const program = anonymous('--limit', 'members=1', '--limit', 'frame=200000');
    const ada = await join(program, 'ada');
    await ada.log.until('joined');
    await (await join(program, 'ben')).log.until('failed TOO_MANY_BROADCASTERS');

    const socket = await dial(program);
    await once(socket, 'open');
    const ids = { channel: 'attic', uid: 'cyd', role: 'audience', secret: 'a'.repeat(32), generation: 0, beat: 1_000 };
    socket.send(JSON.stringify({ t: 'join', ...ids }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ t: 'send', data: 'x'.repeat(100_000) }));
    socket.send(JSON.stringify({ t: 'ping' }));
    expect(String((await once(socket, 'message'))[0])).to.contain('beat');
    socket.terminate();
  });

  it('HUB-1: keeps the thresholds that it is given', async () => {
    const socket = await dial(anonymous('--threshold', 'accept=300'));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).to.equal(4003);
  });

  it('HUB-1: ends a connection that never asks for a WebSocket, and leaves those that did', async () => {
    const program = anonymous('--threshold', 'accept=300');
    const ada = await join(program, 'ada');
    await ada.log.until('joined');
    await once(connect(await program.port(), '127.0.0.1').resume(), 'close');
    expect(program.lines.filter((line) => / (opened|closed) /.test(line))).to.have.length(1);
    expect(ada.attempts.told).to.deep.equal(['dialling', 'opened', 'accepted']);
  });

  it('HUB-3: refuses the second with --takeover reject-new', async () => {
    const program = anonymous('--takeover', 'reject-new');
    await (await join(program, 'ada')).log.until('joined');
    await (await join(program, 'ada')).log.until('failed REJECTED_BY_SERVER');
  });

  it('HUB-5: logs the metrics every so many seconds', async () => {
    const program = anonymous('--json', '--metrics', '1');
    await (await join(program, 'ada')).log.until('joined');
    const metrics = JSON.parse(await program.line(/"metrics".*"sessions":1/)) as Record<string, unknown>;
    expect(metrics).to.include({ type: 'metrics', links: 1, openLinks: 1, sessions: 1, faults: 0 });
    expect(metrics['accepted']).to.deep.equal({ fresh: 1 });
  });

  it('HUB-5, RTC-1: a stop asks clients to come back, and to one that finds the next hub nothing happens', async () => {
    const first = anonymous('--retry-after', '300');
    const port = await first.port();
    const ada = await join(first, 'ada');
    await ada.log.until('joined');
    first.abort();
    await first.line(/ draining retryAfter=300$/);
    const second = start(['--port', String(port), '--host', '127.0.0.1', '--anonymous', '--spread', '0']);

    const closed = await ada.attempts.until('closed 1012');
    const { heardAt } = ada; // the goodbye
    const again = await ada.attempts.until('dialling', { after: closed });
    await ada.attempts.until('accepted', { after: again });
    expect(again.at - heardAt).to.be.at.least(299);
    expect(ada.log.told).to.deep.equal(entrance);
    expect(await first.exit).to.equal(0);
    expect(first.lines.at(-1)).to.match(/ stopped$/);
    expect(first.complaints).to.equal('');
    await second.line(/ accepted link=1 .*user=ada how=fresh$/);
  });

  it('HUB-5: gives the port away at once, while its goodbyes are still spread', async () => {
    const first = start([...local, '--anonymous', '--spread', '2000']);
    await (await join(first, 'ada')).log.until('joined');
    first.abort();
    const second = start(['--port', String(await first.port()), '--host', '127.0.0.1', '--anonymous', '--spread=0']);
    await second.line(/ listening /);
    expect(first.lines.at(-1)).to.match(/ draining /);
    expect(await first.exit).to.equal(0);
  });

  it('HUB-5: stops without clients at once, whatever the spread', async () => {
    const program = start([...local, '--anonymous', '--spread', '60000']);
    await program.port();
    program.abort();
    expect(await program.exit).to.equal(0);
    expect(program.lines.slice(1).map((line) => line.split(' ')[1])).to.deep.equal(['draining', 'stopped']);
  });

  it('stops at once when it was interrupted before it listened', async () => {
    const program = start([...local, '--anonymous']);
    program.abort();
    expect(await program.exit).to.equal(0);
  });

  it('exits with 1 and one line when the port is taken', async () => {
    const port = await anonymous().port();
    const second = start(['--port', String(port), '--host', '127.0.0.1', '--anonymous']);
    expect(await second.exit).to.equal(1);
    expect(second.complaints).to.equal(
      `rx-lifeline: hub: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    );
    expect(second.lines).to.deep.equal([]);
  });

  it('exits with 1 and one line for a key that is none', async () => {
    const program = start(local, { LIFELINE_KEY: 'planted' });
    expect(await program.exit).to.equal(1);
    expect(program.complaints).to.equal('rx-lifeline: hub: LIFELINE_KEY: a secret key has at least 32 bytes, got 7\n');
  });

  it('exits with 1 when it can listen no more, and ends its links', async () => {
    const program = anonymous();
    const socket = await dial(program);
    await once(socket, 'open');
    const servers: Server[] = [];
    const note = (message: unknown) => void servers.push((message as { server: Server }).server);
    subscribe('http.server.request.start', note);
    const request = get({ port: await program.port(), host: '127.0.0.1', agent: false });
    ((await once(request, 'response'))[0] as IncomingMessage).resume();
    unsubscribe('http.server.request.start', note);

    const closed = once(socket, 'close');
    servers[0]!.emit('error', new Error('accept EMFILE'));
    expect(await program.exit).to.equal(1);
    expect(program.complaints).to.equal('rx-lifeline: hub: accept EMFILE\n');
    await closed;
  });

  it('prints its help', async () => {
    const program = start(['--help']);
    expect(await program.exit).to.equal(0);
    expect(program.lines[0]).to.match(/^Usage: rx-lifeline hub /);
  });
});
