import { expect } from 'chai';
import { once } from 'node:events';
import { createServer as createHttpServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { firstValueFrom, ReplaySubject, Subject, type Subscription } from 'rxjs';
import { WebSocket } from 'ws';
import type { Link } from '../../lib/link/link.js';
import { isLinkError, type LinkError } from '../../lib/link/linkError.js';
import { webSocketLinks, type RefusedRequest, type WebSocketLinksConfig } from '../../lib/transport/webSocketLinks.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';
import { faultyProxy } from '../support/faultyProxy.js';
import { type End, probe, read } from './probe.js';

const error = (end: End): LinkError => {
  expect(end).to.satisfy(isLinkError);
  return end as LinkError;
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('webSocketLinks', () => {
  let cleanUp: (() => unknown)[];

  beforeEach(() => (cleanUp = []));
  afterEach(async () => {
    for (const undo of cleanUp.reverse()) await undo();
  });

  interface Listening {
    readonly port: number;
    readonly link: () => Promise<Link>;
    readonly subscription: Subscription;
  }

  const listen = async (config: Partial<WebSocketLinksConfig> = {}): Promise<Listening> => {
    const listening = new ReplaySubject<AddressInfo>(1);
    const links = new Subject<Link>();
    const subscription = webSocketLinks({
      ...(config.server ? {} : { port: 0, host: '127.0.0.1' }),
      ...config,
      listening,
    } as WebSocketLinksConfig).subscribe(links);
    cleanUp.push(() => subscription.unsubscribe());
    const { port } = await firstValueFrom(listening);
    return { port, link: () => firstValueFrom(links), subscription };
  };
  const dial = (port: number, path = '') => {
    const dialled = probe(webSocketTransport({ url: `ws://127.0.0.1:${port}${path}`, WebSocket }));
    cleanUp.push(() => dialled.subscription.unsubscribe());
    return dialled;
  };
  const socketTo = (port: number, protocols: string[] = [], origin?: string) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, protocols, { ...(origin && { origin }) });
    cleanUp.push(() => socket.terminate());
    return socket.on('error', () => {});
  };
  const pair = async (server: Listening) => {
    const accepted = server.link();
    const socket = socketTo(server.port);
    await once(socket, 'open');
    return { link: await accepted, socket };
  };
  const tcpTo = (port: number): Socket => {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    cleanUp.push(() => socket.destroy());
    return socket.resume();
  };
  const isAlive = async (server: Listening) => {
    const { link, socket } = await pair(server);
    const message = once(socket, 'message');
    link.send('alive');
    expect(String((await message)[0])).to.equal('alive');
  };

  it('NET-1: both sides hold the same link, and frames arrive in order', async () => {
    const server = await listen();
    const accepted = server.link();
    const client = await dial(server.port).link;
    const [there, here] = [read(await accepted), read(client)];
    const sent = Array.from({ length: 1_000 }, (_, n) => `frame ${n}`);
    for (const frame of sent) {
      client.send(frame);
      (await accepted).send(frame);
    }
    client.close(4009, 'enough');
    expect(error(await there.end)).to.include({ code: 4009, reason: 'enough', clean: true });
    expect(there.frames).to.deep.equal(sent);
    expect(await here.end).to.equal('complete');
  });

  it('NET-1: a link that the server closes completes here and says its code there', async () => {
    const server = await listen();
    const { link, socket } = await pair(server);
    const { end } = read(link);
    const closed = once(socket, 'close');
    link.close(1012, 'draining');
    expect(await end).to.equal('complete');
    const [code, reason] = (await closed) as [number, Buffer];
    expect([code, String(reason)]).to.deep.equal([1012, 'draining']);
  });

  it('NET-1: keeps the frames that came before the subscriber', async () => {
    const server = await listen();
    const { link, socket } = await pair(server);
    const closed = once(socket, 'close');
    socket.send('a');
    socket.send('b');
    socket.close(4000);
    await closed;
    const { frames, end } = read(link);
    expect(error(await end).code).to.equal(4000);
    expect(frames).to.deep.equal(['a', 'b']);
  });

  it('HUB-7: a binary frame closes its link with 1003, and no other', async () => {
    const server = await listen();
    const { link, socket } = await pair(server);
    const closed = once(socket, 'close');
    socket.send(Buffer.from([1]));
    expect(error(await read(link).end)).to.include({ code: 1003, clean: false });
    expect((await closed)[0]).to.equal(1003);
    await isAlive(server);
  });

  for (const [bytes, config] of [
    [65_536, {}],
    [100, { maxPayload: 100 }],
  ] as const) {
    it(`HUB-7: a frame of ${bytes} bytes passes, one more closes its link with 1009`, async () => {
      const server = await listen(config);
      const { link, socket } = await pair(server);
      const { frames, end } = read(link);
      const closed = once(socket, 'close');
      socket.send('x'.repeat(bytes));
      socket.send('x'.repeat(bytes + 1));
      socket.send('after');
      expect(error(await end)).to.include({ code: 1009, clean: false });
      expect(frames.map(({ length }) => length)).to.deep.equal([bytes]);
      expect((await closed)[0]).to.equal(1009);
      await isAlive(server);
    });
  }

  it('HUB-7: counts the bytes of a compressed frame as it unpacks', async () => {
    const server = await listen({ maxPayload: 1_000, perMessageDeflate: true });
    const { link, socket } = await pair(server);
    expect(socket.extensions).to.match(/permessage-deflate/);
    socket.send('x'.repeat(100_000));
    expect(error(await read(link).end).code).to.equal(1009);
    await isAlive(server);
  });

  it('HUB-7: a peer that breaks the protocol, resets or hangs up ends its own link alone', async () => {
    const server = await listen();
    const proxy = await faultyProxy({ target: { port: server.port } });
    cleanUp.push(() => proxy.close());
    const broken = await pair(server);
    (broken.socket as unknown as { _socket: Socket })._socket.write(Buffer.from([0xff, 0xff, 0xff]));
    expect(error(await read(broken.link).end).code).to.equal(1002);
    for (const how of ['rst', 'fin'] as const) {
      const accepted = server.link();
      await dial(proxy.port).link;
      const { end } = read(await accepted);
      proxy.cut(how);
      expect(error(await end)).to.include({ code: 1006, clean: false });
    }
    await isAlive(server);
  });

  it('HUB-7: garbage, half a request, a RST in the handshake and plain HTTP make no link and no error', async () => {
    const server = await listen();
    let links = 0;
    void server.link().then(() => links++);
    const answers: Promise<unknown>[] = [];
    for (const bytes of [
      '\0\x01\xff garbage\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ]) {
      const socket = tcpTo(server.port);
      answers.push(once(socket, 'close'));
      socket.end(bytes);
    }
    await Promise.all(answers);
    const reset = tcpTo(server.port);
    await once(reset, 'connect');
    reset.write('GET / HTTP/1.1\r\nConnection: Upgr');
    reset.resetAndDestroy();
    const [response] = (await once(get({ port: server.port, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).to.equal(426);
    expect(links).to.equal(0);
    await isAlive(server);
  });

  it('HUB-7: a flood of frames before the subscriber is kept in order and does not disturb others', async () => {
    const server = await listen();
    const { link, socket } = await pair(server);
    for (let n = 0; n < 5_000; n++) socket.send(String(n));
    await isAlive(server);
    const { frames, end } = read(link);
    socket.close(4000);
    expect(error(await end).code).to.equal(4000);
    expect(frames).to.deep.equal(Array.from({ length: 5_000 }, (_, n) => String(n)));
  });

  it('HUB-7: a link that ended is forgotten', async () => {
    const server = await listen();
    const memory = await (async () => {
      const { link, socket } = await pair(server);
      const { end } = read(link);
      socket.close();
      await Promise.all([end, once(socket, 'close')]);
      return new WeakRef(link);
    })();
    cleanUp.splice(1);
    await isAlive(server);
    collectGarbage();
    expect(memory.deref() === undefined).to.equal(true);
  });

  describe('HUB-7: origins', () => {
    const answer = async (socket: WebSocket) =>
      Promise.race([
        once(socket, 'open').then(() => 101),
        once(socket, 'unexpected-response').then(([, response]) => (response as IncomingMessage).statusCode),
      ]);

    it('HUB-7: a page of this host may dial, another page is answered with 403', async () => {
      const { port } = await listen();
      expect(await answer(socketTo(port))).to.equal(101);
      expect(await answer(socketTo(port, [], `http://127.0.0.1:${port}`))).to.equal(101);
      expect(await answer(socketTo(port, [], 'http://evil.example'))).to.equal(403);
    });

    it('HUB-7: a list allows what it names alone', async () => {
      const { port } = await listen({ origins: ['https://app.example'] });
      expect(await answer(socketTo(port, [], 'https://app.example'))).to.equal(101);
      expect(await answer(socketTo(port, [], `http://127.0.0.1:${port}`))).to.equal(403);
    });
  });

  describe('HUB-7: refused requests', () => {
    const sent = async (port: number, head: readonly string[]) => {
      const socket = connect(port, '127.0.0.1');
      cleanUp.push(() => socket.destroy());
      socket.end([...head, 'Host: here', 'Connection: Upgrade', '', ''].join('\r\n'));
      let answer = '';
      for await (const bytes of socket) answer += String(bytes);
      return answer.slice(0, 12);
    };
    const handshake = [
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ];
    const evil = { origin: 'http://evil.example' };
    const cases = [
      [['GET /live?token=secret HTTP/1.1', ...handshake, `Origin: ${evil.origin}`], 403, 'origin', '/live', evil],
      [['GET /other?token=secret HTTP/1.1', ...handshake], 400, 'path', '/other', {}],
      [['GET /live HTTP/1.1', 'Upgrade: websocket', `Origin: ${evil.origin}`], 400, 'malformed', '/live', evil],
      [['POST /other HTTP/1.1', ...handshake], 405, 'malformed', '/other', {}],
    ] as const;
    for (const [head, status, reason, path, origin] of cases) {
      it(`tells ${head[0]}: ${status}, ${reason}, and never a query`, async () => {
        const told: RefusedRequest[] = [];
        const { port } = await listen({ path: '/live', refused: { next: (request) => void told.push(request) } });
        expect(await sent(port, head)).to.equal(`HTTP/1.1 ${status}`);
        expect(told).to.deep.equal([{ status, reason, ...origin, path, address: '127.0.0.1' }]);
      });
    }

    it('tells nothing of who is let in', async () => {
      const told: unknown[] = [];
      const { port } = await listen({ path: '/live', refused: { next: (request) => void told.push(request) } });
      const { link } = dial(port, '/live');
      await link;
      expect(told).to.deep.equal([]);
    });
  });

  for (const [offered, agreed] of [
    [[], ''],
    [['lifeline.1'], 'lifeline.1'],
    [['lifeline.2', 'lifeline.1'], 'lifeline.1'],
  ] as const) {
    it(`HUB-8: answers ${JSON.stringify(offered)} with '${agreed}'`, async () => {
      const { port } = await listen();
      const socket = socketTo(port, [...offered]);
      await once(socket, 'open');
      expect(socket.protocol).to.equal(agreed);
    });
  }

  it('HUB-8: a client that offers other sub-protocols alone ends its dial itself', async () => {
    const { port } = await listen();
    const { end } = probe(webSocketTransport({ url: `ws://127.0.0.1:${port}`, protocols: 'chat', WebSocket }));
    expect(error(await end).reason).to.match(/subprotocol/);
  });

  it('HUB-7: another path is answered with 400', async () => {
    const server = await listen({ path: '/live' });
    expect(error(await dial(server.port, '/other').end).reason).to.match(/400/);
    const accepted = server.link();
    await dial(server.port, '/live?x=1').link;
    await accepted;
  });

  it('NET-10: unsubscribing says 1001 on every link, frees the port, and leaves no connection, a silent one included', async () => {
    const server = await listen();
    const { link, socket } = await pair(server);
    const { end } = read(link);
    const silent = tcpTo(server.port);
    await once(silent, 'connect');
    await isAlive(server);
    const closed = [once(socket, 'close'), once(silent, 'close')];
    server.subscription.unsubscribe();
    expect(await end).to.equal('complete');
    expect((await Promise.all(closed))[0]![0]).to.equal(1001);
    const again = await listen({ port: server.port });
    expect(again.port).to.equal(server.port);
    await isAlive(again);
  });

  it('NET-10: unsubscribing destroys the socket of a mute client after 500 ms', async () => {
    const server = await listen();
    const proxy = await faultyProxy({ target: { port: server.port } });
    cleanUp.push(() => proxy.close());
    const { link, end } = dial(proxy.port);
    await link;
    proxy.hole('up');
    const start = performance.now();
    server.subscription.unsubscribe();
    expect(error(await end).code).to.equal(1001);
    expect(performance.now() - start).to.be.within(450, 1_000);
  });

  it('HUB-7: a port in use errors the stream with EADDRINUSE', async () => {
    const { port } = await listen();
    const taken = new Promise((resolve) => webSocketLinks({ port, host: '127.0.0.1' }).subscribe({ error: resolve }));
    expect(await taken).to.have.property('code', 'EADDRINUSE');
  });

  describe('on a server of the caller', () => {
    const httpServer = async () => {
      const server = createHttpServer((_, response) => response.end('page')).listen(0, '127.0.0.1');
      cleanUp.push(() => server.close().closeAllConnections());
      await once(server, 'listening');
      return server;
    };

    it('HUB-7: serves beside it, and detaches only itself', async () => {
      const server = await httpServer();
      const listening = await listen({ server });
      await isAlive(listening);
      listening.subscription.unsubscribe();
      expect(server.listening).to.equal(true);
      expect(server.listenerCount('upgrade') + server.listenerCount('error')).to.equal(0);
      const request = get({ port: listening.port, host: '127.0.0.1' });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      expect(response.resume().statusCode).to.equal(200);
    });

    it('HUB-7: two streams share it by path', async () => {
      const server = await httpServer();
      const one = await listen({ server, path: '/one' });
      const two = await listen({ server, path: '/two' });
      const accepted = [one.link(), two.link()];
      await dial(one.port, '/two').link;
      await dial(one.port, '/one').link;
      await Promise.all(accepted);
    });

    it('HUB-7: tells the address when the server begins to listen later', async () => {
      const server = createHttpServer();
      cleanUp.push(() => server.close().closeAllConnections());
      const listening = listen({ server });
      server.listen(0, '127.0.0.1');
      expect((await listening).port).to.equal((server.address() as AddressInfo).port);
    });
  });

  for (const [config, message] of [
    [{}, 'pass either port or server'],
    [{ port: 1, server: createHttpServer() }, 'pass either port or server'],
    [{ port: -1 }, 'port must .* got -1'],
    [{ port: 65_536 }, 'port must .* got 65536'],
    [{ port: NaN }, 'port must .* got NaN'],
    [{ port: 0, maxPayload: 0 }, 'maxPayload must .* got 0'],
    [{ port: 0, maxPayload: NaN }, 'maxPayload must .* got NaN'],
    [{ port: 0, maxPayload: Infinity }, 'maxPayload must .* got Infinity'],
    [{ port: 0, path: 'live' }, "path must .* got 'live'"],
  ] as const) {
    it(`HUB-7: refuses options at the call: ${message}`, () => {
      expect(() => webSocketLinks(config as unknown as WebSocketLinksConfig)).to.throw(
        Error,
        new RegExp(`^webSocketLinks: ${message}`),
      );
    });
  }
});
