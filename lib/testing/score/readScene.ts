import { laneText, readLane, type LaneText } from './readLane.js';
import { readPreamble } from './readPreamble.js';
import { plainRuler, readRuler, rulerTokens } from './readRuler.js';
import { readPoints, readSpans, wordsOf } from './readSpans.js';
import { readWord } from './readWord.js';
import type { Lane, Preamble, Scene } from './score.js';
import { wrong, type Line } from './line.js';

/** Reads a scene; its first line is `## title`. `outer` is what its score says for all scenes. */
export function readScene(lines: readonly Line[], outer: Preamble): Scene {
  const [heading, ...body] = lines as [Line, ...Line[]];
  const { preamble, rest } = readPreamble(body);
  const tempo = preamble.tempo ?? outer.tempo;
  if (!tempo) throw wrong(heading, 0, 'no tempo', "write 'tempo 1s' below the title: how long a column is");
  const { time, point, spans, given, word, expected } = staffOf(heading, rest);

  const lanes = [...given, ...expected];
  const names = [...(point ? [point] : []), ...spans];
  const margin = Math.min(...[...lanes, ...names, ...(time ? [time] : [])].map((lane) => lane.offset));
  const ends = [
    ...lanes.map((lane) => lane.offset - margin + lane.marks.length),
    ...(time ? rulerTokens(time, margin).map(({ column }) => column + 1) : []),
    ...(point ? wordsOf(point, margin).map(({ from }) => from + 1) : []),
    ...spans.flatMap((lane) => wordsOf(lane, margin).map(({ to }) => to + 1)),
  ];
  const width = Math.max(...ends);
  const plain = time ? readRuler(time, margin, tempo, width) : plainRuler(tempo, width);
  const ruler = {
    ...plain,
    points: point ? readPoints(point, margin, plain) : [],
    spans: spans.flatMap((lane, row) => readSpans(lane, row, margin, plain)),
  };
  const namings = [...preamble.where, ...outer.where];
  const read = (lane: LaneText): Lane => readLane(lane, margin, ruler, namings);
  const scene: Scene = {
    title: heading.text.slice(3),
    line: heading.number,
    preamble,
    ruler,
    given: given.map(read),
    ...readWord(word),
    expected: expected.map(read),
  };
  if (preamble.tie && !hasTie(scene))
    throw wrong(heading, 0, 'says tie, but no two things share an instant', 'leave it out');
  return scene;
}

interface Staff {
  readonly time: LaneText | null;
  readonly point: LaneText | null;
  readonly spans: readonly LaneText[];
  readonly given: readonly LaneText[];
  readonly word: Line;
  readonly expected: readonly LaneText[];
}

function staffOf(heading: Line, lines: readonly Line[]): Staff {
  const staff = lines.filter((line) => line.text !== '');
  const bridge = staff.findIndex((line) => line.text.startsWith('>'));
  const word = staff[bridge];
  if (!word) throw wrong(heading, 0, 'a scene without a word', "write '> word option=value' below the given lanes");
  const lanes = staff.slice(0, bridge).map(laneOf);
  const [time = null] = lanes[0]?.name === 'time' ? lanes.splice(0, 1) : [];
  const [point = null] = lanes[0]?.name === 'point' ? lanes.splice(0, 1) : [];
  const others = lanes.findIndex(({ name }) => name !== 'span');
  const spans = lanes.splice(0, others < 0 ? lanes.length : others);
  const given = lanes.map(givable);
  const expected = staff.slice(bridge + 1).map(laneOf);
  if (expected.length === 0) throw wrong(word, 0, 'nothing is expected', 'write at least one lane below it');
  const late = [...given, ...expected].find(({ name }) => ['time', 'point', 'span'].includes(name));
  if (late) {
    const allowed = "a scene begins with 'time', then one 'point', then any number of 'span'";
    throw wrong(late.line, 0, `'${late.name}' is in the wrong place`, allowed);
  }
  const apart = expected.find(
    ({ name }, index) =>
      expected[index - 1]?.name !== name && expected.slice(0, index).some((each) => each.name === name),
  );
  if (apart)
    throw wrong(
      apart.line,
      0,
      `a lane '${apart.name}' stands apart from the first`,
      'lanes of one name are neighbours',
    );
  return { time, point, spans, given, word, expected };
}

function laneOf(line: Line): LaneText {
  const lane = laneText(line);
  if (!lane)
    throw wrong(line, 0, 'this is no lane', 'a lane is a name, at least two spaces, marks; prose stands above');
  return lane;
}

/** Of the given lanes only `listener` subscribes and leaves, and it does nothing else. */
function givable(lane: LaneText): LaneText {
  const odd = lane.marks.search(lane.name === 'listener' ? /[^-^!]/ : /[\^!]/);
  if (odd < 0) return lane;
  const problem = `'${lane.marks.charAt(odd)}' cannot be given by '${lane.name}'`;
  throw wrong(lane.line, lane.offset + odd, problem, "only the lane 'listener' has ^ and !, and it has nothing else");
}

function hasTie({ given, expected }: Scene): boolean {
  const events = [...given, ...expected].flatMap((lane) => lane.events);
  return events.some(
    ({ at, values }, index) => values.length > 1 || events.findIndex((each) => each.at === at) < index,
  );
}
