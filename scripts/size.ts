import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** The budgets: what each bundle may weigh, in kB of 1 000 bytes. */
export const sizesFile = 'docs/size.json';

/** What a page may load, and as which imports. Measured from lib: the built files make the same bundles. */
export const bundles: Readonly<Record<string, readonly string[]>> = {
  liveness: ["{ liveness } from './lib/index.js'"],
  livenessBy: ["{ livenessBy } from './lib/index.js'"],
  backoff: ["{ backoff } from './lib/index.js'"],
  whileConnected: ["{ whileConnected } from './lib/index.js'"],
  holdUntilConnected: ["{ holdUntilConnected } from './lib/index.js'"],
  'the operators': ["{ liveness, livenessBy, backoff, whileConnected, holdUntilConnected } from './lib/index.js'"],
  webSocketTransport: ["{ webSocketTransport } from './lib/transport/webSocketTransport.js'"],
  createConnection: ["{ createConnection } from './lib/index.js'"],
  'createConnection + websocket': [
    "{ createConnection } from './lib/index.js'",
    "{ webSocketTransport } from './lib/transport/webSocketTransport.js'",
  ],
  'createRtcChannel + websocket': [
    "{ createRtcChannel } from './lib/rtc/index.js'",
    "{ webSocketTransport } from './lib/transport/webSocketTransport.js'",
  ],
  'createRtmClient + websocket': [
    "{ createRtmClient } from './lib/rtm/index.js'",
    "{ webSocketTransport } from './lib/transport/webSocketTransport.js'",
  ],
  'both profiles + websocket': [
    "{ createRtcChannel } from './lib/rtc/index.js'",
    "{ createRtmClient } from './lib/rtm/index.js'",
    "{ webSocketTransport } from './lib/transport/webSocketTransport.js'",
  ],
  'all of rx-lifeline': ["* from './lib/index.js'"],
  'all of rx-lifeline/rtc': ["* from './lib/rtc/index.js'"],
  'all of rx-lifeline/rtm': ["* from './lib/rtm/index.js'"],
};

/** Without rxjs, which an application has anyway, and with it. */
export interface Size {
  readonly withoutRxjs: number;
  readonly withRxjs: number;
}

/** A bundle for browsers: minified, as an ES module. */
export interface Bundle {
  readonly code: string;
  /** After gzip at its best. */
  readonly bytes: number;
  /** Each file in it, and how many bytes of `code` are of it. */
  readonly files: Readonly<Record<string, number>>;
}

/** The bundle of that name. */
export async function bundle(name: string, rxjs: 'without rxjs' | 'with rxjs'): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: (bundles[name] ?? []).map((what) => `export ${what};`).join('\n'), resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: rxjs === 'without rxjs' ? ['rxjs'] : [],
    metafile: true,
    write: false,
    outfile: 'bundle.js',
  });
  const kept = Object.entries(metafile.outputs['bundle.js']!.inputs).filter(
    ([, { bytesInOutput }]) => bytesInOutput > 0,
  );
  return {
    code: outputFiles[0]!.text,
    bytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length,
    files: Object.fromEntries(kept.map(([file, { bytesInOutput }]) => [file, bytesInOutput])),
  };
}

/** What the bundle of that name weighs, in bytes. */
export async function sizeOf(name: string): Promise<Size> {
  const [without, whole] = await Promise.all([bundle(name, 'without rxjs'), bundle(name, 'with rxjs')]);
  return { withoutRxjs: without.bytes, withRxjs: whole.bytes };
}

/** In kB, to one decimal, rounded up. */
export const kilobytes = (bytes: number): number => Math.ceil(bytes / 100) / 10;

/** A new budget leaves a hundredth free, so that a line more or less does not renew it. */
const room = 1.01;

/** The budgets, by the name of the bundle. */
export const budgets = (): Partial<Record<string, Size>> =>
  JSON.parse(readFileSync(sizesFile, 'utf8')) as Partial<Record<string, Size>>;

async function report(accept: boolean): Promise<void> {
  const line = (name: string, ...rest: (string | number | undefined)[]) =>
    console.log(name.padEnd(32), ...rest.map((cell) => String(cell ?? '-').padStart(12)));
  const granted: Record<string, Size> = {};
  line('gzip, bytes (budget, kB)', 'without rxjs', '', 'with rxjs', '');
  for (const name of Object.keys(bundles)) {
    const { withoutRxjs, withRxjs } = await sizeOf(name);
    granted[name] = { withoutRxjs: kilobytes(withoutRxjs * room), withRxjs: kilobytes(withRxjs * room) };
    const budget = accept ? granted[name] : budgets()[name];
    line(name, withoutRxjs, budget?.withoutRxjs, withRxjs, budget?.withRxjs);
  }
  if (accept) writeFileSync(sizesFile, `${JSON.stringify(granted, null, 2)}\n`);
}

/** What each file weighs in a bundle, before gzip. */
async function explain(name: string): Promise<void> {
  const { code, bytes, files } = await bundle(name, 'without rxjs');
  const heaviest = Object.entries(files).sort(([, a], [, b]) => b - a);
  for (const [file, weight] of heaviest) console.log(String(weight).padStart(7), file);
  console.log(String(code.length).padStart(7), `minified, ${bytes} after gzip`);
}

if (process.argv[1] === __filename) {
  const [asked] = process.argv.slice(2);
  void (asked !== undefined && asked in bundles ? explain(asked) : report(asked === '--accept'));
}
