import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { faultyProxy, type FaultyProxy } from '../support/faultyProxy.js';

/** A network between clients and a server. */
export interface Wire {
  /** Clients dial this one. */
  readonly port: number;
  readonly proxy: FaultyProxy;
  /** How many clients have spoken and not hung up, which is seen even when nothing passes. */
  readonly connections: () => number;
  refuse(): Promise<void>;
  ignore(): Promise<void>;
  end(): Promise<void>;
}

/** A faulty network in front of `server`, which listens already. */
export async function wire(server: Pick<Server, 'address'>): Promise<Wire> {
  const proxy = await faultyProxy({ target: { port: (server.address() as AddressInfo).port } });
  const clients = new Set<Socket>();
  const relay = createServer((client) => {
    const target = connect(proxy.port, '127.0.0.1');
    client.once('data', () => clients.add(client));
    const gone = () => clients.delete(client);
    client
      .on('end', gone)
      .on('close', gone)
      .on('close', () => target.destroy());
    target.on('error', () => client.destroy()).on('close', () => client.destroySoon());
    client.on('error', () => target.resetAndDestroy());
    client.pipe(target).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return {
    port: (relay.address() as AddressInfo).port,
    proxy,
    connections: () => clients.size,
    refuse: () => proxy.admit('refused'),
    ignore: () => proxy.admit('mute'),
    async end() {
      await proxy.close();
      relay.close();
    },
  };
}
