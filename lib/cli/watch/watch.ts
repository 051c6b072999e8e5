import { NEVER, defer, fromEvent, interval, merge, of, takeUntil, timer } from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import { webSocketTransport } from '../../transport/webSocketTransport.js';
import type { Command } from '../commandLine.js';
import { reporterOf } from './reporter.js';
import { socketWith } from './socketWith.js';
import { summaryOf } from './summary.js';
import { emptyTally, tallied } from './tally.js';
import { watchHelp } from './watchHelp.js';
import { watchSettings } from './watchSettings.js';
import { watching } from './watching.js';

const statusEvery = 100;

/** `rx-lifeline watch`: whether a WebSocket server is alive, live, and a summary. */
export const watch: Command = async (args, surroundings) => {
  const settings = watchSettings(args);
  if (settings === 'help') {
    surroundings.output.write(watchHelp);
    return 0;
  }
  const { url, protocols, headers, duration } = settings;
  const { signal } = surroundings;
  const transport = webSocketTransport({ url, protocols, WebSocket: socketWith(headers), binaryType: 'arraybuffer' });
  const interrupted$ = defer(() => (signal.aborted ? of(signal) : fromEvent(signal, 'abort')));
  const over$ = merge(interrupted$, duration === undefined ? NEVER : timer(duration));
  const reporter = reporterOf(settings, surroundings);
  const now = () => performance.now();
  let tally = emptyTally(now());
  const status = interval(statusEvery).subscribe(() => reporter.status(tally, now()));

  try {
    reporter.begin();
    for await (const event of eachValueFrom(watching({ ...settings, transport }).pipe(takeUntil(over$)))) {
      tally = tallied(tally, event, now());
      reporter.event(event, tally);
    }
    const summary = summaryOf(tally, now());
    reporter.end(summary);
    return summary.seenAlive ? 0 : 1;
  } finally {
    status.unsubscribe();
    reporter.close();
  }
};
