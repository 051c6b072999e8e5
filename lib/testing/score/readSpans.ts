import { durationForm, readDuration } from './duration.js';
import { wrong, type Line } from './line.js';
import { nearestLabel, type LaneText } from './readLane.js';
import type { Label, Ruler, Span } from './score.js';

/** The columns at which the words of a line begin and end, `end` included. */
export function wordsOf({ marks, offset }: LaneText, margin: number): { text: string; from: number; to: number }[] {
  return Array.from(marks.matchAll(/\S+/g), ({ 0: text, index }) => {
    const from = offset - margin + index;
    return { text, from, to: from + text.length - 1 };
  });
}

/** Reads the line `point`: names of instants, each beginning at its column. */
export function readPoints(lane: LaneText, margin: number, ruler: Ruler): Label[] {
  return wordsOf(lane, margin).map(({ text, from }) => ({
    column: from,
    text,
    at: instantAt(from, text, lane.line, margin, ruler),
  }));
}

/** Reads a line `span`: `[--4s--]` from one instant to another, which must be so far apart. */
export function readSpans(lane: LaneText, row: number, margin: number, ruler: Ruler): Span[] {
  return wordsOf(lane, margin).map(({ text: word, from, to }) => {
    const [, text = ''] = /^\[-*([^[\]]*?)-*\]$/.exec(word) ?? [];
    const ms = readDuration(text);
    if (ms === undefined || ms === Infinity) {
      const allowed = `write '[--4s--]' from one instant to another: ${durationForm}`;
      throw wrong(lane.line, margin + from, `'${word}' is no span`, allowed);
    }
    const distance = instantAt(to, ']', lane.line, margin, ruler) - instantAt(from, '[', lane.line, margin, ruler);
    if (distance !== ms) {
      const problem = `from '[' to ']' it is ${distance} ms, not ${text}`;
      throw wrong(lane.line, margin + from, problem, 'move an end, or write what it is');
    }
    return { text, ms, from, to, row };
  });
}

function instantAt(column: number, mark: string, line: Line, margin: number, ruler: Ruler): number {
  const at = ruler.instants[column] ?? null;
  if (at !== null) return at;
  const problem = `'${mark}' stands in a fold, where no column is an instant`;
  throw wrong(line, margin + column, problem, `put it below a label: ${nearestLabel(ruler, column)}`);
}
