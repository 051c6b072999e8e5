import { WebSocketServer, type WebSocket } from 'ws';

/** A server in a process of its own that beats on every link, as a hub does; the parent says on which it is to be mute. */
export interface PeerOptions {
  /** ms between two beats */
  readonly every: number;
}

/** To the peer. */
export interface PeerOrder {
  /** The watcher whose link it is. */
  readonly watcher: string;
  readonly mute: boolean;
}

const { every } = JSON.parse(process.argv[2] ?? '') as PeerOptions;
const links = new Map<WebSocket, { watcher: string; keys: number }>();
const mute = new Set<string>();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: { threshold: 0 } });

server.on('connection', (socket, request) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'ws://peer');
  links.set(socket, { watcher: pathname.slice(1), keys: Number(searchParams.get('keys')) });
  socket.on('close', () => links.delete(socket)).on('error', () => {});
});
server.on('listening', () => process.send?.({ port: (server.address() as { port: number }).port }));
setInterval(() => {
  for (const [socket, { watcher, keys }] of links) {
    if (!mute.has(watcher)) for (let key = 0; key < keys; key++) socket.send(`key ${key}`);
  }
}, every);
process.on('message', ({ watcher, mute: on }: PeerOrder) => (on ? mute.add(watcher) : mute.delete(watcher)));
process.on('disconnect', () => process.exit());
