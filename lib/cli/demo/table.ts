import { plain, type Paint } from '../paint.js';
import { thousands } from '../thousands.js';
import type { Entry } from './verdict.js';

const header = ['', 'who', 'what', 'counted from', 'expected', 'measured', ''];
const isNumber = [false, false, false, false, true, true, false];

/** Expected against measured, in ms: a line for each entry, under a header; each act between rules. */
export function table(acts: readonly (readonly Entry[])[], paint: Paint = plain): readonly string[] {
  const rows = [header, ...acts.flat().map(cellsOf)];
  const widths = header.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = paint('dim', '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)));
  const painted = (entry: Entry) => {
    const line = lineOf(cellsOf(entry));
    return entry.verdict === 'ok' ? line : paint('red', line);
  };
  return [paint('bold', lineOf(header)), rule, ...acts.flatMap((entries) => [...entries.map(painted), rule])];
}

function cellsOf({ step, happening, expected, measured, verdict }: Entry): readonly string[] {
  const number = (value: number | undefined) => (value === undefined ? '' : thousands(value));
  const { who = '', what = '' } = step ?? happening ?? {};
  const shown = verdict === 'ok' && expected === undefined ? '' : verdict;
  return [step?.name ?? '', who, what, step?.due?.after ?? '', number(expected), number(measured), shown];
}
