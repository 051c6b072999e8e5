import { defer, endWith, finalize, fromEvent, interval, merge, of, takeUntil, takeWhile, timer } from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import type { Command } from '../commandLine.js';
import { chatScript } from './chatScript.js';
import { openChatStage } from './chatStage.js';
import { chatStory } from './chatStory.js';
import { demoHelp, demoOptions } from './options.js';
import { introduction } from './introduction.js';
import { row, rowHeader } from './row.js';
import { screenFor } from '../screen.js';
import { script, trueGiveUp } from './script.js';
import { openStage } from './stage.js';
import { story } from './story.js';
import { summary } from './summary.js';
import { table } from './table.js';
import { openVenue } from './venue.js';
import { concluded, judged, type Entry } from './verdict.js';
import { waiting } from './waiting.js';

const shortGiveUp = 25_000;
/** How long the demo may last, in ms; the first act, if its giving up takes longer, so much more than that. */
const longest = 70_000;
const allowance = 30_000;
const gaugeEvery = 100;
const interruptedExit = 130;

/** `rx-lifeline demo`, the main job: a channel and a chat over real WebSockets, live, then expected against measured. */
export const demo: Command = async (args, { output, environment, signal }) => {
  const options = demoOptions(args);
  if (options.help) {
    output.write(demoHelp);
    return 0;
  }
  const giveUp = options.exact ? trueGiveUp : shortGiveUp;
  const acts = [script(giveUp), chatScript()];
  const steps = acts.flat();
  const venue = await openVenue();
  const stages = { channel: await openStage(venue, { giveUp }), chat: await openChatStage(venue) };
  const screen = screenFor(output, environment, options.plain);
  const start = performance.now();
  const entries: Entry[] = [];
  const interrupted$ = defer(() => (signal.aborted ? of(signal) : fromEvent(signal, 'abort')));
  const over$ = merge(interrupted$, timer(Math.max(longest, giveUp + allowance)));
  const played$ = merge(
    story(stages.channel).pipe(finalize(() => venue.mark('channel ends'))),
    chatStory(stages.chat).pipe(finalize(() => venue.mark('chat ends'))),
  ).pipe(endWith(null));
  const happenings$ = merge(stages.channel.happenings$, stages.chat.happenings$, played$).pipe(
    takeWhile((happening) => happening !== null),
    takeUntil(over$),
  );
  const gauge = interval(gaugeEvery).subscribe(() => screen.live(...waiting(venue.marks, giveUp, screen)));

  try {
    screen.print(...introduction(giveUp), '', screen.paint('dim', rowHeader));
    for await (const happening of eachValueFrom(happenings$)) {
      entries.push(judged(steps, entries, happening));
      screen.print(row(entries, start, screen.paint));
    }
    screen.live();
    if (signal.aborted) return interruptedExit;
    const conclusion = acts.map((act) => concluded(act, entries));
    screen.print('', ...table(conclusion, screen.paint), ...summary(conclusion.flat(), screen.paint));
    return conclusion.flat().every(({ verdict }) => verdict === 'ok') ? 0 : 1;
  } finally {
    gauge.unsubscribe();
    screen.close();
    for (const stage of Object.values(stages)) stage.close();
    await venue.close();
  }
};
