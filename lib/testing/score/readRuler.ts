import { durationForm, readDuration } from './duration.js';
import type { LaneText } from './readLane.js';
import type { Duration, Label, Ruler } from './score.js';
import { wrong } from './line.js';

/** A label or a fold of the `time` lane. */
interface Token {
  readonly text: string;
  readonly column: number;
}

/** The labels and folds of a `time` lane. */
export function rulerTokens(text: LaneText, margin: number): Token[] {
  return Array.from(text.marks.matchAll(/~|[^\s~]+/g), ({ 0: token, index }) => ({
    text: token,
    column: text.offset - margin + index,
  }));
}

/**
 * Reads a `time` lane. Column 0 is 0 ms, each further column one tempo later. A `~` folds the time up to the next
 * label, which says what its own column is; from there the tempo goes on. Every label that the tempo can reach is
 * checked against it.
 */
export function readRuler(text: LaneText, margin: number, tempo: Duration, width: number): Ruler {
  const labels: Label[] = [];
  const folds: number[] = [];
  const anchors = [{ column: 0, at: 0 }];
  const complain = (column: number, problem: string, allowed: string) =>
    wrong(text.line, margin + column, problem, allowed);
  let folded = false;

  for (const { text: token, column } of rulerTokens(text, margin)) {
    if (token === '~') {
      if (folded) throw complain(column, 'the time is folded here already', 'a label must follow');
      folds.push(column);
      folded = true;
      continue;
    }
    const at = readDuration(token);
    if (at === undefined || at === Infinity)
      throw complain(column, `'${token}' is no instant`, `a label is ${durationForm}, or ~`);
    const before = labels.at(-1) ?? { text: '0s', at: column === 0 ? -1 : 0 };
    if (at <= before.at)
      throw complain(column, `${token} does not come after ${before.text}`, 'time goes to the right');
    if (folded) anchors.push({ column, at });
    labels.push({ column, text: token, at });
    folded = false;
  }
  if (folded) throw complain(folds.at(-1) ?? 0, 'this fold leads nowhere', 'a label must follow');

  const instants = instantsOf(anchors, folds, tempo.ms, width);
  for (const { column, text: label, at } of labels) {
    const due = instants[column] ?? 0;
    if (due === at) continue;
    const move = (at - due) / tempo.ms;
    const where = Number.isInteger(move) ? ` ${Math.abs(move)} to the ${move < 0 ? 'left' : 'right'}` : '';
    const allowed = `move the label${where}, or fold the time with '~' before it`;
    throw complain(column, `at tempo ${tempo.text} this column is ${due} ms, not ${label}`, allowed);
  }
  return { labels, folds, points: [], spans: [], instants };
}

/** The ruler of a scene that shows none. */
export function plainRuler(tempo: Duration, width: number): Ruler {
  return {
    labels: [],
    folds: [],
    points: [],
    spans: [],
    instants: instantsOf([{ column: 0, at: 0 }], [], tempo.ms, width),
  };
}

/** Columns behind a `~`, and those which the tempo would carry to the next anchor or beyond, are no instants. */
function instantsOf(
  anchors: readonly { column: number; at: number }[],
  folds: readonly number[],
  tempo: number,
  width: number,
): (number | null)[] {
  return Array.from({ length: width }, (_, column) => {
    const anchor = anchors.filter((each) => each.column <= column).at(-1) ?? { column: 0, at: 0 };
    const next = anchors.find((each) => each.column > column);
    const at = anchor.at + (column - anchor.column) * tempo;
    const folded = folds.some((fold) => fold >= anchor.column && fold <= column);
    return folded || (next && at >= next.at) ? null : at;
  });
}
