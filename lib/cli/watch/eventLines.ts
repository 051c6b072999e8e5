import type { ConnectionState } from '../../connection/connectionTable.js';
import { plain, type Colour, type Paint } from '../paint.js';
import { printable } from '../printable.js';
import { clockText } from './clockText.js';
import { closeMeaning } from './closeMeaning.js';
import type { Tally } from './tally.js';
import { timeText } from './timeText.js';
import type { WatchEvent } from './watchEvent.js';

/** How a state stands out. */
export const stateColours: Readonly<Record<ConnectionState, Colour>> = {
  disconnected: 'dim',
  connecting: 'cyan',
  connected: 'green',
  reconnecting: 'yellow',
  failed: 'red',
};

/** What is told of `event`, which happened at `at` and left `tally`; nothing for what the gauge shows. */
export function eventLines(at: Date, event: WatchEvent, tally: Tally, paint: Paint = plain): readonly string[] {
  return [...wordsOf(event, paint), ...hints(event, tally, paint)].map(
    (words) => `${paint('dim', clockText(at))}  ${words}`,
  );
}

function wordsOf(event: WatchEvent, paint: Paint): readonly string[] {
  const ofLink = (link: number, words: string) => [`  link ${link}  ${words}`];
  switch (event.type) {
    case 'state': {
      const { state, previous, reason, silentFor } = event;
      const silence = [state, previous].includes('connecting') ? '' : `, after ${timeText(silentFor)} of silence`;
      return [`${paint(stateColours[state], `● ${state.padEnd(12)}`)}  ${reason}${silence}`];
    }
    case 'lost':
      return [`${paint('red', `● ${'lost'.padEnd(12)}`)}  after ${timeText(event.silentFor)} of silence`];
    case 'dialling':
      return ofLink(event.link, 'dialling');
    case 'opened':
      return ofLink(event.link, 'open');
    case 'accepted':
      return ofLink(event.link, 'accepted');
    case 'closed': {
      const words = event.reason === '' ? closeMeaning(event.code) : printable(event.reason);
      return ofLink(event.link, paint('red', `closed ${event.code} ${words}`.trimEnd()));
    }
    case 'failed':
      return ofLink(event.link, paint('red', `failed: ${printable(event.error)}`));
    case 'hungUp':
      return ofLink(event.link, event.why === 'silent' ? 'given up, silent for too long' : 'hung up, another is used');
    case 'waiting':
    case 'frame':
      return [];
  }
}

/** The first time that an open link stays mute, and nothing was heard before. */
function hints(event: WatchEvent, { mute, frames }: Tally, paint: Paint): readonly string[] {
  if (event.type !== 'failed' || event.why !== 'mute' || mute > 1 || frames > 0) return [];
  return [
    paint('cyan', '  Does it speak only when spoken to? Try --send <text> --every 1s, or'),
    paint('cyan', '  --interrupted never, which watches the links alone.'),
  ];
}
