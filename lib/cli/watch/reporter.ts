import type { Surroundings } from '../commandLine.js';
import { plainScreen, screenFor } from '../screen.js';
import { dayText, clockText } from './clockText.js';
import { eventLines } from './eventLines.js';
import { jsonLine, type JsonEvent } from './jsonLine.js';
import { shownUrl } from './serverUrl.js';
import { statusLines } from './statusLines.js';
import type { Summary } from './summary.js';
import { summaryLines } from './summaryLines.js';
import type { Tally } from './tally.js';
import type { WatchEvent } from './watchEvent.js';
import type { WatchSettings } from './watchSettings.js';

/** How a watch is shown to whoever wants to know. */
export interface Reporter {
  begin(): void;
  /** `tally` is what the event has left. */
  event(event: WatchEvent, tally: Tally): void;
  /** What can be seen at `now`, where that is shown. */
  status(tally: Tally, now: number): void;
  end(summary: Summary): void;
  /** Gives the terminal back. */
  close(): void;
}

/** The reporter that `settings` ask for. */
export const reporterOf = (settings: WatchSettings, surroundings: Surroundings): Reporter =>
  settings.output === 'json' ? jsonReporter(settings, surroundings) : screenReporter(settings, surroundings);

function jsonReporter({ url, interrupted, lost }: WatchSettings, { output }: Surroundings): Reporter {
  const shown = shownUrl(url);
  const say = (event: JsonEvent) => plainScreen(output).print(jsonLine(new Date(), event));
  return {
    begin: () => say({ type: 'watching', url: shown, interrupted, lost }),
    event: (event) => event.type !== 'frame' && say(event),
    status: () => undefined,
    end: (summary) => say({ type: 'summary', url: shown, ...summary }),
    close: () => undefined,
  };
}

function screenReporter(settings: WatchSettings, { output, environment }: Surroundings): Reporter {
  const shown = shownUrl(settings.url);
  const screen = screenFor(output, environment, settings.output === 'plain');
  const { paint } = screen;
  return {
    begin() {
      const now = new Date();
      screen.print(`Watching ${shown} since ${dayText(now)} ${clockText(now)}; Ctrl-C ends it.`, '');
    },
    event: (event, tally) => {
      const lines = eventLines(new Date(), event, tally, paint);
      if (lines.length > 0) screen.print(...lines);
    },
    status: (tally, now) => screen.live(...statusLines(tally, settings, now, screen)),
    end: (summary) => screen.print('', ...summaryLines(shown, summary, paint)),
    close: () => screen.close(),
  };
}
