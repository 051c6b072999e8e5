import { endsLane } from './endsLane.js';
import type { Label, Lane, LaneEvent, Naming, Ruler } from './score.js';
import { wrong, type Line } from './line.js';

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
    const at = ruler.instants[column] ?? null;
    const problem = problemOf(mark, {
      name,
      states,
      index,
      last: events.at(-1),
      at,
      nearest: nearestLabel(ruler, column),
    });
    if (problem) throw wrong(line, offset + index, ...problem);
    if (mark === '-' || mark === '=' || at === null) return;
    const values = namings.find((naming) => naming.mark === mark)?.values ?? [mark];
    events.push({ column, at, mark, values });
  });
  return { name, kind: states ? 'states' : 'events', start, end: start + marks.length, events };
}

interface Context {
  readonly name: string;
  readonly states: boolean;
  readonly index: number;
  readonly last: LaneEvent | undefined;
  readonly at: number | null;
  readonly nearest: string;
}

/** Where the label nearest to a column begins. */
export function nearestLabel({ labels }: Ruler, column: number): string {
  const distance = (label: Label): number => Math.abs(label.column - column);
  const [nearest] = [...labels].sort((one, other) => distance(one) - distance(other));
  if (!nearest) return '';
  return `${nearest.text} is ${distance(nearest)} to the ${nearest.column < column ? 'left' : 'right'}`;
}

/** What is wrong with a mark and what is allowed; `null` when it may stand where it does. */
function problemOf(mark: string, { name, states, index, last, at, nearest }: Context): [string, string] | null {
  const held = last && last.mark !== '^';
  const rest = held && states ? '=' : '-';
  if (mark === ' ') return ['a lane lives once, without gaps', `go on with '${rest}' or write a second lane '${name}'`];
  if (!/[-=^!|#A-Za-z0-9]/.test(mark)) return [`'${mark}' is no mark`, 'marks are - = ^ ! | # letters and digits'];
  if (last && endsLane(last)) return [`'${last.mark}' has ended this lane`, 'nothing can follow it'];
  if (mark === '=' && !held) return ['no state yet that could hold', "write '-' before the first"];
  if (mark === '-' && states && held) return ['a state holds until the next', "write '=', or '-' throughout"];
  if (mark === '^' && index > 0) return ["'^' begins a lane", 'nothing can stand before it'];
  if (mark === rest || at !== null) return null;
  return [`'${mark}' stands in a fold, where no column is an instant`, `put it below a label: ${nearest}`];
}
