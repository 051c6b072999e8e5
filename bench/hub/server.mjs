// A server in a process of its own: `server.mjs <kind>`. Sends { port }, then answers 'usage', 'memory', 'turns'.
import { createServer } from 'node:http';
import { Subject } from 'rxjs';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { createHub } from '../../dist/esm/hub/index.js';
import { webSocketLinks } from '../../dist/esm/transport/webSocketLinks.js';
import { bytesInUse } from '../harness/memory.mjs';
import { answerParent } from './processes.mjs';

const many = 1_000_000;

const servers = {
  /** Ours. The limits that protect a hub from one client are out of the way: here one client is the whole load. */
  lifeline(ready) {
    const listening = new Subject();
    listening.subscribe(({ port }) => ready(port));
    const limits = { members: many, messages: many, logins: many, requests: many };
    createHub({ allowAnonymous: true, limits }).accept(webSocketLinks({ port: 0, host: '127.0.0.1', listening }));
  },

  /** The least that can be done: `ws`, JSON, and a loop with one text for all. Nobody is told apart, nobody judged. */
  ws(ready) {
    const sockets = new Set();
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
    const answers = {
      echo: (socket, frame) => socket.send(JSON.stringify(frame)),
      hello: (socket) => socket.send(JSON.stringify({ t: 'welcome' })),
      tell(socket, frame) {
        const text = JSON.stringify({ t: 'message', data: frame.data });
        for (const other of sockets) if (other !== socket) other.send(text);
      },
    };
    server.on('listening', () => ready(server.address().port));
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('message', (bytes) => {
        const frame = JSON.parse(bytes.toString());
        answers[frame.t](socket, frame);
      });
    });
  },

  'socket.io': (ready) => socketIo(ready),
  /** With our beat. */
  'socket.io, 1 s': (ready) => socketIo(ready, { options: { pingInterval: 1_000, pingTimeout: 4_000 } }),
  /** Everybody is in one room. */
  'socket.io, a room': (ready) => socketIo(ready, { room: 'room' }),
};

function socketIo(ready, { options, room } = {}) {
  const http = createServer();
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, ...options });
  io.on('connection', (socket) => {
    if (room) socket.join(room);
    socket.on('echo', (data, answer) => answer(data));
    socket.on('tell', (data) => socket.to(room).emit('message', data));
    socket.on('name', (name, answer) => {
      socket.join(name);
      answer();
    });
    socket.on('pass', (name, data, answer) =>
      io
        .to(name)
        .timeout(10_000)
        .emit('passed', data, (_, [receipt]) => answer(receipt)),
    );
  });
  http.listen(0, '127.0.0.1', () => ready(http.address().port));
}

let longest = 0;
let last = Infinity;
function turn() {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
  setImmediate(turn);
}

answerParent({
  /** CPU so far, in ms. */
  usage() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  memory: bytesInUse,
  /** From now on every turn of the loop is timed. */
  watchTurns: () => turn(),
  /** The longest turn since the last question, in ms. */
  longestTurn() {
    const found = longest;
    longest = 0;
    return found;
  },
});

servers[process.argv[2]]((port) => process.send({ answer: port }));
