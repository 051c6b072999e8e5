import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ClientProcessOptions, ClientReport } from './clientProcess.js';
import { eventLog, instant, type EventLog } from './eventLog.js';
import type { HubProcessOptions } from './hubProcess.js';

/** A hub in a process of its own. */
export interface ChildHub {
  readonly process: ChildProcess;
  readonly port: number;
}

/** A member in a process of its own. */
export interface ChildClient {
  readonly process: ChildProcess;
  /** What it and its attempts were told, and `exit <code>` at its end. */
  readonly log: EventLog;
}

const children = new Set<ChildProcess>();

function start(file: string, options: unknown): ChildProcess {
  const child = fork('scripts/run.cjs', [`spec/support/${file}.ts`, JSON.stringify(options)]);
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

/** Resolves when the hub listens. */
export async function startHub(options: HubProcessOptions): Promise<ChildHub> {
  const child = start('hubProcess', options);
  const [port] = (await once(child, 'message')) as [number];
  return { process: child, port };
}

export function startClient(options: ClientProcessOptions): ChildClient {
  const child = start('clientProcess', options);
  const log = eventLog(options.uid);
  child.on('message', ({ at, what }: ClientReport) => log.add(what, undefined, at));
  child.on('exit', (code) => log.add(`exit ${String(code)}`, undefined, instant()));
  return { process: child, log };
}

/** Kills `child` and waits for its end. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
}

/** Ends whatever has not ended. */
export async function killChildren(): Promise<void> {
  await Promise.all([...children].map(kill));
}
