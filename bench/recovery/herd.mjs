// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { asked } from './asked.mjs';

const processes = 2;

/**
 * The hub of so many clients, which have lived for `settle` ms, is killed, and is back after `away` ms.
 * @param {{ clients: number, settle: number, away: number, watch: number }} config
 * @returns {Promise<{ accepts: number[], linked: number[] }>} in ms after its return: what it accepted, and when each client had its link again
 */
export async function herd({ clients, settle, away, watch }) {
  const hub = asked('herdHub.mjs');
  const next = asked('herdHub.mjs');
  const groups = Array.from({ length: processes }, () => asked('herdClients.mjs'));
  try {
    const { port } = await hub.ask('listen', 0);
    const size = Math.ceil(clients / processes);
    const ranges = groups.map((_, at) => ({ port, from: at * size, to: Math.min(clients, (at + 1) * size) }));
    await Promise.all(groups.map((group, at) => group.ask('login', ranges[at])));
    await next.ask('accepted');
    await sleep(settle);
    hub.kill();
    await sleep(away);
    const { since } = await next.ask('listen', port);
    /** @type {number[]} */
    let linked = [];
    const begun = performance.now();
    while (performance.now() - begun < watch && linked.length < clients) {
      await sleep(500);
      linked = (await Promise.all(groups.map((group) => group.ask('linkedAt')))).flat().filter((at) => at >= since);
    }
    const accepts = /** @type {number[]} */ (await next.ask('accepted'));
    return { accepts: accepts.map((at) => at - since), linked: linked.map((at) => at - since) };
  } finally {
    for (const each of [hub, next, ...groups]) each.kill();
  }
}

/**
 * The most that fall into one second, wherever it begins.
 * @param {readonly number[]} instants in ms
 */
export function mostInOneSecond(instants) {
  const sorted = Float64Array.from(instants).sort();
  let most = 0;
  let first = 0;
  sorted.forEach((at, last) => {
    while (at - (sorted[first] ?? at) >= 1_000) first++;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

/**
 * How many fall into each second.
 * @param {readonly number[]} instants in ms
 */
export function bySecond(instants) {
  const counts = Array.from({ length: Math.floor(Math.max(0, ...instants) / 1_000) + 1 }, () => 0);
  for (const at of instants) {
    const second = Math.floor(at / 1_000);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  return counts;
}
