import { expect } from 'chai';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { faultyProxy, type FaultyProxy } from '../../lib/cli/faultyProxy.js';

describe('faultyProxy', () => {
  let server: Server;
  let proxy: FaultyProxy;
  const sockets = new Set<Socket>();

  const keep = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => {});
  };
  const text = async (socket: Socket, length: number) => {
    let read = '';
    while (read.length < length) read += String((await once(socket, 'data'))[0]);
    return read;
  };
  const dial = () => keep(connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true }));
  const pair = async () => {
    const accepted = once(server, 'connection');
    const client = dial();
    return { client, target: (await accepted)[0] as Socket };
  };
  /** A round trip over another connection: what would have passed by now, has. */
  const meanwhile = async () => {
    const other = await pair();
    other.client.write('?');
    await text(other.target, 1);
    other.target.write('!');
    await text(other.client, 1);
  };

  beforeEach(async () => {
    server = createServer({ allowHalfOpen: true }, keep).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await faultyProxy({ target: { port: (server.address() as AddressInfo).port } });
  });

  afterEach(async () => {
    await proxy.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    server.close();
  });

  it('passes bytes both ways and counts them', async () => {
    const { client, target } = await pair();
    client.write('hello');
    expect(await text(target, 5)).to.equal('hello');
    target.write('hi');
    expect(await text(client, 2)).to.equal('hi');
    expect(proxy.bytes).to.deep.equal({ up: 5, down: 2 });
    expect(proxy.connections).to.equal(1);
  });

  it('passes a FIN one way and leaves the other way open', async () => {
    const { client, target } = await pair();
    const ended = once(target, 'end');
    target.resume();
    client.end();
    await ended;
    target.write('still here');
    expect(await text(client, 10)).to.equal('still here');
  });

  for (const [direction, other] of [
    ['up', 'down'],
    ['down', 'up'],
  ] as const) {
    it(`withholds what goes ${direction} in a hole ${direction}, passes what goes ${other}, and delivers on heal`, async () => {
      const { client, target } = await pair();
      const [from, to] = direction === 'up' ? [client, target] : [target, client];
      proxy.hole(direction, { presentOnly: true });
      from.write('one ');
      from.end('two');
      to.write('back');
      expect(await text(from, 4)).to.equal('back');
      await meanwhile();
      expect(to.readableLength + to.bytesRead).to.equal(0);
      proxy.heal();
      expect(await text(to, 7)).to.equal('one two');
    });
  }

  it('lets no RST out of a hole', async () => {
    const { client, target } = await pair();
    proxy.hole('both', { presentOnly: true });
    target.resetAndDestroy();
    await meanwhile();
    expect(client.destroyed).to.equal(false);
    const failed = once(client, 'error');
    proxy.heal();
    expect((await failed)[0]).to.have.property('code', 'ECONNRESET');
  });

  it('holds new connections too, unless told to hold the present ones only', async () => {
    proxy.hole('up');
    const { client, target } = await pair();
    client.write('late');
    for (const ping of ['1', '2', '3']) {
      target.write(ping);
      await text(client, 1);
    }
    expect(target.readableLength + target.bytesRead).to.equal(0);
    proxy.heal();
    expect(await text(target, 4)).to.equal('late');
  });

  it('leaves a forgotten connection mute for ever, and those that were not held as they are', async () => {
    const old = await pair();
    proxy.hole('both', { presentOnly: true });
    const fresh = await pair();
    old.client.write('never');
    proxy.heal({ forget: true });
    proxy.hole();
    proxy.heal();
    await meanwhile();
    expect(old.target.bytesRead).to.equal(0);
    fresh.client.write('served');
    expect(await text(fresh.target, 6)).to.equal('served');
  });

  it('cuts with RST right after a FIN: no socket stays open', async () => {
    const { client, target } = await pair();
    client.write('hello');
    await text(target, 5);
    proxy.cut('fin');
    proxy.cut('rst');
    client.resume();
    await once(client, 'end');
    const failed = once(client, 'error', { signal: AbortSignal.timeout(5_000) });
    const writing = setInterval(() => client.write('?'), 5);
    const [error] = await failed.finally(() => clearInterval(writing));
    expect(error).to.have.property('code').that.is.oneOf(['EPIPE', 'ECONNRESET']);
  });

  it('cuts with RST', async () => {
    const { client } = await pair();
    const failed = once(client, 'error');
    proxy.cut('rst');
    expect((await failed)[0]).to.have.property('code', 'ECONNRESET');
    expect(proxy.connections).to.equal(0);
  });

  it('cuts with FIN', async () => {
    const { client, target } = await pair();
    const ended = [once(client.resume(), 'end'), once(target.resume(), 'end')];
    const closed = [once(client, 'close'), once(target, 'close')];
    proxy.cut('fin');
    await Promise.all(ended);
    client.end();
    target.end();
    expect((await Promise.all(closed)).flat()).to.deep.equal([false, false]);
  });

  it('refuses new connections and keeps the present ones, until it admits again', async () => {
    const { client, target } = await pair();
    await proxy.admit('refused');
    const [error] = await once(dial(), 'error');
    expect(error).to.have.property('code', 'ECONNREFUSED');
    client.write('here');
    expect(await text(target, 4)).to.equal('here');
    await proxy.admit('served');
    await meanwhile();
  });

  it('accepts new connections and never answers them', async () => {
    await proxy.admit('mute');
    const mute = await pair();
    mute.client.write('hello?');
    await proxy.admit('served');
    proxy.heal();
    await meanwhile();
    expect(mute.target.bytesRead).to.equal(0);
  });

  it('delays by its latency each way, bytes that follow each other not twice', async () => {
    const { client, target } = await pair();
    proxy.latency(300);
    const start = performance.now();
    client.write('a');
    client.write('b');
    expect(await text(target, 2)).to.equal('ab');
    expect(performance.now() - start).to.be.within(299, 590);
  });

  it('passes no more than its bandwidth, in small pieces', async () => {
    const { client, target } = await pair();
    proxy.bandwidth(100_000);
    const start = performance.now();
    client.write(Buffer.alloc(20_000));
    await once(target, 'data');
    expect(performance.now() - start).to.be.within(19, 190);
    let received = target.bytesRead;
    while (received < 20_000) received += ((await once(target, 'data'))[0] as Buffer).length;
    expect(performance.now() - start).to.be.within(199, 700);
  });

  it('gives back-pressure: a writer into a hole is not drained', async () => {
    const { client } = await pair();
    proxy.hole('up');
    client.write(Buffer.alloc(32 * 1_024 * 1_024));
    await meanwhileDown();
    expect(client.writableLength).to.be.above(16 * 1_024 * 1_024);

    async function meanwhileDown() {
      const other = await pair();
      other.target.write('!');
      await text(other.client, 1);
    }
  });

  it('passes on the back-pressure of a slow reader, and every byte once it reads', async () => {
    const { client, target } = await pair();
    const size = 32 * 1_024 * 1_024;
    client.write(Buffer.alloc(size));
    for (let turn = 0; turn < 3_000; turn++) await setImmediate();
    expect(client.writableLength).to.be.above(0);
    expect(proxy.bytes.up).to.be.below(size / 2);
    let received = 0;
    target.on('data', (chunk: Buffer) => (received += chunk.length));
    while (received < size) await once(target, 'data');
    expect(received).to.equal(size);
  });

  it('drops the client when the target refuses', async () => {
    server.close();
    const client = dial();
    const [error] = await once(client, 'error');
    expect(error).to.have.property('code', 'ECONNRESET');
    expect(proxy.connections).to.equal(0);
  });

  it('frees its port and its connections on close', async () => {
    const { client } = await pair();
    const closed = once(client, 'close').catch(() => {});
    await proxy.close();
    await closed;
    const [error] = await once(dial(), 'error');
    expect(error).to.have.property('code', 'ECONNREFUSED');
  });
});
