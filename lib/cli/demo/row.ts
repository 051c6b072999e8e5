import { laneHeader, lanes } from './lanes.js';
import { plain, type Paint } from '../paint.js';
import { thousands } from '../thousands.js';
import type { Entry } from './verdict.js';

/** What stands above the rows. */
export const rowHeader = line({
  clock: 'clock',
  lanes: laneHeader,
  name: '',
  what: 'what happens, in ms',
  expected: 'expected',
  measured: 'measured',
});

/**
 * The last of `entries`, which happened, as a line of 80 columns at most: when, the lanes of the users, what, and how it
 * compares. `start` is the beginning of the clock.
 */
export function row(entries: readonly Entry[], start: number, paint: Paint = plain): string {
  const happenings = entries.flatMap(({ happening }) => happening ?? []);
  const { step, happening, expected, measured, verdict } = entries.at(-1) ?? {};
  if (!happening) return '';
  const text = line({
    clock: clockOf((happening.at - start) / 1_000),
    lanes: lanes(happenings),
    name: step?.name ?? '',
    what: `${happening.who}  ${happening.what}`,
    expected: expected === undefined ? '' : thousands(expected),
    measured: measured === undefined ? '' : thousands(measured),
  });
  if (verdict !== 'ok') return paint('red', `${text} ✗`);
  return expected === undefined ? paint('bold', text.trimEnd()) : `${text} ${paint('green', '✓')}`;
}

/** Seconds, with tenths while there is room for them. */
function clockOf(seconds: number): string {
  return `${seconds.toFixed(seconds < 100 ? 1 : 0)} s`;
}

function line(cells: Record<'clock' | 'lanes' | 'name' | 'what' | 'expected' | 'measured', string>): string {
  const { clock, lanes, name, what, expected, measured } = cells;
  const numbers = `${expected} ${measured.padStart(8)}`;
  return `${clock.padStart(6)} ${lanes} ${name.padEnd(2)} ${what}${numbers.padStart(46 - what.length)}`;
}
