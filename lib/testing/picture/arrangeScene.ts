import { endsLane } from '../score/endsLane.js';
import type { Lane, Scene } from '../score/score.js';
import { arrangeEvents, needsOfEvents } from './arrangeEvents.js';
import { arrangeGrid, type Need, type Room } from './arrangeGrid.js';
import { arrangeRuler, needsOfRuler } from './arrangeRuler.js';
import { arrangeStates, needsOfStates } from './arrangeStates.js';
import type { Block } from './block.js';
import { lineShape, type Shape } from './shape.js';
import { textWidth } from './textWidth.js';
import { writeDuration } from './writeDuration.js';
import { readDuration } from '../score/duration.js';

export const nameSize = 12;
const laneGap = 7;
const wordHeight = 26;

/** Where a scene stands: the column of names begins at `names`, that of the marks at the left of its room. */
export interface SceneRoom extends Room {
  readonly names: number;
}

/** What the texts of a scene need, first those that have no other place to go. */
export function needsOfScene({ ruler, given, expected }: Scene): Need[] {
  const lanes = [...given, ...expected];
  const [states, events] = [lanes.filter(isOfStates), lanes.filter((lane) => !isOfStates(lane))];
  return [...states.flatMap(needsOfStates), ...needsOfRuler(ruler), ...events.flatMap(needsOfEvents)];
}

function isOfStates({ kind }: Lane): boolean {
  return kind === 'states';
}

/** A scene below its title: the ruler, what is given, the word, what is expected. */
export function arrangeScene(scene: Scene, room: SceneRoom, top: number): Block {
  const grid = arrangeGrid(scene.ruler, usedColumns(scene), needsOfScene(scene), room);
  const ruler = arrangeRuler(scene.ruler, grid, top);
  const shapes: Shape[] = [];
  let y = top + ruler.height + 2;

  const place = (lanes: readonly Lane[], given: boolean): void => {
    lanes.forEach((lane, index) => {
      const above = lanes.slice(0, index).filter(({ name }) => name === lane.name);
      const { shapes: marks, height } = isOfStates(lane)
        ? arrangeStates(lane, grid, y, room.right)
        : arrangeEvents(lane, given, grid, y, room.right, above);
      if (above.length === 0) shapes.push(nameShape(lane, given, room.names, y));
      shapes.push(...marks);
      y += height + (lanes[index + 1]?.name === lane.name ? (isOfStates(lane) ? 4 : 0) : laneGap);
    });
  };
  place(scene.given, true);
  const wordTop = y + 2;
  y = wordTop + wordHeight + laneGap + 4;
  place(
    scene.expected.map((lane) => leftWith(scene, lane)),
    false,
  );

  const bottom = y - laneGap + 3;
  const guides = ruler.guides.map((x) => lineShape(x, top + ruler.height - 8, x, bottom, 'hair'));
  const word = wordShapes(scene, room.names, grid.end, wordTop);
  return { shapes: [...guides, ...ruler.shapes, ...word, ...shapes], height: bottom - top };
}

/** The lane up to where its listener leaves. */
function leftWith({ given, expected }: Scene, lane: Lane): Lane {
  const step = expected.filter(({ name }) => name === lane.name).indexOf(lane);
  const leaving = given.filter(({ name }) => name === 'listener')[step]?.events.find(({ mark }) => mark === '!');
  return leaving && !lane.events.some(endsLane) ? { ...lane, events: [...lane.events, leaving] } : lane;
}

function nameShape(lane: Lane, given: boolean, x: number, top: number): Shape {
  const high = lane.kind === 'states' && lane.events.some(({ values }) => values.some((value) => value.includes(' ')));
  const middle = top + (lane.kind === 'states' ? (high ? 20 : 13.5) : 13);
  return { type: 'text', text: lane.name, x, y: middle + 4, size: nameSize, ink: given ? 'muted' : 'ink' };
}

/** The word, as the box between what is given and what is expected. */
function wordShapes({ word, options }: Scene, names: number, end: number, top: number): Shape[] {
  const shapes: Shape[] = [
    {
      type: 'box',
      x: names - 10,
      y: top,
      width: end - names + 20,
      height: wordHeight,
      radius: 6,
      fill: 'panel',
      edge: 'hair',
    },
    { type: 'text', text: word, x: names, y: top + 17.5, size: nameSize, ink: 'ink', style: 'strong' },
  ];
  let x = names + textWidth(word, nameSize, 'strong') + 16;
  for (const { name, text } of options) {
    const value = readDuration(text) === undefined ? text : writeDuration(text);
    shapes.push({ type: 'text', text: name, x, y: top + 17.5, size: nameSize, ink: 'muted' });
    x += textWidth(name, nameSize) + 5;
    shapes.push({ type: 'text', text: value, x, y: top + 17.5, size: nameSize, ink: 'ink' });
    x += textWidth(value, nameSize) + 16;
  }
  return shapes;
}

/** The columns at which there is something to see; a scene that does not end in a fold is seen to its end. */
function usedColumns({ ruler, given, expected }: Scene): Set<number> {
  const { labels, points, spans, instants } = ruler;
  return new Set([
    ...[...given, ...expected].flatMap(({ start, events }) => [start, ...events.map(({ column }) => column)]),
    ...[...labels, ...points].map(({ column }) => column),
    ...spans.flatMap(({ from, to }) => [from, to]),
    instants.length - 1,
  ]);
}
