// @ts-check

/**
 * A file of `bench/suites`, named as the suite is called, exports one of these as `suite`.
 * @typedef {object} Suite
 * @property {string} title what it is about
 * @property {Readonly<Record<string, Task>>} tasks by name; each runs in a process of its own, one after the other
 */

/**
 * Measures something and returns the rows that it gives.
 * @typedef {(round: Round) => readonly Row[] | Promise<readonly Row[]>} Task
 */

/**
 * @typedef {object} Round
 * @property {boolean} short whether it is only to be seen that the benchmark still runs: as little work as possible
 */

/**
 * What was measured: one line of a table.
 *
 * A ratio is `× what theirs costs`. Nothing is rounded here.
 * @typedef {object} Row
 * @property {string} table the heading under which the row stands
 * @property {string} what
 * @property {string} [against] with what it was compared
 * @property {number} value
 * @property {string} unit `×` for a ratio; else `bytes`, `ms`, `ns`, `per second`, ...
 * @property {boolean} [over] the measuring ended first: it is more than `value`
 * @property {number} [low] the 95 % interval, or the least and the most where the page says so: from here
 * @property {number} [high] to here
 * @property {number} [ours] what was divided, as it was measured
 * @property {number} [theirs]
 * @property {string} [of] their unit
 * @property {number} [atMost] what is to be reached
 * @property {number} [atLeast]
 */

/**
 * What a suite measured, as it is kept in `bench/results`.
 * @typedef {object} Results
 * @property {string} title
 * @property {string} measured the day
 * @property {string} on the machine
 * @property {readonly Row[]} rows
 */

/**
 * Whether the row reaches what it should; `null` if nothing was asked.
 * @param {Row} row
 */
export function reached({ value, over = false, atMost, atLeast }) {
  if (atMost === undefined && atLeast === undefined) return null;
  return (over ? Infinity : value) <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
}

/**
 * The row of a paired measurement.
 * @param {Pick<Row, 'table' | 'what' | 'against' | 'atMost' | 'atLeast'>} about
 * @param {import('./paired.mjs').Paired} measured
 * @returns {Row}
 */
export function ratioRow(about, { ratio, low, high, ours, theirs }) {
  return { ...about, value: ratio, unit: '×', low, high, ours, theirs, of: 'ns' };
}
