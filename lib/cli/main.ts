#!/usr/bin/env node
import { commandLine, type CommandEntry } from './commandLine.js';

/** A new command is one more line here; it is loaded only when it is called. */
const commands: Record<string, CommandEntry> = {
  demo: {
    summary: 'plays an outage on real sockets and measures what each user is told, and when',
    load: async () => (await import('./demo/demo.js')).demo,
  },
  hub: {
    summary: 'serves clients over WebSockets',
    load: async () => (await import('./hub/hub.js')).hub,
    unread: 1,
  },
  watch: {
    summary: 'tells, live, whether a WebSocket server is alive',
    load: async () => (await import('./watch/watch.js')).watch,
  },
};

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
const { unread = 0 } = commands[process.argv[2] ?? ''] ?? {};
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? unread : 1));

void commandLine(commands, process.argv.slice(2), {
  output: process.stdout,
  errors: process.stderr,
  environment: process.env,
  signal: interruption.signal,
}).then((code) => {
  process.exitCode = code;
});
