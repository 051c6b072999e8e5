import { cast } from './cast.js';
import { real, tenth } from './scale.js';

/** A member in a process of its own; it tells its parent what it is told, and answers `hello?`. */
export interface ClientProcessOptions {
  readonly port: number;
  readonly uid: string;
  readonly scale: 'real' | 'tenth';
  /** What it does when it is told `upon`; then nothing holds the process but what the client left behind. */
  readonly then?: { readonly upon: string; readonly act: 'leave' | 'dispose' };
}

/** From the client; `at` by `instant`. */
export interface ClientReport {
  readonly at: number;
  readonly what: string;
}

const { port, uid, scale, then } = JSON.parse(process.argv[2] ?? '') as ClientProcessOptions;
const { channel } = cast(port, { ...(scale === 'real' ? real : tenth).client, uid }, ({ at, what }) => {
  process.send?.({ at, what } satisfies ClientReport);
  if (what === then?.upon) setImmediate(() => channel[then.act]());
});
channel.messages$.subscribe(({ from, data }) => {
  if (data === 'hello?') channel.send(`hello ${from}`);
});
channel.join();
setTimeout(() => process.exit(3), 90_000).unref();
