import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { concat, firstValueFrom, from, NEVER, of, Subject, throwError } from 'rxjs';
import { WebSocket, WebSocketServer } from 'ws';
import type { LinkError } from '../../lib/link/linkError.js';
import { isLinkError } from '../../lib/link/linkError.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';
import { faultyProxy, type FaultyProxy } from '../support/faultyProxy.js';
import { type End, probe, read } from './probe.js';

const portOf = (server: Pick<Server, 'address'>) => (server.address() as AddressInfo).port;

/** The answer of a server that says nothing more, not even goodbye. */
const switchingProtocols = (request: string) => {
  const key = /sec-websocket-key: (.*)\r\n/i.exec(request)?.[1];
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    '\r\n',
  ].join('\r\n');
};

const error = (end: End): LinkError => {
  expect(end).to.satisfy(isLinkError);
  return end as LinkError;
};

describe('webSocketTransport', () => {
  let http: HttpServer;
  let server: WebSocketServer;
  let proxy: FaultyProxy;
  let cleanUp: (() => unknown)[];

  /** Its own server of `ws`, not our adapter. */
  beforeEach(async () => {
    http = createHttpServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    server = new WebSocketServer({ server: http });
    server.on('connection', (socket) => socket.on('error', () => {}));
    proxy = await faultyProxy({ target: { port: portOf(http) } });
    cleanUp = [];
  });

  afterEach(async () => {
    for (const undo of cleanUp) undo();
    await proxy.close();
    for (const socket of server.clients) socket.terminate();
    server.close();
    http.close();
    http.closeAllConnections();
  });

  const url = () => `ws://127.0.0.1:${portOf(http)}`;
  const dial = (at: string | (() => string) = url(), protocols: string[] = []) => {
    const dialled = probe(webSocketTransport({ url: at, protocols, WebSocket }));
    cleanUp.push(() => dialled.subscription.unsubscribe());
    return dialled;
  };
  const open = async (at?: string) => {
    const connection = once(server, 'connection');
    const dialled = dial(at);
    const [peer] = (await connection) as [WebSocket];
    return { ...dialled, link: await dialled.link, peer };
  };
  const tcpServer = async (onConnection: (socket: Socket) => void, allowHalfOpen = false) => {
    const tcp = createServer({ allowHalfOpen }, (socket) => {
      cleanUp.push(() => socket.destroy());
      onConnection(socket.on('error', () => {}));
    }).listen(0, '127.0.0.1');
    cleanUp.push(() => tcp.close());
    await once(tcp, 'listening');
    return tcp;
  };

  it('NET-1: carries frames both ways, in order, of any size, over a plain echo server of ws', async () => {
    server.on('connection', (socket) =>
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
    );
    const { link, peer } = await open();
    const { frames, end } = read(link);
    const sent = ['', 'grüße', 'x'.repeat(1_000_000), ...Array.from({ length: 500 }, (_, n) => `${n}`)];
    for (const frame of sent) link.send(frame);
    let left = sent.length;
    peer.on('message', () => --left || peer.close(4000, 'enough'));
    expect(error(await end)).to.include({ code: 4000, reason: 'enough', clean: true });
    expect(frames).to.deep.equal(sent);
  });

  it('NET-1: keeps the frames, and the end, that came before the subscriber', async () => {
    server.on('connection', (socket) => {
      socket.send('a');
      socket.send('b');
      socket.close(4001);
    });
    const { link, end } = dial();
    expect(error(await end).code).to.equal(4001);
    const { frames, end: framesEnd } = read(await link);
    expect(error(await framesEnd).code).to.equal(4001);
    expect(frames).to.deep.equal(['a', 'b']);
  });

  it('NET-1: a clean close by the server is an error of the frames and of the transport', async () => {
    const { link, end, peer } = await open();
    const frames = read(link);
    peer.close(1000, 'bye');
    for (const each of [await frames.end, await end]) {
      expect(error(each)).to.include({ code: 1000, reason: 'bye', clean: true });
    }
  });

  for (const how of ['rst', 'fin'] as const) {
    it(`NET-1: a ${how.toUpperCase()} without a close frame is an unclean error 1006`, async () => {
      const { link, end } = await open(`ws://127.0.0.1:${proxy.port}`);
      const frames = read(link);
      proxy.cut(how);
      for (const each of [await frames.end, await end]) expect(error(each)).to.include({ code: 1006, clean: false });
    });
  }

  it('NET-1: completes when this side closes; code and reason arrive; send then does nothing', async () => {
    const { link, end, peer } = await open();
    const frames = read(link);
    const closed = once(peer, 'close');
    const heard: string[] = [];
    peer.on('message', (data: Buffer) => heard.push(String(data)));
    link.send('last');
    link.close(4009, 'given up');
    link.close(4000, 'again');
    link.send('late');
    expect([await frames.end, await end]).to.deep.equal(['complete', 'complete']);
    const [code, reason] = (await closed) as [number, Buffer];
    expect([code, String(reason), heard]).to.deep.equal([4009, 'given up', ['last']]);
  });

  it('NET-1: unsubscribing closes the link', async () => {
    const { link, subscription, peer } = await open();
    const frames = read(link);
    const closed = once(peer, 'close');
    subscription.unsubscribe();
    expect(await frames.end).to.equal('complete');
    await closed;
  });

  it('NET-5: delivers nothing after close, though the peer goes on sending', async () => {
    const { link, peer } = await open();
    const { frames, end } = read(link);
    const closed = once(peer, 'close');
    link.close();
    peer.send('late');
    await Promise.all([end, closed]);
    expect(frames).to.deep.equal([]);
  });

  it('NET-1: buffered counts the bytes that the network does not take', async () => {
    const { link } = await open(`ws://127.0.0.1:${proxy.port}`);
    expect(link.buffered).to.equal(0);
    proxy.hole('up');
    for (let n = 0; n < 32; n++) link.send('x'.repeat(1_048_576));
    expect(link.buffered).to.be.within(16 * 1_048_576, 33 * 1_048_576);
  });

  it('NET-10: close destroys the socket of a peer that is mute after 500 ms, not before', async () => {
    const accepted = new Subject<Socket>();
    const mute = await tcpServer((socket) =>
      socket.once('data', (request) => {
        socket.write(switchingProtocols(String(request)));
        accepted.next(socket.resume());
      }),
    );
    const socket = firstValueFrom(accepted);
    const { link } = dial(`ws://127.0.0.1:${portOf(mute)}`);
    const closed = once(await socket, 'close');
    const { end } = read(await link);
    const start = performance.now();
    (await link).close(4009, 'given up');
    expect(await end).to.equal('complete');
    expect(performance.now() - start).to.be.below(400);
    await closed;
    expect(performance.now() - start).to.be.within(450, 1_000);
  });

  it('NET-1: a refused port is an error with its cause', async () => {
    await proxy.admit('refused');
    const failure = error(await dial(`ws://127.0.0.1:${proxy.port}`).end);
    expect(failure).to.include({ code: 1006, clean: false });
    expect(failure.cause).to.have.property('code', 'ECONNREFUSED');
    expect(failure.reason).to.match(/ECONNREFUSED/);
  });

  it('NET-1: an HTTP answer instead of a WebSocket is an error that names its status', async () => {
    const refusing = createHttpServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1');
    cleanUp.push(() => refusing.close());
    await once(refusing, 'listening');
    expect(error(await dial(`ws://127.0.0.1:${portOf(refusing)}`).end).reason).to.match(/401/);
  });

  it('NET-1: TLS, garbage, an invalid address and a sub-protocol that is not taken are errors with a cause', async () => {
    const garbage = await tcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n\0\x01'));
    for (const { end } of [
      dial(`wss://127.0.0.1:${portOf(http)}`),
      dial(`ws://127.0.0.1:${portOf(garbage)}`),
      dial(() => 'not an address'),
      dial(() => 'ftp://127.0.0.1'),
      dial(url(), ['two words']),
    ]) {
      const failure = error(await end);
      expect(failure.code).to.equal(1006);
      expect(failure.cause).to.be.instanceOf(Error);
    }
  });

  it('NET-1: asks a url function afresh for each dial, plain, URL, Promise or Observable', async () => {
    const answers = [url(), new URL(url()), Promise.resolve(url()), of(new URL(url())), concat(of(url()), NEVER)];
    let asked = 0;
    const transport = webSocketTransport({ url: () => answers[asked++]!, WebSocket });
    for (const count of [1, 2, 3, 4, 5]) {
      const { link, end } = probe(transport);
      (await link).close();
      expect([await end, asked]).to.deep.equal(['complete', count]);
    }
  });

  it('NET-1: a url function that throws, rejects, errors or gives nothing is a failed dial with that cause', async () => {
    const cause = new Error('no address today');
    for (const ask of [
      () => {
        throw cause;
      },
      () => Promise.reject(cause),
      () => throwError(() => cause),
    ]) {
      expect(error(await probe(webSocketTransport({ url: ask, WebSocket })).end).cause).to.equal(cause);
    }
    expect(error(await probe(webSocketTransport({ url: () => from([]), WebSocket })).end).cause).to.be.instanceOf(
      Error,
    );
    const undefinedUrl = () => undefined as unknown as string;
    expect(error(await probe(webSocketTransport({ url: undefinedUrl, WebSocket })).end).cause).to.be.instanceOf(Error);
  });

  it('NET-1: unsubscribing while the address is awaited dials nothing', () => {
    const address = new Subject<string>();
    const { subscription } = probe(webSocketTransport({ url: () => address, WebSocket }));
    subscription.unsubscribe();
    expect(address.observed).to.equal(false);
  });

  it('NET-10: unsubscribing while dialling aborts the dial at once, without an unhandled error', async () => {
    const asked = new Subject<Socket>();
    const mute = await tcpServer((socket) => socket.once('data', () => asked.next(socket)));
    const socket = firstValueFrom(asked);
    const { subscription } = dial(`ws://127.0.0.1:${portOf(mute)}`);
    const closed = once(await socket, 'close');
    const start = performance.now();
    subscription.unsubscribe();
    await closed;
    expect(performance.now() - start).to.be.below(400);

    dial(`ws://127.0.0.1:${portOf(mute)}`).subscription.unsubscribe();
    await new Promise((resolve) => setImmediate(resolve));
  });

  it('HUB-7: a binary frame ends a text link with 1003', async () => {
    const { link, end, peer } = await open();
    const { frames, end: framesEnd } = read(link);
    const closed = once(peer, 'close');
    peer.send('a');
    peer.send(Buffer.from([1]));
    peer.send('b');
    expect(error(await framesEnd)).to.include({ code: 1003, clean: false });
    expect(error(await end).code).to.equal(1003);
    expect(frames).to.deep.equal(['a']);
    await closed;
  });

  it('NET-1: carries binary frames where binaryType is given', async () => {
    const connection = once(server, 'connection');
    const { link } = probe(webSocketTransport({ url: url(), WebSocket, binaryType: 'arraybuffer' }));
    const [peer] = (await connection) as [WebSocket];
    const { frames, end } = read(await link);
    const heard = once(peer, 'message');
    (await link).send(new Uint8Array([7]).buffer);
    expect((await heard)[0]).to.deep.equal(Buffer.from([7]));
    peer.send(Buffer.from([1, 2]));
    peer.send('text');
    peer.close();
    await end;
    expect(frames[0]).to.be.instanceOf(ArrayBuffer);
    expect([...new Uint8Array(frames[0] as ArrayBuffer)]).to.deep.equal([1, 2]);
    expect(frames[1]).to.equal('text');
  });

  it('NET-1: a frame that breaks the WebSocket protocol ends the link with 1002 and the cause', async () => {
    const { end, peer } = await open();
    (peer as unknown as { _socket: Socket })._socket.write(Buffer.from([0xff, 0xff, 0xff]));
    const failure = error(await end);
    expect(failure).to.include({ code: 1002, clean: false });
    expect(failure.cause).to.be.instanceOf(Error);
  });

  it('NET-10: a peer that breaks the protocol and then is mute does not hold the link for more than 500 ms', async () => {
    const neverEnds = true;
    const broken = await tcpServer(
      (socket) =>
        socket.once('data', (request) => {
          socket.write(switchingProtocols(String(request)));
          socket.resume().write(Buffer.from([0xff, 0xff, 0xff]));
        }),
      neverEnds,
    );
    const { link, end } = dial(`ws://127.0.0.1:${portOf(broken)}`);
    await link;
    const start = performance.now();
    expect(error(await end)).to.include({ code: 1002, clean: false });
    expect(performance.now() - start).to.be.within(400, 1_000);
  });

  it('NET-1: says clearly what is missing', () => {
    expect(() => webSocketTransport({ url: undefined as unknown as string, WebSocket })).to.throw(
      TypeError,
      /^webSocketTransport: url must be /,
    );
    expect(() => webSocketTransport({ url: '', WebSocket })).to.throw(TypeError, /^webSocketTransport: url must be /);
    const none = undefined as unknown as typeof WebSocket;
    const given = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
    Object.defineProperty(globalThis, 'WebSocket', { value: undefined, configurable: true, writable: true });
    try {
      expect(() => webSocketTransport({ url: url(), WebSocket: none })).to.throw(
        TypeError,
        /^webSocketTransport: WebSocket must be .*'ws'/,
      );
    } finally {
      if (given) Object.defineProperty(globalThis, 'WebSocket', given);
      else Reflect.deleteProperty(globalThis, 'WebSocket');
    }
  });

  it('NET-1: dials with the WebSocket of the platform where there is one', async () => {
    const given = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
    Object.defineProperty(globalThis, 'WebSocket', { value: WebSocket, configurable: true, writable: true });
    try {
      const { link, end } = probe(webSocketTransport({ url: url() }));
      (await link).close();
      expect(await end).to.equal('complete');
    } finally {
      if (given) Object.defineProperty(globalThis, 'WebSocket', given);
      else Reflect.deleteProperty(globalThis, 'WebSocket');
    }
  });

  for (const [peer, least, most] of [
    ['is mute', 400, 1_000],
    ['answers', 0, 400],
  ] as const) {
    it(`NET-10: the process exits by itself ${least} to ${most} ms after closing a link whose peer ${peer}`, async () => {
      const program = `
        require('ts-node/register');
        const { WebSocket } = require('ws');
        const { webSocketTransport } = require('./lib/transport/webSocketTransport.ts');
        webSocketTransport({ url: process.argv[1], WebSocket }).subscribe((link) => {
          link.frames$.subscribe(() => {
            const start = performance.now();
            process.on('exit', () => console.log(Math.round(performance.now() - start)));
            link.close();
          });
        });`;
      server.on('connection', (socket) => {
        if (peer === 'is mute') proxy.hole('up');
        socket.send('now');
      });
      const { stdout } = await promisify(execFile)(process.execPath, ['-e', program, `ws://127.0.0.1:${proxy.port}`]);
      expect(Number(stdout)).to.be.within(least, most);
    }).timeout(20_000);
  }
});
