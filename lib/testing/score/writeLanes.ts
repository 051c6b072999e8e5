import { endsLane } from './endsLane.js';
import { lettersOf } from './letters.js';
import type { Heard } from './playScene.js';
import type { Lane, LaneEvent, Naming, Preamble, Scene } from './score.js';

/** What was heard, written as the expected lanes of its scene would be. */
export interface Written {
  readonly lanes: readonly Lane[];
  /** Letters that had to be found because neither `where` nor an initial gave one. */
  readonly namings: readonly Naming[];
  /** What was heard at an instant that no column shows, and so stands in no lane. */
  readonly strays: readonly Heard[];
}

/** Writes what was heard in the columns, letters and kinds of lane that the scene uses. */
export function writeLanes(scene: Scene, outer: Preamble, heard: readonly Heard[]): Written {
  const { instants } = scene.ruler;
  const marks = [...scene.given, ...scene.expected].flatMap(({ events }) => events.map(({ mark }) => mark));
  const letters = lettersOf([...scene.preamble.where, ...outer.where], new Set(marks));
  const lanes: Lane[] = [];
  for (const name of new Set(scene.expected.map((lane) => lane.name))) {
    const wanted = scene.expected.filter((lane) => lane.name === name);
    const own = heard.filter(({ lane }) => lane === name);
    const steps = Math.max(wanted.length, ...own.map(({ step }) => step + 1));
    for (let step = 0; step < steps; step++) {
      const events = instants.flatMap((at, column): LaneEvent[] => {
        const values = own.filter((each) => each.step === step && each.at === at).map(({ value }) => value);
        return at === null || values.length === 0 ? [] : [{ column, at, values, mark: letters.markOf(values) }];
      });
      const model = wanted[step];
      const kind = (model ?? wanted[0])?.kind ?? 'events';
      if (model || events.length > 0) lanes.push({ name, kind, ...spanOf(events, instants.length, model), events });
    }
  }
  return { lanes, namings: letters.found, strays: heard.filter(({ at }) => !instants.includes(at)) };
}

/** A lane is written as far as the scene wrote it; one with more to say goes on to the end of the scene, or to its own. */
function spanOf(events: readonly LaneEvent[], width: number, wanted?: Lane): { start: number; end: number } {
  const [first, last] = [events[0], events.at(-1)];
  const start = first?.mark === '^' || !wanted ? (first?.column ?? 0) : Math.min(wanted.start, first?.column ?? width);
  if (last && endsLane(last)) return { start, end: last.column + 1 };
  const goesOn = !wanted || wanted.events.some(endsLane) || (last && last.column >= wanted.end);
  return { start, end: goesOn ? width : wanted.end };
}
