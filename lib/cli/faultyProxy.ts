import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { reset } from './reset.js';

/** `up` is from the client to the target, `down` the way back. */
export type Direction = 'up' | 'down';

export interface FaultyProxy {
  /** Dial this one, on 127.0.0.1. */
  readonly port: number;
  /** Connections that are open on the client's side. */
  readonly connections: number;
  /** Bytes passed on so far, over all connections. */
  readonly bytes: Readonly<Record<Direction, number>>;
  /**
   * Nothing passes in this direction (default both) on present and new connections, no byte, no FIN, no RST: half-open.
   * Both sides go on writing, until the buffers of the network are full. `presentOnly` spares new connections.
   */
  hole(direction?: Direction | 'both', config?: { presentOnly?: boolean }): void;
  /**
   * Ends every hole. What was written meanwhile arrives, in order, as TCP would resend it; with `forget` the
   * connections that are open now stay in their hole for ever, as behind a router that has forgotten them.
   */
  heal(config?: { forget?: boolean }): void;
  /** Ends every connection, towards both sides: at once by RST, or by FIN, after what is under way. */
  cut(how: 'rst' | 'fin'): void;
  /** What happens to new connections: served, refused (ECONNREFUSED), or accepted and never answered. */
  admit(newcomers: 'served' | 'refused' | 'mute'): Promise<void>;
  /** Every byte takes `ms` longer, each way. */
  latency(ms: number): void;
  /** At most so many bytes a second in each direction of each connection; `Infinity` is the default. */
  bandwidth(bytesPerSecond: number): void;
  /** Stops listening and resets what is open. */
  close(): Promise<void>;
}

interface Line {
  latency: number;
  bandwidth: number;
}

interface Lane {
  isHeld(): boolean;
  hold(held: boolean): void;
}

interface Connection {
  readonly sockets: readonly [client: Socket, target: Socket];
  readonly lanes: Readonly<Record<Direction, Lane>>;
}

const directions = ['up', 'down'] as const;
const maxQueued = 65_536;
const slicesPerSecond = 50;
const fin = Buffer.alloc(0);
const rst = Buffer.alloc(0);

/** One direction of one connection. While it is held it does not read, so that back-pressure is the kernel's own. */
function lane(
  source: Socket,
  destination: Socket,
  line: Line,
  passed: (bytes: number) => void,
  reset: () => void,
): Lane {
  const queue: { readonly slice: Buffer; readonly due: number }[] = [];
  let queued = 0;
  let free = 0;
  let held = false;
  let timer: NodeJS.Timeout | undefined;

  const enqueue = (slice: Buffer) => {
    const due = Math.max(performance.now() + line.latency, free) + (slice.length / line.bandwidth) * 1_000;
    free = due;
    queued += slice.length;
    queue.push({ slice, due });
  };
  const pass = (slice: Buffer) => {
    if (slice === fin) return void destination.end();
    if (slice === rst) return reset();
    queued -= slice.length;
    passed(slice.length);
    destination.write(slice);
  };
  const pump = () => {
    clearTimeout(timer);
    if (held) return void source.pause();
    for (let head = queue[0]; head && head.due <= performance.now(); head = queue[0]) pass(queue.shift()!.slice);
    if (queue[0]) timer = setTimeout(pump, queue[0].due - performance.now());
    if (queued >= maxQueued || destination.writableNeedDrain) source.pause();
    else source.resume();
  };

  source.on('data', (chunk: Buffer) => {
    const size = Math.max(1, Math.floor(Math.min(chunk.length, line.bandwidth / slicesPerSecond)));
    for (let from = 0; from < chunk.length; from += size) enqueue(chunk.subarray(from, from + size));
    pump();
  });
  source.on('end', () => {
    enqueue(fin);
    pump();
  });
  source.on('error', () => {
    enqueue(rst);
    pump();
  });
  destination.on('drain', pump);

  return {
    isHeld: () => held,
    hold: (now) => {
      held = now;
      pump();
    },
  };
}

/**
 * A TCP proxy on a free port of 127.0.0.1 that can do to a connection what networks do, at a word.
 *
 * @example
 * const proxy = await faultyProxy({ target: { port: 8080 } });
 * proxy.hole(); // half-open: both sides believe in the connection, nothing arrives
 */
export async function faultyProxy({ target }: { target: { port: number; host?: string } }): Promise<FaultyProxy> {
  const line: Line = { latency: 0, bandwidth: Infinity };
  const bytes = { up: 0, down: 0 };
  const held = { up: false, down: false };
  const open = new Set<Connection>();
  const forgotten = new WeakSet<Connection>();
  let newcomers: 'served' | 'mute' = 'served';

  const hold = ({ lanes }: Connection, direction: Direction | 'both', now: boolean) => {
    for (const each of directions) if (direction === each || direction === 'both') lanes[each].hold(now);
  };
  const isHeld = ({ lanes }: Connection) => directions.some((each) => lanes[each].isHeld());
  const drop = (connection: Connection) => {
    open.delete(connection);
    hold(connection, 'both', true);
    connection.sockets.forEach(reset);
  };
  const finish = (connection: Connection) => {
    hold(connection, 'both', true);
    for (const socket of connection.sockets) socket.removeAllListeners('data').resume().end();
  };
  const serve = (client: Socket) => {
    const far = connect({ ...target, host: target.host ?? '127.0.0.1', allowHalfOpen: true });
    const reset = () => drop(connection);
    const up = lane(client, far, line, (count) => (bytes.up += count), reset);
    const down = lane(far, client, line, (count) => (bytes.down += count), reset);
    const connection: Connection = { sockets: [client, far], lanes: { up, down } };
    open.add(connection);
    for (const socket of connection.sockets) {
      socket.setNoDelay(true);
      socket.on('close', () => client.destroyed && far.destroyed && open.delete(connection));
    }
    if (newcomers === 'mute') forgotten.add(connection);
    for (const each of directions) hold(connection, each, held[each] || newcomers === 'mute');
  };

  const server = createServer({ allowHalfOpen: true }, serve);
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);

  return {
    port,
    bytes,
    get connections() {
      return open.size;
    },
    hole: (direction = 'both', { presentOnly = false } = {}) => {
      for (const connection of open) hold(connection, direction, true);
      for (const each of directions) held[each] ||= !presentOnly && (direction === each || direction === 'both');
    },
    heal: ({ forget = false } = {}) => {
      held.up = held.down = false;
      for (const connection of open) {
        if (forget && isHeld(connection)) forgotten.add(connection);
        if (!forgotten.has(connection)) hold(connection, 'both', false);
      }
    },
    cut: (how) => [...open].forEach(how === 'rst' ? drop : finish),
    admit: async (policy) => {
      if (policy === 'refused') return void server.close();
      newcomers = policy;
      if (!server.listening) await listen(port);
    },
    latency: (ms) => (line.latency = ms),
    bandwidth: (bytesPerSecond) => (line.bandwidth = bytesPerSecond),
    close: async () => {
      [...open].forEach(drop);
      if (server.listening) await once(server.close(), 'close');
    },
  };
}
