import { laneText, readLane, type LaneText } from './readLane.js';
import { readPreamble } from './readPreamble.js';
import { plainRuler, readRuler, rulerTokens } from './readRuler.js';
import type { Option, Preamble, Scene } from './score.js';
import { wrong, type Line } from './text.js';

/** Reads a scene; its first line is `## title`. `outer` is what its score says for all scenes. */
export function readScene(lines: readonly Line[], outer: Preamble): Scene {
  const [heading, ...body] = lines as [Line, ...Line[]];
  const { preamble, rest } = readPreamble(body);
  const staff = rest.filter((line) => line.text !== '');
  const bridge = staff.findIndex((line) => line.text.startsWith('>'));
  const word = staff[bridge];
  if (!word)
    throw wrong(heading, 0, 'a scene without a word', "write '> word option=value' between given and expected lanes");
  const above = staff.slice(0, bridge).map(laneOf);
  const below = staff.slice(bridge + 1).map(laneOf);
  if (below.length === 0) throw wrong(word, 0, 'nothing is expected', "write at least one lane below '>'");
  const tempo = preamble.tempo ?? outer.tempo;
  if (!tempo) throw wrong(heading, 0, 'no tempo', "write 'tempo 1s' below the title: how long a column is");

  const [first, ...others] = above;
  const time = first?.name === 'time' ? first : null;
  const given = time ? others : above;
  const misplaced = [...given, ...below].find((lane) => lane.name === 'time');
  if (misplaced)
    throw wrong(misplaced.line, 0, 'the ruler stands among the lanes', "'time' is the first line of its scene");

  const all = [...above, ...below];
  const margin = Math.min(...all.map((lane) => lane.offset));
  const ends = [...given, ...below].map((lane) => lane.offset - margin + lane.marks.length);
  const width = Math.max(...ends, ...(time ? rulerTokens(time, margin).map(({ column }) => column + 1) : []));
  const ruler = time ? readRuler(time, margin, tempo, width) : plainRuler(tempo, width);
  const namings = [...preamble.where, ...outer.where];
  const read = (lane: LaneText) => readLane(lane, margin, ruler, namings);
  return {
    title: heading.text.slice(3),
    line: heading.number,
    preamble,
    ruler,
    given: given.map((lane) => read(actorsOnly(lane))),
    ...readWord(word),
    expected: below.map(read),
  };
}

/** Only the lane `listener` subscribes and leaves, and it does nothing else. */
function actorsOnly(lane: LaneText): LaneText {
  const listener = lane.name === 'listener';
  const odd = lane.marks.search(listener ? /[^-^!]/ : /[\^!]/);
  if (odd < 0) return lane;
  const allowed = "of the given lanes 'listener' alone, and it alone, is written with ^ and !";
  throw wrong(lane.line, lane.offset + odd, `'${lane.marks[odd]}' cannot be given by '${lane.name}'`, allowed);
}

function laneOf(line: Line): LaneText {
  const lane = laneText(line);
  if (!lane)
    throw wrong(
      line,
      0,
      'this is no lane',
      'a lane is a name, two spaces or more, marks; prose stands above the lanes',
    );
  return lane;
}

function readWord(line: Line): { word: string; options: Option[] } {
  const [word = '', ...rest] = line.text.slice(1).trim().split(/ +/);
  if (!/^[A-Za-z]\w*$/.test(word)) throw wrong(line, 0, `'${word}' is no word`, "write '> word option=value'");
  const options = rest.map((text) => {
    const [, name, value] = /^([A-Za-z]\w*)=(.+)$/.exec(text) ?? [];
    if (!name || !value)
      throw wrong(
        line,
        line.text.indexOf(` ${text}`) + 1,
        `'${text}' is no option`,
        "an option is 'name=value', without spaces",
      );
    return { name, text: value };
  });
  return { word, options };
}
