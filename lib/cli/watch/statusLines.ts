import { counted } from '../counted.js';
import { gauge } from '../gauge.js';
import type { Screen } from '../screen.js';
import { stateColours } from './eventLines.js';
import type { Tally } from './tally.js';
import { timeText } from './timeText.js';
import type { WatchSettings } from './watchSettings.js';

/** The lines that are redrawn: the state, what the newest link does, how much came, and how long nothing has. */
export function statusLines(
  tally: Tally,
  { interrupted, lost }: Pick<WatchSettings, 'interrupted' | 'lost'>,
  now: number,
  { width, paint }: Pick<Screen, 'width' | 'paint'>,
): readonly string[] {
  const { state, stateAt, heardAt, frames, bytes } = tally;
  const name = `● ${state}`;
  const came = `${counted(frames, 'frame')}, ${counted(bytes, 'byte')}`;
  const facts = [` for ${timeText(now - stateAt)}`, doing(tally, now), came].filter(Boolean).join('  ');
  const room = Math.max(width - name.length, 0);
  const marks = [
    { at: interrupted, name: 'interrupted', colour: 'yellow' },
    { at: lost, name: 'lost', colour: 'red' },
  ] as const;
  const finite = marks.filter(({ at }) => at < Infinity);
  const silence =
    finite.length === 0 ? [] : gauge({ title: 'silent for', elapsed: now - heardAt, marks: finite, width, paint });
  return ['', paint(stateColours[state], name) + facts.slice(0, room), ...silence];
}

function doing({ newest, state }: Tally, now: number): string {
  if (!newest || (state === 'connected' && newest.does === 'listens')) return '';
  const { link, does, until } = newest;
  if (does === 'waits') return `link ${link} dials in ${timeText(Math.max(until - now, 0))}`;
  return `link ${link} ${does === 'dials' ? 'is dialled' : 'is open'}`;
}
