import { expect } from 'chai';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { PeerOptions, PeerOrder } from './support/peer.js';
import type { WatcherOptions, WatcherOrder, WatcherReport } from './support/watcher.js';

/** How the watcher is kept from watching: alone, together with its peer (as when a laptop sleeps), or by its own loop. */
const kinds = ['stopped', 'frozen with its peer', 'blocked'] as const;
const links = {
  plain: { keys: 1, deflate: false },
  compressed: { keys: 1, deflate: true },
  'of many keys': { keys: 2_000, deflate: false },
} as const;

interface Scale {
  readonly threshold: number;
  readonly every: number;
  readonly pauses: readonly number[];
  /** Pauses in which the peer falls mute. */
  readonly deaths: readonly number[];
  /** How long what was sent may take, with every core busy. */
  readonly slack: number;
  readonly share: number;
}

const seconds: Scale = {
  threshold: 4_000,
  every: 1_000,
  pauses: [200, 900, 1_100, 2_000, 3_000, 3_900, 4_100, 5_000, 8_000, 12_000, 30_000],
  deaths: [500, 3_500],
  slack: 1_500,
  share: 1,
};
const tenths: Scale = {
  threshold: 400,
  every: 100,
  pauses: Array.from({ length: 48 }, (_, n) => Math.round(20 * 1.11 ** n)),
  deaths: [20, 90, 110, 200, 390, 410, 800, 2_000],
  slack: 800,
  share: 0.1,
};

interface Watcher {
  readonly name: string;
  readonly keys: number;
  readonly process: ChildProcess;
  readonly peer: ChildProcess;
  readonly reports: (WatcherReport & { type: 'status' })[];
}

/** The same draws for the same seed (mulberry32). */
function dice(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const instant = () => Number(process.hrtime.bigint() / 1_000n) / 1_000;

describe('pause matrix', function () {
  this.timeout(240_000);
  const children: ChildProcess[] = [];
  const seed = Number(process.env['PAUSE_SEED'] ?? Date.now() % 1_000_000);
  const random = dice(seed);

  afterEach(async () => {
    const ends = children.splice(0).map(async (child) => {
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    });
    await Promise.all(ends);
  });

  function start(file: string, options: PeerOptions | WatcherOptions): ChildProcess {
    const child = fork('scripts/run.cjs', [`spec/slow/support/${file}.ts`, JSON.stringify(options)]);
    children.push(child);
    return child;
  }

  async function startPeer(every: number) {
    const peer = start('peer', { every });
    const [{ port }] = (await once(peer, 'message')) as [{ port: number }];
    return { peer, url: `ws://127.0.0.1:${port}` };
  }

  async function startWatcher(
    name: string,
    from: { peer: ChildProcess; url: string },
    options: Omit<WatcherOptions, 'url'>,
  ) {
    const child = start('watcher', { ...options, url: `${from.url}/${encodeURIComponent(name)}` });
    const watcher: Watcher = { name, keys: options.keys, process: child, peer: from.peer, reports: [] };
    child.on('message', (report: WatcherReport) => report.type === 'status' && watcher.reports.push(report));
    await until(() => watcher.reports.length >= options.keys, 60_000, `${name} hears its peer`);
    return watcher;
  }

  async function until(true_: () => boolean, bound: number, what: string) {
    for (const end = instant() + bound; !true_(); await wait(5)) {
      if (instant() > end) throw new Error(`not within ${bound} ms: ${what}`);
    }
  }

  async function pause(kind: (typeof kinds)[number], watchers: readonly Watcher[], ms: number) {
    if (kind === 'blocked') {
      await Promise.all(
        watchers.map(async ({ process }) => {
          process.send({ block: ms } satisfies WatcherOrder);
          for (;;) if (((await once(process, 'message')) as [WatcherReport])[0].type === 'unblocked') return;
        }),
      );
      return;
    }
    const stopped = [...watchers.map(({ process }) => process), ...(kind === 'stopped' ? [] : [watchers[0]!.peer])];
    for (const child of stopped) child.kill('SIGSTOP');
    await wait(ms);
    for (const child of stopped) child.kill('SIGCONT');
  }

  /** One group of watchers through all its pauses, in an order and at phases of its own. */
  async function live(kind: (typeof kinds)[number], watchers: readonly Watcher[], scale: Scale) {
    for (const { reports } of watchers) reports.length = 0;
    const order = scale.pauses.map((ms) => ({ ms, at: random() })).sort((one, other) => one.at - other.at);
    for (const { ms } of order) {
      await wait(scale.every * (0.3 + 2 * random()));
      await pause(kind, watchers, ms);
    }
    await wait(scale.threshold + scale.slack);
    for (const { name, reports } of watchers) {
      expect(reports, `false statuses of ${name}, seed ${seed}`).to.deep.equal([]);
    }
  }

  async function die(
    kind: (typeof kinds)[number],
    watchers: readonly Watcher[],
    scale: Scale,
    ms: number,
    kill: boolean,
  ) {
    for (const { reports } of watchers) reports.length = 0;
    const mutedAt = instant();
    if (kill) watchers[0]!.peer.kill('SIGKILL');
    else tell(watchers, true);
    await pause(kind, watchers, ms);
    const woke = instant();
    const silent = ({ reports, keys }: Watcher) => reports.filter(({ status }) => status === 'silent').length === keys;
    await until(
      () => watchers.every(silent),
      scale.threshold + scale.slack,
      `silence after ${ms} ms, ${kind}, seed ${seed}`,
    );
    for (const { name, reports } of watchers) {
      for (const { at } of reports) {
        expect(at, name).to.be.within(mutedAt - scale.every + scale.threshold, woke + scale.threshold + scale.slack);
      }
    }
    if (kill) return;
    for (const { reports } of watchers) reports.length = 0;
    tell(watchers, false);
    const alive = ({ reports, keys }: Watcher) => reports.filter(({ status }) => status === 'alive').length === keys;
    await until(() => watchers.every(alive), scale.every + scale.slack, `life again, ${kind}, seed ${seed}`);
  }

  function tell(watchers: readonly Watcher[], mute: boolean) {
    for (const { name, peer } of watchers) peer.send({ watcher: name, mute } satisfies PeerOrder);
  }

  for (const [name, scale] of Object.entries({ seconds, tenths })) {
    it(`LIV-6: no pause makes a live peer silent, and the dead are found within a threshold: ${name}`, async () => {
      const groups = await Promise.all(
        kinds.map(async (kind) => {
          const from = await startPeer(scale.every);
          const watchers = await Promise.all(
            Object.entries(links).map(([link, { keys, deflate }]) =>
              startWatcher(`${kind} ${link}`.replaceAll(' ', '-'), from, {
                keys: keys > 1 ? keys * scale.share : 1,
                deflate,
                threshold: scale.threshold,
              }),
            ),
          );
          return { kind, watchers };
        }),
      );
      // As many processes as these disturb each other while they start.
      await wait(scale.threshold + 2_000);
      const ends = await Promise.allSettled(
        groups.map(async ({ kind, watchers }) => {
          await live(kind, watchers, scale);
          for (const ms of scale.deaths) await die(kind, watchers, scale, ms, false);
          await die(kind, watchers, scale, scale.threshold, true);
        }),
      );
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    });
  }
});
