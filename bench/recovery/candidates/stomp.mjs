// rx-stomp, with a broker that speaks as much of STOMP 1.2 as is needed: connect, heart-beats, subscriptions, messages.
import { once } from 'node:events';
import { RxStomp, RxStompState } from '@stomp/rx-stomp';
import { ReconnectionTimeMode } from '@stomp/stompjs';
import { WebSocket, WebSocketServer } from 'ws';
import { talk } from '../talk.mjs';

const destination = '/topic/bench';

const frame = (command, headers, body = '') =>
  `${command}\n${Object.entries(headers)
    .map(([name, value]) => `${name}:${value}\n`)
    .join('')}\n${body}\0`;

function parsed(text) {
  const [head, body] = text.split('\n\n');
  const [command, ...lines] = head.split('\n');
  const headers = Object.fromEntries(lines.map((line) => line.split(':')));
  return { command, headers, body: body.replace('\0', '') };
}

async function serve() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: (offered) => [...offered][0] });
  server.on('connection', (socket) => {
    let beating;
    let talking;
    socket.on('message', (data) => {
      if (String(data).trim() === '') return;
      const { command, headers, body } = parsed(String(data));
      if (command === 'CONNECT') {
        const [, wanted] = headers['heart-beat'].split(',').map(Number);
        socket.send(frame('CONNECTED', { version: '1.2', 'heart-beat': `${wanted},${wanted}` }));
        beating = setInterval(() => socket.send('\n'), wanted);
      }
      if (command === 'SUBSCRIBE') {
        let count = 0;
        talking = talk((text) => {
          socket.send(frame('MESSAGE', { subscription: headers.id, 'message-id': `${++count}`, destination }, text));
        });
      }
      if (command === 'SEND') talking?.hear(body);
    });
    socket
      .on('error', () => {})
      .on('close', () => {
        clearInterval(beating);
        talking?.end();
      });
  });
  await once(server, 'listening');
  return server.address().port;
}

const candidate = (options) => ({
  serve,
  connect({ port }, { connected, message }) {
    const client = new RxStomp();
    client.configure({ webSocketFactory: () => new WebSocket(`ws://127.0.0.1:${port}`, 'v12.stomp'), ...options });
    client.connectionState$.subscribe((state) => connected(state === RxStompState.OPEN));
    client.watch(destination).subscribe(({ body }) => message(body));
    client.activate();
    return (body) => client.publish({ destination, body });
  },
});

export const candidates = {
  'rx-stomp': candidate({}),
  'rx-stomp, tuned': candidate({
    heartbeatIncoming: 1_000,
    heartbeatOutgoing: 1_000,
    heartbeatToleranceMultiplier: 3,
    discardWebsocketOnCommFailure: true,
    connectionTimeout: 4_000,
    reconnectDelay: 250,
    maxReconnectDelay: 2_000,
    reconnectTimeMode: ReconnectionTimeMode.EXPONENTIAL,
  }),
};
