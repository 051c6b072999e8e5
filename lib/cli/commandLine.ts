import type { Output } from './screen.js';
import { UsageError } from './usageError.js';

/** What a command gets from its process. */
export interface Surroundings {
  readonly output: Output;
  readonly errors: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/** A command; resolves to the exit code. What it can't understand in `args` it throws as a {@link UsageError}. */
export type Command = (args: string[], surroundings: Surroundings) => Promise<number>;

/** A command's line in the help, and how to load it. */
export interface CommandEntry {
  readonly summary: string;
  load(): Promise<Command>;
  /**
   * The exit code when whoever reads its output leaves. Default 0, as in `rx-lifeline demo | head`; 1 for a service,
   * which must not seem to have ended as it should.
   */
  readonly unread?: 0 | 1;
}

/** The exit code for a command line that is wrong. */
export const usageExit = 2;

/** Runs the command that `args` names, and resolves to the exit code: 2 with a clear line when it can't be understood. */
export const commandLine = async (
  commands: Readonly<Record<string, CommandEntry>>,
  [name, ...args]: readonly string[],
  surroundings: Surroundings,
): Promise<number> => {
  if (name === '--help' || name === '-h') {
    surroundings.output.write(helpOf(commands));
    return 0;
  }
  const entry = Object.hasOwn(commands, name ?? '') ? commands[name ?? ''] : undefined;
  try {
    if (!entry) throw new UsageError(name === undefined ? 'no command' : `no command '${name}'`);
    const command = await entry.load();
    return await command(args, surroundings);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const help = ['rx-lifeline', entry && name, '--help'].filter(Boolean).join(' ');
    surroundings.errors.write(`rx-lifeline: ${error.message}; see ${help}\n`);
    return usageExit;
  }
};

function helpOf(commands: Readonly<Record<string, CommandEntry>>): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}\n`);
  return `Usage: rx-lifeline <command> [options]\n\n${lines.join('')}\nrx-lifeline <command> --help tells its options.\n`;
}
