// @ts-check
import { reached } from './suite.mjs';

/** @typedef {import('./suite.mjs').Row} Row */
/** @typedef {import('./suite.mjs').Results} Results */

const columns = ['measured', 'against', 'result', 'ours', 'theirs', 'to reach', 'reached'];

/**
 * The tables of a suite, in Markdown, which is what the screen shows too.
 * @param {Results} results
 */
export function tablesOf({ rows, measured, on }) {
  const headings = [...new Set(rows.map(({ table }) => table))];
  return [
    `Measured ${measured} on ${on}.`,
    ...headings.map((heading) => `### ${heading}\n\n${gridOf(rows.filter((row) => row.table === heading))}`),
  ].join('\n\n');
}

/**
 * The page with the tables of a suite put where it wants them: between `<!-- printed: name -->` and `<!-- /printed -->`.
 * @param {string} page
 * @param {string} name of the suite
 * @param {Results} results
 */
export function printed(page, name, results) {
  const begin = `<!-- printed: ${name} -->`;
  const end = '<!-- /printed -->';
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`docs/performance.md has no place for '${name}': ${begin} ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${tablesOf(results)}\n\n${page.slice(to)}`;
}

/** @param {readonly Row[]} rows */
function gridOf(rows) {
  const lines = [columns, ...rows.map(cells)];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const [names, ...body] = lines.map(
    (line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`,
  );
  return [names, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
}

/** @param {Row} row */
function cells(row) {
  const { what, against = '', value, unit, over = false, low, high, ours, theirs, of = '', atMost, atLeast } = row;
  const interval =
    low === undefined || high === undefined
      ? ''
      : ` (${amount(low, unit)} to ${amount(high, unit)})`.replaceAll(` ${unit}`, '');
  const goal =
    atMost !== undefined
      ? `at most ${amount(atMost, unit)}`
      : atLeast !== undefined
        ? `at least ${amount(atLeast, unit)}`
        : '';
  return [
    what,
    against,
    (over ? 'over ' : '') + amount(value, unit) + interval,
    ours === undefined ? '' : amount(ours, of),
    theirs === undefined ? '' : amount(theirs, of),
    goal,
    { true: 'yes', false: '**no**', null: '' }[`${reached(row)}`] ?? '',
  ];
}

/**
 * A number as a reader wants it: three digits that count, thousands apart, a small ratio as a fraction of 1.
 * @param {number} value
 * @param {string} unit
 */
export function amount(value, unit) {
  if (unit === '×' && value > 0 && value < 0.5) return `1/${digits(1 / value)}`;
  return unit === '' ? digits(value) : `${digits(value)} ${unit}`;
}

/** @param {number} value */
function digits(value) {
  const size = Math.abs(value);
  const rounded = value.toFixed(Math.abs(value - Math.round(value)) < 1e-9 || size >= 100 ? 0 : size >= 10 ? 1 : 2);
  return rounded.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}
