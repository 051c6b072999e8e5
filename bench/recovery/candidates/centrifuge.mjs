// centrifuge, with a server that speaks as much of its JSON protocol as is needed: connect, ping and pong, messages.
import { once } from 'node:events';
import { Centrifuge } from 'centrifuge';
import { WebSocket, WebSocketServer } from 'ws';
import { talk } from '../talk.mjs';

/** How often a server of theirs pings by default, in seconds. */
const defaultPing = 25;

const candidate = (ping, options) => ({
  async serve() {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    server.on('connection', (socket) => {
      const say = (reply) => socket.send(JSON.stringify(reply));
      let talking;
      let pinging;
      const obey = ({ id, connect, send }) => {
        if (connect) {
          say({ id, connect: { client: 'one', version: 'bench', ping, pong: true } });
          pinging = setInterval(say, ping * 1_000, {});
          talking = talk((data) => say({ push: { message: { data } } }));
        }
        if (send) talking.hear(send.data);
      };
      socket.on('message', (data) => {
        for (const line of String(data).split('\n')) if (line) obey(JSON.parse(line));
      });
      socket
        .on('error', () => {})
        .on('close', () => {
          clearInterval(pinging);
          talking?.end();
        });
    });
    await once(server, 'listening');
    return server.address().port;
  },
  connect({ port }, { connected, message }) {
    const client = new Centrifuge(`ws://127.0.0.1:${port}`, { websocket: WebSocket, ...options });
    client.on('state', ({ newState }) => connected(newState === 'connected'));
    client.on('message', ({ data }) => message(data));
    client.on('error', () => {});
    client.connect();
    return (text) => client.send(text).catch(() => {});
  },
});

export const candidates = {
  centrifuge: candidate(defaultPing, {}),
  'centrifuge, tuned': candidate(1, {
    maxServerPingDelay: 3_000,
    minReconnectDelay: 250,
    maxReconnectDelay: 2_000,
    timeout: 4_000,
  }),
};
