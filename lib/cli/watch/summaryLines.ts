import { counted } from '../counted.js';
import { plain, type Paint } from '../paint.js';
import type { Summary } from './summary.js';
import { timeText } from './timeText.js';

/** The summary of a watch of `url`. */
export function summaryLines(url: string, summary: Summary, paint: Paint = plain): readonly string[] {
  const { seenAlive, watchedFor, connectedFor, outages, longestOutage, dials, opened, frames, bytes } = summary;
  const share = watchedFor > 0 ? Math.floor((connectedFor / watchedFor) * 1_000) / 10 : 0;
  const rows: readonly (readonly [string, string])[] = [
    ['connected', `${timeText(connectedFor)}, ${share} % of the time`],
    ['outages', outages === 0 ? 'none' : `${outages}, the longest ${timeText(longestOutage)}`],
    ['links', `${dials} dialled (${counted(Math.max(dials - 1, 0), 'redial')}), ${opened} opened`],
    ['received', `${counted(frames, 'frame')}, ${counted(bytes, 'byte')}`],
    ['longest silence', timeText(summary.longestSilence)],
    ['close codes', codesOf(summary)],
  ];
  const verdict = seenAlive ? paint('green', 'seen alive') : paint('red', 'never seen alive');
  return [
    `Watched ${url} for ${timeText(watchedFor)}: ${verdict}.`,
    ...rows.map(([name, value]) => `  ${name.padEnd(15)}  ${value}`),
  ];
}

function codesOf({ closeCodes }: Summary): string {
  const codes = Object.entries(closeCodes).map(([code, times]) => (times === 1 ? code : `${code} × ${times}`));
  return codes.length === 0 ? 'none' : codes.join(', ');
}
