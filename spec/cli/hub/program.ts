import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { hub } from '../../../lib/cli/hub/hub.js';
import { lineReader } from '../../support/lineReader.js';

/** `rx-lifeline hub`, as it runs. */
export interface Program {
  /** Its lines so far. */
  readonly lines: readonly string[];
  /** What it wrote to stderr. */
  readonly complaints: string;
  /** The first line that matches, told already or not; errors after 20 s. */
  line(pattern: RegExp): Promise<string>;
  /** The one it listens on. */
  port(): Promise<number>;
  /** Its exit code; a signal that ended it. */
  readonly exit: Promise<number | string>;
}

function reader() {
  const read = lineReader();
  return { ...read, port: async () => Number(/\bport\W+(\d+)/.exec(await read.line(/\blistening\b/))?.[1]) };
}

/** In this process; `abort` is the signal that a process gets. */
export function startInside(args: string[], environment: Record<string, string> = {}): Program & { abort(): void } {
  const interruption = new AbortController();
  const { write, ...read } = reader();
  let complaints = '';
  const exit = hub(args, {
    output: { write },
    errors: { write: (text: string) => void (complaints += text) },
    environment,
    signal: interruption.signal,
  });
  return {
    ...read,
    get complaints() {
      return complaints;
    },
    exit,
    abort: () => interruption.abort(),
  };
}

const children = new Set<ChildProcess>();

/** In a process of its own. */
export function startProgram(
  args: string[],
  environment: Record<string, string> = {},
): Program & { readonly process: ChildProcess } {
  const command = ['scripts/run.cjs', 'lib/cli/main.ts', 'hub', ...args];
  const child = spawn(process.execPath, command, { env: { ...process.env, ...environment } });
  children.add(child);
  const { write, ...read } = reader();
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', write);
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const exit = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    children.delete(child);
    return code ?? signal ?? NaN;
  });
  return {
    ...read,
    get complaints() {
      return complaints;
    },
    exit,
    process: child,
  };
}

/** Ends whatever has not ended. */
export function killPrograms(): void {
  for (const child of children) child.kill('SIGKILL');
}
