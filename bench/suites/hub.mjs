import { setTimeout as sleep } from 'node:timers/promises';
import { inTurns } from '../harness/inTurns.mjs';
import { summary } from '../harness/paired.mjs';
import { ratioRow } from '../harness/suite.mjs';
import { start } from '../hub/processes.mjs';

/** Ours in terms of theirs, in ms, where less is better. */
function costRow(about, costs) {
  const row = ratioRow(about, summary(costs));
  return { ...row, ours: row.ours / 1e6, theirs: row.theirs / 1e6, of: 'ms' };
}

/** Ours in terms of theirs, in so many a second, where more is better. */
function rateRow(about, costs) {
  // The pairs the other way round: the one that costs less does more.
  const { ratio, low, high, ...costOf } = summary(costs.map(([one, other]) => [other, one]));
  const [ours, theirs] = [1e9 / costOf.theirs, 1e9 / costOf.ours];
  return { ...about, value: ratio, unit: '×', low, high, ours, theirs, of: 'per s' };
}

const pairOf = (costs, one, other, fact = (cost) => cost) => costs.map((row) => [fact(row[one]), fact(row[other])]);

async function stop(candidates) {
  await Promise.all(candidates.map(({ clients }) => clients.stop()));
  await Promise.all(candidates.map(({ server }) => server.stop()));
}

/** What is exchanged, by the server that it is exchanged with: see hub/talkers.mjs. */
const talkers = {
  'channel send': 'lifeline',
  'channel message': 'lifeline',
  'peer message': 'lifeline',
  'ws + JSON': 'ws',
  emitWithAck: 'socket.io',
  'emitWithAck, passed on': 'socket.io',
  'a room of two': 'socket.io, a room',
};

const compared = [
  ['channel send', 'ws + JSON', 0.75],
  ['channel send', 'emitWithAck', 1.05],
  ['channel send', 'a room of two'],
  ['channel message', 'emitWithAck', 1],
  ['peer message', 'emitWithAck'],
  ['peer message', 'emitWithAck, passed on', 1],
];

/** So many times take about `ms`. */
async function timesFor(ms, take) {
  for (let times = 1; ; times *= 2) {
    const took = await take(times);
    if (took > ms / 4) return Math.max(1, Math.round((times * ms) / took));
  }
}

async function talk(name) {
  const server = await start('server.mjs', talkers[name]);
  const clients = await start('talkers.mjs', name, `${server.ready}`);
  return { name, server, clients };
}

async function exchanges({ short }) {
  const [rounds, ms, warmUp] = short ? [2, 5, 50] : [60, 100, 20_000];
  const names = Object.keys(talkers);
  const candidates = await Promise.all(names.map(talk));
  const rows = [];
  for (const inFlight of [64, 1]) {
    for (const candidate of candidates) {
      const exchange = (times) => candidate.clients.ask('exchange', times, inFlight);
      await exchange(warmUp);
      candidate.times = await timesFor(ms, exchange);
    }
    const costs = await inTurns(candidates, rounds, async ({ server, clients, times }) => {
      const before = [await server.ask('usage'), await clients.ask('usage')];
      const took = (await clients.ask('exchange', times, inFlight)) / times;
      const after = [await server.ask('usage'), await clients.ask('usage')];
      return { took, server: (after[0] - before[0]) / times, clients: (after[1] - before[1]) / times };
    });
    for (const [what, against, atLeast] of compared) {
      const [one, other] = [names.indexOf(what), names.indexOf(against)];
      const about = { what, against };
      const goal = inFlight === 64 && atLeast !== undefined && { atLeast };
      const table = `${inFlight} in flight:`;
      rows.push(
        rateRow(
          { table: `${table} exchanges`, ...about, ...goal },
          pairOf(costs, one, other, ({ took }) => took),
        ),
        ratioRow(
          { table: `${table} the server's processor`, ...about },
          summary(pairOf(costs, one, other, ({ server }) => server)),
        ),
        ratioRow(
          { table: `${table} the clients' processor`, ...about },
          summary(pairOf(costs, one, other, ({ clients }) => clients)),
        ),
      );
    }
  }
  await stop(candidates);
  return rows;
}

/** A server with thin clients, see hub/members.mjs. */
async function gather([server, clients]) {
  const one = await start('server.mjs', server);
  return { server: one, clients: await start('members.mjs', clients, `${one.ready}`) };
}

