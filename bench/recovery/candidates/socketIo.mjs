// socket.io: its own server and client.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { talk } from '../talk.mjs';

const candidate = (ofServer, ofClient) => ({
  async serve() {
    const http = createServer();
    new Server(http, ofServer).on('connection', (socket) => {
      const { hear, end } = talk((text) => socket.send(text));
      socket.on('message', hear).on('disconnect', end);
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return http.address().port;
  },
  connect({ port }, { connected, message }) {
    const socket = io(`http://127.0.0.1:${port}`, { forceNew: true, ...ofClient });
    socket.on('connect', () => connected(true));
    socket.on('disconnect', () => connected(false));
    socket.on('message', message);
    return (text) => socket.send(text);
  },
});

export const candidates = {
  'socket.io': candidate({}, {}),
  'socket.io, tuned': candidate(
    { pingInterval: 1_000, pingTimeout: 3_000, transports: ['websocket'] },
    { reconnectionDelay: 250, reconnectionDelayMax: 2_000, timeout: 4_000, transports: ['websocket'] },
  ),
};
