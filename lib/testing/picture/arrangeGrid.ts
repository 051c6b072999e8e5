import type { Ruler } from '../score/score.js';

/** Where the instants of a scene stand. */
export interface Grid {
  /** The place of a column, in px. */
  x(column: number): number;
  /** Where the scene ends: lanes that go on reach up to here. */
  readonly end: number;
  /** The middles of the axis breaks: time is left out here. */
  readonly breaks: readonly number[];
}

/** A wish: so many px from one column to another, or to the end of the scene. */
export interface Need {
  readonly from: number;
  readonly to: number | 'end';
  readonly width: number;
  /** The room must lie on one side of every axis break: it ends where time is left out. */
  readonly whole?: boolean;
}

/** What a grid is made for. */
export interface Room {
  readonly left: number;
  readonly right: number;
  /** The length of a column in ms. */
  readonly tempo: number;
  /** The most px that a column may take where the time is not folded. */
  readonly step: number;
}

/** Columns in a row that the tempo joins; between two of them the time is folded. */
interface Run {
  readonly from: number;
  readonly to: number;
  /** Whether time is left out before it. */
  readonly broken: boolean;
}

const leastGap = 28;
const leastTail = 18;
/** Of a sum of fractions. */
const rounding = 0.01;
/** A break stands shortly before what follows it, and leaves the room before it to texts. */
const beforeRun = 15;

/** The px of a column when a scene that folds no time fills its room. */
export function stepOf(columns: number, { left, right }: Room, tail: number): number {
  return (right - left - Math.max(tail, leastTail)) / Math.max(1, columns - 1);
}

/**
 * Places the columns. Where the tempo reaches, an equal time is an equal width. A fold is elastic: it takes what the
 * texts around it need and, together with the others, what is left of the room. Of needs that are too many, the first
 * ones are fulfilled.
 */
export function arrangeGrid(ruler: Ruler, used: ReadonlySet<number>, needs: readonly Need[], room: Room): Grid {
  const runs = runsOf(ruler, used, room.tempo);
  const steps = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const spare = room.right - room.left - (runs.length - 1) * leastGap - leastTail;
  const widest = Math.min(room.step, spare / Math.max(1, steps));
  const wishes = needs.map((need) => clipped(need, runs));
  const fit = (step: number, held: readonly Need[]): boolean =>
    startsOf(runs, step, held, room.left).end <= room.right + rounding;
  const narrower = [1, 0.75, 0.55, 0.4, 0.3].map((part) => widest * part);
  const step = runs.length === 1 ? widest : (narrower.find((each) => fit(each, wishes)) ?? narrower.at(-1)!);
  const held: Need[] = [];
  for (const wish of wishes) if (fit(step, [...held, wish])) held.push(wish);
  const starts = startsOf(runs, step, held, room.left);
  const stretched = runs.length > 1 ? stretch(runs, starts, room.right) : starts;
  return {
    x(column) {
      const index = Math.max(0, runs.filter(({ from }) => from <= column).length - 1);
      const run = runs[index]!;
      return stretched.runs[index]! + (Math.min(column, run.to) - run.from) * step;
    },
    end: stretched.end,
    breaks: runs.flatMap(({ broken }, index) => (broken ? [stretched.runs[index]! - beforeRun] : [])),
  };
}

function clipped(need: Need, runs: readonly Run[]): Need {
  const next = runs.find(({ broken, from }) => broken && from > need.from);
  const clips = need.whole && next && (need.to === 'end' || next.from <= need.to);
  return clips ? { ...need, to: next.from, width: need.width + beforeRun } : need;
}

function runsOf({ instants }: Ruler, used: ReadonlySet<number>, tempo: number): Run[] {
  const runs: Run[] = [];
  let run: { from: number; to: number } | null = null;
  for (let column = 0; column <= instants.length; column++) {
    const at = instants[column] ?? null;
    if (at !== null) run ??= { from: column, to: column };
    if (at !== null && run && used.has(column)) run.to = column;
    if (at === null && run) {
      const before = runs.at(-1);
      const passed: number = before ? instants[run.from]! - instants[before.to]! : 0;
      runs.push({ ...run, broken: passed > tempo });
      run = null;
    }
  }
  return runs;
}

interface Starts {
  readonly runs: readonly number[];
  readonly end: number;
}

/** The leftmost places that fulfil the needs. */
function startsOf(runs: readonly Run[], step: number, needs: readonly Need[], left: number): Starts {
  const starts: number[] = [];
  const placeOf = (column: number): number => {
    const index = runs.slice(0, starts.length).filter(({ from }) => from <= column).length - 1;
    return starts[index]! + (column - runs[index]!.from) * step;
  };
  const widthOf = ({ from, to }: Run): number => (to - from) * step;
  for (const run of runs) {
    const before = runs[starts.length - 1];
    const least = before ? starts.at(-1)! + widthOf(before) + leastGap : left;
    const wished = needs.flatMap(({ from, to, width }) =>
      to !== 'end' && from < run.from && to >= run.from && to <= run.to
        ? [placeOf(from) + width - (to - run.from) * step]
        : [],
    );
    starts.push(Math.max(least, ...wished));
  }
  const last = runs.at(-1)!;
  const wished = needs.flatMap(({ from, to, width }) => (to === 'end' ? [placeOf(from) + width] : []));
  return { runs: starts, end: Math.max(starts.at(-1)! + widthOf(last) + leastTail, ...wished) };
}

/** Gives the folds, and a little to the end, what is left of the room: three times as much where time is left out. */
function stretch(runs: readonly Run[], { runs: starts, end }: Starts, right: number): Starts {
  const weights = [...runs.slice(1).map(({ broken }) => (broken ? 3 : 1)), 1];
  const share = Math.max(0, right - end) / weights.reduce((sum, weight) => sum + weight, 0);
  let moved = 0;
  const stretched = starts.map((start, index) => {
    if (index > 0) moved += weights[index - 1]! * share;
    return start + moved;
  });
  return { runs: stretched, end: Math.max(end, right) };
}
