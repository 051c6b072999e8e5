import type { Lane, LaneEvent, Naming, Ruler } from './score.js';
import { wrong, type Line } from './text.js';

/** A lane as text: its name, and its marks with the place (from 0) of the first in the line. */
export interface LaneText {
  readonly line: Line;
  readonly name: string;
  readonly offset: number;
  readonly marks: string;
}

/** The lane that a line holds: a name, at least two spaces, marks. `null` for any other line. */
export function laneText(line: Line): LaneText | null {
  const [, name, gap, marks] = /^([A-Za-z][\w.$-]*)( {2,})(\S.*)$/.exec(line.text) ?? [];
  return name && gap && marks ? { line, name, offset: name.length + gap.length, marks } : null;
}

/** Reads one lane; `margin` is the place in the line at which column 0 stands. */
export function readLane(text: LaneText, margin: number, ruler: Ruler, namings: readonly Naming[]): Lane {
  const { line, name, offset, marks } = text;
  const start = offset - margin;
  const states = marks.includes('=');
  const events: LaneEvent[] = [];

  [...marks].forEach((mark, index) => {
    const column = start + index;
    const complain = (problem: string, allowed: string) => wrong(line, offset + index, problem, allowed);
    const last = events.at(-1);
    if (!/[-=^!|#A-Za-z0-9]/.test(mark)) {
      throw mark === ' '
        ? complain(
            'a lane lives once, without gaps',
            `go on with '${states ? '=' : '-'}' or write a second lane '${name}'`,
          )
        : complain(`'${mark}' is no mark`, 'marks are - = ^ ! | # letters and digits');
    }
    if (last && /[!|#]/.test(last.mark)) throw complain(`'${last.mark}' has ended this lane`, 'nothing can follow it');
    if (mark === '=' && !(last && last.mark !== '^'))
      throw complain('no state yet that could hold', "write '-' before the first");
    if (mark === '-' && states && last && last.mark !== '^')
      throw complain('a state holds until the next', "write '=', or '-' throughout");
    if (mark === '^' && events.length + index > 0) throw complain("'^' begins a lane", 'nothing can stand before it');
    if (mark === '-' || mark === '=') return;

    const at = ruler.instants[column] ?? null;
    if (at === null)
      throw complain(`'${mark}' stands in a fold, where no column is an instant`, 'put it below a label of the ruler');
    const values = namings.find((naming) => naming.mark === mark)?.values ?? [mark];
    events.push({ column, at, mark, values });
  });
  return { name, kind: states ? 'states' : 'events', start, end: start + marks.length, events };
}
