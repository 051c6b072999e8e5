import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstValueFrom, type Observable } from 'rxjs';
import { Server } from 'socket.io';
import { WebSocket } from 'ws';
import { createHub } from '../../lib/hub/createHub.js';
import type { Link, Transport } from '../../lib/link/link.js';
import { createRtcChannel } from '../../lib/rtc/createRtcChannel.js';
import { probe } from '../transport/probe.js';
import { keepsTheContract, survivesTheNetwork } from './contract.js';
import { takenFrom } from './takenFrom.js';
import { wire } from './wire.js';

const { socketIoTransport, socketIoLinks } = takenFrom('docs/recipes/socketIo.md') as {
  socketIoTransport(url: string): Transport;
  socketIoLinks(server: Server): Observable<Link>;
};

const stage = async () => {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server = new Server(http, { maxHttpBufferSize: 262_144 });
  const network = await wire(http);
  return {
    ...network,
    transport: socketIoTransport(`http://127.0.0.1:${network.port}`),
    links$: socketIoLinks(server),
    async end() {
      await network.end();
      http.closeAllConnections();
      await server.close();
    },
  };
};
/** It closes the WebSocket underneath politely, and waits for a mute peer. */
const waits = { destroys: false };

describe('links over Socket.IO, as docs/recipes/socketIo.md makes them', function () {
  this.timeout(30_000);

  keepsTheContract(stage);
  survivesTheNetwork(stage, waits);

  it('NET-4: each link has a connection of its own, to whatever namespace', async () => {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    const server = new Server(http);
    const network = await wire(http);
    const dialled = ['', 'a', 'b'].map((name) => {
      server.of(`/${name}`);
      return probe(socketIoTransport(`http://127.0.0.1:${network.port}/${name}`));
    });
    await Promise.all(dialled.map(({ link }) => link));
    expect(network.connections()).to.equal(3);
    for (const { subscription } of dialled) subscription.unsubscribe();
    await network.end();
    await server.close();
  });

  it('HUB-7: a hub over it survives whatever a client sends, and others do not notice', async () => {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    const { port } = http.address() as AddressInfo;
    const server = new Server(http, { maxHttpBufferSize: 262_144 });
    const hub = createHub({ allowAnonymous: true });
    hub.accept(socketIoLinks(server));
    const transport = socketIoTransport(`http://127.0.0.1:${port}`);
    const [ada, ben] = ['ada', 'ben'].map((uid) => createRtcChannel({ transport, channel: 'lobby', uid }));
    try {
      await firstValueFrom(ada!.join());
      for (const packet of [
        ...['42["frame"]', '42["frame",5]', '42["frame","{}","no function"]', '420["frame",{"toString":1}]'],
        ...['42["bye"]', '42["bye",{"toString":1}]', '42["bye",4000]', '42["error","x"]', '42["disconnect"]'],
        ...[
          '4',
          '4garbage',
          '42{',
          'garbage',
          '451-["frame",{"_placeholder":true,"num":0}]',
          `42["${'x'.repeat(270_000)}"]`,
        ],
      ]) {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
        socket.on('error', () => {});
        socket.on('message', (data: Buffer) => {
          if (String(data).startsWith('0')) socket.send('40');
          if (String(data).startsWith('40')) for (const each of [packet, '429["frame","{}"]']) socket.send(each);
          if (/^4(39|2)/.test(String(data))) socket.close(); // it was read
        });
        await once(socket, 'close');
      }
      const heard = firstValueFrom(ada!.messages$);
      await firstValueFrom(ben!.join());
      ben!.send('hello');
      expect((await heard).data).to.equal('hello');
      expect(ada!.state).to.equal('connected');
    } finally {
      for (const channel of [ada, ben]) channel!.dispose();
      hub.close();
      http.closeAllConnections();
      await server.close();
    }
  });
});