async function fanOut({ short }) {
  const members = short ? 50 : 1_000;
  const [rounds, times, warmUp] = short ? [2, 2, 1] : [60, 3, 30];
  const candidates = [];
  for (const kind of [
    ['lifeline', 'channel'],
    ['ws', 'ws'],
    ['socket.io, a room', 'socket.io'],
  ]) {
    const candidate = await gather(kind);
    await candidate.clients.ask('connect', members + 1);
    await candidate.clients.ask('tell', warmUp);
    candidates.push(candidate);
  }
  const costs = await inTurns(candidates, rounds, async ({ server, clients }) => {
    const before = await server.ask('usage');
    const took = (await clients.ask('tell', times)) / times;
    return { took, server: ((await server.ask('usage')) - before) / times };
  });
  await stop(candidates);
  const what = `one message to ${members} members`;
  return ['ws: a loop, one text', 'socket.io: a room'].flatMap((against, at) => [
    rateRow(
      { table: 'Fan-out: messages', what, against, ...(at === 0 && { atLeast: 0.9 }) },
      pairOf(costs, 0, at + 1, ({ took }) => took),
    ),
    costRow(
      { table: "Fan-out: the server's processor", what, against },
      pairOf(costs, 0, at + 1, ({ server }) => server),
    ),
  ]);
}

const idlers = {
  'a messaging user': ['lifeline', 'messaging'],
  'a member of a channel': ['lifeline', 'channel'],
  'bare ws, no heartbeat': ['ws', 'ws'],
  'socket.io, a ping in 25 s': ['socket.io', 'socket.io'],
  'socket.io, a ping in 1 s': ['socket.io, 1 s', 'socket.io'],
};

async function idle({ short }) {
  const many = short ? 100 : 5_000;
  const [settle, watch] = short ? [200, 200] : [3_000, 10_000];
  const [memory, processor] = [
    `Memory of an idle connection, ${many} of them`,
    'The processor for an idle connection, per s',
  ];
  const rows = [];
  const found = {};
  for (const [what, kind] of Object.entries(idlers)) {
    const { server, clients } = await gather(kind);
    // Some are there already, so that what is made once is not counted.
    await clients.ask('connect', 100);
    await sleep(settle);
    const before = await server.ask('memory');
    await clients.ask('connect', many);
    await sleep(settle);
    const bytes = ((await server.ask('memory')) - before) / many;
    const [at, used] = [performance.now(), await server.ask('usage')];
    await sleep(watch);
    const share = ((await server.ask('usage')) - used) / (performance.now() - at);
    await stop([{ server, clients }]);
    found[what] = { bytes, processor: (share * 1e6) / (many + 100) };
  }
  const [user, member, bare, calm, eager] = Object.keys(idlers);
  for (const [what, against, atMost] of [
    [user, bare],
    [user, calm, 0.75],
    [member, bare],
    [member, calm, 0.75],
  ]) {
    const [ours, theirs] = [found[what].bytes, found[against].bytes];
    const goal = atMost !== undefined && { atMost };
    rows.push({ table: memory, what, against, value: ours / theirs, unit: '×', ours, theirs, of: 'bytes', ...goal });
  }
  for (const what of [user, member]) {
    rows.push({ table: memory, what, value: found[what].bytes, unit: 'bytes', atMost: 12 * 1_024 });
  }
  for (const [what, against] of [
    [user, eager],
    [user, calm],
    [member, eager],
  ]) {
    const [ours, theirs] = [found[what].processor, found[against].processor];
    rows.push({ table: processor, what, against, value: ours / theirs, unit: '×', ours, theirs, of: 'µs' });
  }
  return rows;
}

async function storm({ short }) {
  const [many, rounds] = short ? [100, 1] : [3_000, 5];
  const kinds = [
    ['lifeline', 'messaging'],
    ['ws', 'ws'],
    ['socket.io', 'socket.io'],
  ];
  const costs = await inTurns(kinds, rounds, async (kind) => {
    const { server, clients } = await gather(kind);
    await clients.ask('connect', 50);
    await server.ask('watchTurns');
    await server.ask('longestTurn');
    const before = await server.ask('usage');
    const took = await clients.ask('connect', many);
    const used = (await server.ask('usage')) - before;
    const longest = await server.ask('longestTurn');
    await stop([{ server, clients }]);
    return { took, used, longest };
  });
  const table = `${many} clients log in at once`;
  return ['bare ws, a hello', 'socket.io'].flatMap((against, at) => [
    costRow(
      { table, what: 'until all are in', against },
      pairOf(costs, 0, at + 1, ({ took }) => took),
    ),
    costRow(
      { table, what: "the server's processor", against },
      pairOf(costs, 0, at + 1, ({ used }) => used),
    ),
    costRow(
      { table, what: 'the longest block of its loop', against },
      pairOf(costs, 0, at + 1, ({ longest }) => longest),
    ),
  ]);
}

export const suite = {
  title: 'The hub',
  tasks: { exchanges, 'fan-out': fanOut, 'idle connections': idle, 'login storm': storm },
};
