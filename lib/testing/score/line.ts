import { ScoreError } from './scoreError.js';

/** A line of a score and where it stands. */
export interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/** The lines of a file, without the blanks at their ends. */
export function linesOf(text: string, file: string): Line[] {
  return text.split(/\r?\n/).map((line, index) => ({ file, number: index + 1, text: line.trimEnd() }));
}

/** The error for something wrong at `index` (from 0) of a line. */
export function wrong(line: Line, index: number, problem: string, allowed: string): ScoreError {
  return new ScoreError({ file: line.file, line: line.number, column: index + 1 }, problem, allowed);
}
