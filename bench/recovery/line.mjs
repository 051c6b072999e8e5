// @ts-check
import { connect, createServer } from 'node:net';
import { once } from 'node:events';

/** How long a byte is under way, one way, in ms. */
const latency = 20;
/** After how many ms TCP sends again what was not acknowledged; each further time it waits twice as long. */
const again = { established: 200, opening: 1_000 };

/** @typedef {import('node:net').Socket} Socket */

/** @typedef {'stall' | 'cut'} Fault */

/**
 * @typedef {object} Line
 * @property {number} port dial this one, on 127.0.0.1
 * @property {(fault: Fault) => void} fail
 * `stall`: nothing passes, no FIN, no RST either, and nobody is told; `cut`: every connection is reset, new ones too.
 * @property {() => void} heal
 * Ends it. What was written in a stall arrives when TCP would send it the next time, and so do new connections.
 * @property {() => Promise<void>} close resets what is open
 */

/**
 * When TCP tries again, at or after `now`, what it first sent at `since`: it has waited `first` ms, then twice that,
 * then twice that again.
 * @param {number} since
 * @param {number} first
 * @param {number} now
 */
export function nextTry(since, first, now) {
  let wait = first;
  let at = since + wait;
  while (at < now) at += wait *= 2;
  return at;
}

/**
 * Resets a connection: at once, or when a FIN is on its way out, right after it. Node loses a socket that is reset
 * meanwhile: it never closes, and a process that has one spins at its end instead of ending.
 * @param {Socket} socket
 */
function reset(socket) {
  const ending = socket.writableEnded && socket.writableLength === 0 && !socket.writableFinished;
  if (ending) socket.once('finish', () => socket.resetAndDestroy());
  else socket.resetAndDestroy();
}

/**
 * A TCP proxy in front of `target`, a port of 127.0.0.1.
 *
 * It reads what is written during a stall and keeps it, because a kernel that is behind would bring it at once after
 * the heal; a network that has lost it brings it when the sender sends it again.
 * @param {number} target
 * @returns {Promise<Line>}
 */
export async function faultyLine(target) {
  /** @type {Fault | 'none'} */
  let fault = 'none';
  /** @type {Set<Socket>} */
  const sockets = new Set();
  /** @type {Set<() => void>} who waits for the heal */
  const held = new Set();

  /** @param {number} first @param {() => void} go when what is sent now arrives */
  const afterStall = (first, go) => {
    const since = performance.now();
    held.add(() => setTimeout(go, nextTry(since, first, performance.now()) - performance.now()));
  };

  /** @param {Socket} from @param {Socket} to */
  const lane = (from, to) => {
    /** @type {(() => void)[] | null} what waits, in order */
    let waiting = null;
    /** @param {() => void} act */
    const send = (act) => {
      if (waiting) return void waiting.push(act);
      if (fault !== 'stall') return void setTimeout(act, latency);
      waiting = [act];
      afterStall(again.established, () => {
        for (const each of waiting ?? []) setTimeout(each, latency);
        waiting = null;
      });
    };
    from.on('data', (chunk) => send(() => to.writable && to.write(chunk)));
    from.on('end', () => send(() => to.end()));
    from.on('close', () => send(() => to.destroyed || reset(to)));
  };

  /** @param {Socket} socket */
  const keep = (socket) => {
    sockets.add(socket.setNoDelay(true).on('error', () => {}));
    socket.on('close', () => sockets.delete(socket));
  };

  /** @param {Socket} client */
  const join = (client) => {
    if (client.destroyed) return;
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    keep(far);
    lane(client, far);
    lane(far, client);
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    keep(client);
    if (fault === 'cut') return reset(client);
    if (fault === 'stall') return afterStall(again.opening, () => join(client));
    setTimeout(join, 2 * latency, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    port,
    fail(kind) {
      fault = kind;
      if (kind === 'cut') for (const socket of sockets) reset(socket);
    },
    heal() {
      fault = 'none';
      for (const release of held) release();
      held.clear();
    },
    async close() {
      for (const socket of sockets) reset(socket);
      await once(server.close(), 'close');
    },
  };
}
