// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { asked } from './asked.mjs';

/** Which file of `candidates` holds whom. */
const families = {
  webSockets: [
    'createConnection',
    'reconnecting-websocket',
    'reconnecting-websocket, tuned',
    'partysocket',
    'partysocket, tuned',
  ],
  hub: ['rtc channel', 'rtm client'],
  socketIo: ['socket.io', 'socket.io, tuned'],
  centrifuge: ['centrifuge', 'centrifuge, tuned'],
  stomp: ['rx-stomp', 'rx-stomp, tuned'],
};

/** How long it may take until all are connected for the first time, in ms. */
const patience = 60_000;

export const candidates = Object.values(families).flat();

/**
 * What is done to one client of a candidate.
 * @typedef {object} Case
 * @property {string} candidate
 * @property {import('./line.mjs').Fault} fault
 * @property {number} lasts in ms; `Infinity` to see only when it is told
 * @property {number} after when it begins, in ms after all are settled
 */

/** @typedef {Case & import('./verdict.mjs').Verdict} Outcome */

/**
 * Runs all cases at the same time: servers, network and clients in processes of their own. Most of it is waiting.
 * @param {readonly Case[]} given
 * @param {{ settle: number, watch: number }} times how long clients live before the first outage, and how long they are watched after the heal, in ms
 * @returns {Promise<Outcome[]>}
 */
export async function round(given, { settle, watch }) {
  const cases = given.map((each, id) => ({ ...each, id }));
  const network = asked('network.mjs');
  const parties = Object.entries(families).map(([family, names]) => ({
    servers: asked('servers.mjs', [family]),
    clients: asked('clients.mjs', [family]),
    own: cases.filter(({ candidate }) => names.includes(candidate)),
  }));
  try {
    const targets = Object.assign({}, ...(await all(parties, ({ servers, own }) => servers.ask('serve', own))));
    const ports = await network.ask(
      'open',
      cases.map(({ id, candidate }) => ({ id, target: targets[candidate] })),
    );
    await all(parties, ({ clients, own }) =>
      clients.ask(
        'connect',
        own.map((each) => ({ ...each, port: ports[each.id] })),
      ),
    );
    await allConnected();
    await sleep(settle);
    await network.ask('fail', cases);
    const end = Math.max(...cases.map(({ after, lasts }) => after + (lasts < Infinity ? lasts : 0))) + watch;
    const begun = performance.now();
    while (performance.now() - begun < end) {
      await sleep(1_000);
      const outcomes = await outcomesOf();
      if (outcomes.length === cases.length && outcomes.every(isOver)) break;
    }
    return await outcomesOf();
  } finally {
    for (const { servers, clients } of parties) {
      servers.kill();
      clients.kill();
    }
    network.kill();
  }

  async function allConnected() {
    const begun = performance.now();
    for (;;) {
      const waiting = (await all(parties, ({ clients }) => clients.ask('waiting'))).flat();
      if (waiting.length === 0) return;
      if (performance.now() - begun > patience) {
        throw new Error(`not connected: ${waiting.map((id) => given[id]?.candidate).join(', ')}`);
      }
      await sleep(100);
    }
  }

  /** @returns {Promise<Outcome[]>} of the cases whose outage has begun */
  async function outcomesOf() {
    const outages = await network.ask('outages');
    const verdicts = (await all(parties, ({ clients }) => clients.ask('verdicts', outages))).flat();
    return verdicts.map(({ id, ...verdict }) => ({ ...verdict, .../** @type {Case} */ (given[id]) }));
  }
}

/** @param {Outcome} outcome */
function isOver({ lasts, told, heard, answered }) {
  return lasts < Infinity ? heard < Infinity && answered < Infinity : told < Infinity;
}

/**
 * @template T, R
 * @param {readonly T[]} items
 * @param {(item: T) => R} act
 */
function all(items, act) {
  return Promise.all(items.map(act));
}
