import { Subject, map } from 'rxjs';
import { WebSocket } from 'ws';
import { liveness } from '../../../lib/liveness/liveness.js';
import { livenessBy } from '../../../lib/liveness/livenessBy.js';

/** Who watches a peer, in a process of its own, and tells its parent every status. */
export interface WatcherOptions {
  readonly url: string;
  readonly keys: number;
  readonly deflate: boolean;
  /** ms of silence */
  readonly threshold: number;
}

/** To the watcher: hold the loop for so many ms. */
export interface WatcherOrder {
  readonly block: number;
}

/** From the watcher; `at` in ms of the machine's monotonic clock, the same in all processes. */
export type WatcherReport =
  | { readonly type: 'status'; readonly key: string; readonly status: 'alive' | 'silent'; readonly at: number }
  | { readonly type: 'unblocked' };

/** ms of the machine's monotonic clock. */
const instant = () => Number(process.hrtime.bigint() / 1_000n) / 1_000;
const report = (said: WatcherReport) => process.send?.(said);

const { url, keys, deflate, threshold } = JSON.parse(process.argv[2] ?? '') as WatcherOptions;
const frames$ = new Subject<string>();
const statuses$ =
  keys > 1
    ? frames$.pipe(livenessBy((frame) => frame, { silent: threshold }))
    : frames$.pipe(
        liveness({ silent: threshold }),
        map((status) => ({ key: 'key 0', status })),
      );
statuses$.subscribe(({ key, status }) => report({ type: 'status', key, status, at: instant() }));

new WebSocket(`${url}?keys=${keys}`, { perMessageDeflate: deflate })
  .on('message', (data: Buffer) => frames$.next(data.toString()))
  .on('error', () => {});
process.on('message', ({ block }: WatcherOrder) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, block);
  report({ type: 'unblocked' });
});
process.on('disconnect', () => process.exit());
