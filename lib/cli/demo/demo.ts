import { defer, fromEvent, interval, merge, of, takeUntil, timer } from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import type { Command } from '../commandLine.js';
import { demoHelp, demoOptions } from './options.js';
import { introduction } from './introduction.js';
import { row, rowHeader } from './row.js';
import { plainScreen, terminalScreen } from '../screen.js';
import { script, trueGiveUp } from './script.js';
import { openStage } from './stage.js';
import { story } from './story.js';
import { summary } from './summary.js';
import { table } from './table.js';
import { concluded, judged, type Entry } from './verdict.js';
import { waiting } from './waiting.js';

const shortGiveUp = 25_000;
/** How long the demo may last besides the giving up, in ms. */
const allowance = 30_000;
const gaugeEvery = 100;
const interruptedExit = 130;

/** `rx-lifeline demo`, the main job: T0 to T7 over real WebSockets, live, then expected against measured. */
export const demo: Command = async (args, { output, environment, signal }) => {
  const options = demoOptions(args);
  if (options.help) {
    output.write(demoHelp);
    return 0;
  }
  const giveUp = options.exact ? trueGiveUp : shortGiveUp;
  const steps = script(giveUp);
  const stage = await openStage({ giveUp });
  const isPlain = options.plain || !output.isTTY || !!environment['NO_COLOR'] || environment['TERM'] === 'dumb';
  const screen = isPlain ? plainScreen(output) : terminalScreen(output);
  const start = performance.now();
  const entries: Entry[] = [];
  const interrupted$ = defer(() => (signal.aborted ? of(signal) : fromEvent(signal, 'abort')));
  const over$ = merge(interrupted$, timer(giveUp + allowance));
  const gauge = interval(gaugeEvery).subscribe(() => screen.live('', ...waiting(stage.marks, giveUp, screen)));

  try {
    screen.print(...introduction(giveUp), '', screen.paint('dim', rowHeader));
    for await (const happening of eachValueFrom(story(stage).pipe(takeUntil(over$)))) {
      entries.push(judged(steps, entries, happening));
      screen.print(row(entries, start, screen.paint));
    }
    screen.live();
    if (signal.aborted) return interruptedExit;
    const conclusion = concluded(steps, entries);
    screen.print('', ...table(conclusion, screen.paint), ...summary(conclusion, screen.paint));
    return conclusion.every(({ verdict }) => verdict === 'ok') ? 0 : 1;
  } finally {
    gauge.unsubscribe();
    screen.close();
    await stage.close();
  }
};
