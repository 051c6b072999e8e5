// Plain WebSockets: a server that ticks and echoes, and those that dial it again.
import { once } from 'node:events';
import PartySocket from 'partysocket/ws';
import ReconnectingWebSocket from 'reconnecting-websocket';
import { WebSocket, WebSocketServer } from 'ws';
import { createConnection } from '../../../dist/esm/index.js';
import { webSocketTransport } from '../../../dist/esm/transport/webSocketTransport.js';
import { talk } from '../talk.mjs';

async function serve() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    const { hear, end } = talk((text) => socket.send(text));
    socket.on('message', (data) => hear(String(data)));
    socket.on('close', end).on('error', () => {});
  });
  await once(server, 'listening');
  return server.address().port;
}

const redialling = (Socket, options) => ({
  serve,
  connect({ port }, { connected, message }) {
    const socket = new Socket(`ws://127.0.0.1:${port}`, [], { WebSocket, ...options });
    socket.addEventListener('open', () => connected(true));
    socket.addEventListener('close', () => connected(false));
    socket.addEventListener('message', ({ data }) => message(String(data)));
    socket.addEventListener('error', () => {});
    return (text) => socket.send(text);
  },
});

const tuned = { minReconnectionDelay: 250, maxReconnectionDelay: 2_000, reconnectionDelayGrowFactor: 2 };

export const candidates = {
  createConnection: {
    serve,
    connect({ port }, { connected, message, accepted }) {
      const connection = createConnection({
        transport: webSocketTransport({ url: `ws://127.0.0.1:${port}`, WebSocket }),
        heartbeat: { every: 1_000, frame: 'beat' },
      });
      connection.state$.subscribe((state) => connected(state === 'connected'));
      connection.frames$.subscribe(message);
      connection.attempts$.subscribe(({ type }) => type === 'accepted' && accepted());
      connection.open();
      return (text) => connection.send(text);
    },
  },
  'reconnecting-websocket': redialling(ReconnectingWebSocket),
  'reconnecting-websocket, tuned': redialling(ReconnectingWebSocket, tuned),
  partysocket: redialling(PartySocket),
  'partysocket, tuned': redialling(PartySocket, tuned),
};
