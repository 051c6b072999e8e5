import { printableJson } from '../printable.js';
import type { Summary } from './summary.js';
import type { WatchEvent } from './watchEvent.js';
import type { WatchSettings } from './watchSettings.js';

/** What `--json` tells: how it begins and ends, and what is seen but for frames, which the summary counts. */
export type JsonEvent =
  | Exclude<WatchEvent, { type: 'frame' }>
  | ({ readonly type: 'watching'; readonly url: string } & Pick<WatchSettings, 'interrupted' | 'lost'>)
  | ({ readonly type: 'summary'; readonly url: string } & Summary);

/** `{"at":"2026-01-31T09:30:00.000Z","type":"opened","link":1}`, without the line break; times are whole ms, `null`: never. */
export const jsonLine = (at: Date, event: JsonEvent): string =>
  printableJson({ at: at.toISOString(), ...event }, (_, value: unknown) =>
    typeof value === 'number' && value < Infinity ? Math.round(value) : value,
  );
