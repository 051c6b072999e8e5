import { expect } from 'chai';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { bufferCount, filter, firstValueFrom, from, interval, map, take } from 'rxjs';
import { WebSocket, WebSocketServer } from 'ws';
import { createConnection, type Connection } from '../../lib/connection/createConnection.js';
import type { ConnectionThresholds } from '../../lib/connection/connectionConfig.js';
import { holdUntilConnected } from '../../lib/connection/holdUntilConnected.js';
import { whileConnected } from '../../lib/connection/whileConnected.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';

describe('a plain echo server of ws', () => {
  let server: WebSocketServer;
  let connection: Connection;

  const serve = async (port = 0): Promise<number> => {
    server = new WebSocketServer({ host: '127.0.0.1', port });
    server.on('connection', (socket) =>
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })),
    );
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const kill = async () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    await once(server, 'close');
  };
  const connect = (port: number, thresholds: ConnectionThresholds = {}) => {
    connection = createConnection({
      transport: webSocketTransport({ url: `ws://127.0.0.1:${port}`, WebSocket }),
      heartbeat: { every: 50, frame: 'ping' },
      thresholds,
      redial: () => 20,
    });
    const log: string[] = [];
    connection.changes$.subscribe(({ state, reason }) => log.push(`${state} ${reason}`));
    connection.attempts$.pipe(filter(({ type }) => type === 'accepted')).subscribe(() => log.push('accepted'));
    return log;
  };
  const opened = () => firstValueFrom(connection.open());
  const reached = (state: string) => firstValueFrom(connection.state$.pipe(filter((present) => present === state)));
  const nextAccepted = () => firstValueFrom(connection.attempts$.pipe(filter(({ type }) => type === 'accepted')));
  const said = (frame: string) => firstValueFrom(connection.frames$.pipe(filter((heard) => heard === frame)));

  afterEach(async () => {
    connection.dispose();
    await kill();
  });

  it('CON-1 CON-4: connects, is kept by its heartbeat, and frames come back', async () => {
    const log = connect(await serve(), { interrupted: 1_000, lost: 5_000 });
    await opened();
    const echo = said('hello');
    expect(connection.send('hello')).to.equal('sent');
    expect(await echo).to.equal('hello');
    await firstValueFrom(
      connection.frames$.pipe(
        filter((frame) => frame === 'ping'),
        bufferCount(5),
      ),
    );
    expect(log).to.deep.equal(['connecting CONNECTING', 'connected JOIN_SUCCESS', 'accepted']);
  });

  it('NET-4: killed and restarted within the threshold: unseen, and frames come back', async () => {
    const port = await serve();
    const log = connect(port, { interrupted: 5_000, lost: 6_000 });
    await opened();
    const again = nextAccepted();
    await kill();
    await serve(port);
    await again;
    const echo = said('still here');
    expect(connection.send('still here')).to.equal('sent');
    await echo;
    expect(log).to.deep.equal(['connecting CONNECTING', 'connected JOIN_SUCCESS', 'accepted', 'accepted']);
  });

  it('CON-1: killed, and restarted once it was lost: INTERRUPTED, lost, connected again', async () => {
    const port = await serve();
    const log = connect(port, { interrupted: 200, lost: 300 });
    connection.lost$.subscribe(() => log.push('lost'));
    await opened();
    const lost = firstValueFrom(connection.lost$);
    await kill();
    await lost;
    const back = reached('connected');
    await serve(port);
    await back;
    expect(log.filter((line) => line !== 'accepted')).to.deep.equal([
      'connecting CONNECTING',
      'connected JOIN_SUCCESS',
      'reconnecting INTERRUPTED',
      'lost',
      'connected JOIN_SUCCESS',
    ]);
  });

  it('CON-1: dialled before the server is there: connects when it is', async () => {
    const port = await serve();
    await kill();
    const log = connect(port);
    const done = opened();
    await firstValueFrom(connection.attempts$.pipe(filter(({ type }) => type === 'failed')));
    await serve(port);
    await done;
    expect(log).to.deep.equal(['connecting CONNECTING', 'connected JOIN_SUCCESS', 'accepted']);
  });

  it('API-3: an application stream lives while connected, and values wait until connected', async () => {
    const port = await serve();
    connect(port, { interrupted: 200, lost: 10_000 });
    const heard: string[] = [];
    connection.frames$.pipe(filter((frame) => frame.startsWith('draft'))).subscribe((frame) => heard.push(frame));
    const drafts$ = from(['draft 1', 'draft 2']).pipe(holdUntilConnected(connection.state$, { limit: 10 }));
    drafts$.subscribe((draft) => connection.send(draft));
    const ticks = firstValueFrom(
      interval(10).pipe(
        whileConnected(connection.state$),
        map(() => connection.state),
        take(3),
        bufferCount(3),
      ),
    );
    await opened();
    await said('draft 2');
    expect(heard).to.deep.equal(['draft 1', 'draft 2']);
    expect(await ticks).to.deep.equal(['connected', 'connected', 'connected']);
  });
}).timeout(8_000);
