import type { Scene, Score } from '../score/score.js';
import { stepOf, type Room } from './arrangeGrid.js';
import { arrangeScene, nameSize, needsOfScene } from './arrangeScene.js';
import type { Block } from './block.js';
import type { Shape } from './shape.js';
import { textWidth } from './textWidth.js';
import { wrapText } from './wrapText.js';

/** The width of every picture in px: that of a page of GitHub. */
export const pictureWidth = 880;
const margin = 22;
const titleSize = 19;
const sceneSize = 13.5;
/** The most px of a column: wider ones only scatter what belongs together. */
const widest = 64;
const widestFolded = 24;

/** Where everything of a score's picture is. */
export function arrangeScore(score: Score): Block {
  const names = score.scenes.flatMap(({ given, expected }) => [...given, ...expected].map(({ name }) => name));
  const left = margin + Math.max(...names.map((name) => textWidth(name, nameSize))) + 22;
  const right = pictureWidth - margin;
  const tempoOf = ({ preamble }: Scene): number => (preamble.tempo ?? score.preamble.tempo)?.ms ?? 1;
  const steps = stepsOf(score, tempoOf, left, right);

  const head = arrangeHeading(score.title, score.preamble.proves, titleSize, margin);
  const shapes: Shape[] = [...head.shapes];
  let y = margin + head.height + 18;
  for (const scene of score.scenes) {
    const { preamble, ruler } = scene;
    const heading = arrangeHeading(scene.title, [...preamble.proves, ...(preamble.tie ? ['tie'] : [])], sceneSize, y);
    const tempo = tempoOf(scene);
    const step = ruler.folds.length > 0 ? widestFolded : steps.get(tempo)!;
    const block = arrangeScene(scene, { names: margin, left, right, tempo, step }, y + heading.height + 10);
    shapes.push(...heading.shapes, ...block.shapes);
    y += heading.height + 10 + block.height + 30;
  }
  return { shapes, height: Math.ceil(y - 8) };
}

/** Scenes of one tempo that fold no time have columns of one width, so that they can be compared. */
function stepsOf(
  { scenes }: Score,
  tempoOf: (scene: Scene) => number,
  left: number,
  right: number,
): Map<number, number> {
  const steps = new Map<number, number>();
  for (const scene of scenes.filter(({ ruler }) => ruler.folds.length === 0)) {
    const tempo = tempoOf(scene);
    const room: Room = { left, right, tempo, step: widest };
    const columns = scene.ruler.instants.length;
    const whole = stepOf(columns, room, 0);
    const wishes = needsOfScene(scene)
      .filter(({ to, from }) => to === 'end' && from > 0)
      .map(({ from, width }) => (right - left - width) / from)
      .filter((step) => step > whole * 0.6);
    steps.set(tempo, Math.min(widest, whole, steps.get(tempo) ?? widest, ...wishes));
  }
  return steps;
}

/** A title, and its tags at the right: on the same line, or below it when that is full. */
function arrangeHeading(title: string, tags: readonly string[], size: number, top: number): Block {
  const lines = wrapText(title, pictureWidth - 2 * margin, size, 'strong');
  const lineHeight = Math.round(size * 1.35);
  const shapes: Shape[] = lines.map((text, index) => ({
    type: 'text',
    ...{ text, x: margin, y: top + size + index * lineHeight, size, ink: 'ink', style: 'strong' },
  }));
  const widths = tags.map((tag) => textWidth(tag, 11) + 12);
  const allTags = widths.reduce((sum, width) => sum + width + 6, -6);
  const full = margin + textWidth(lines.at(-1) ?? '', size, 'strong') + 12 + allTags > pictureWidth - margin;
  const bottom = top + (lines.length - 1) * lineHeight + size + 3 + (full && tags.length > 0 ? 23 : 0);
  let x = pictureWidth - margin - allTags;
  tags.forEach((text, index) => {
    const width = widths[index]!;
    shapes.push({ type: 'box', x, y: bottom - 18, width, height: 18, radius: 9, fill: 'panel', edge: 'hair' });
    shapes.push({ type: 'text', text, x: x + width / 2, y: bottom - 5, middle: true, size: 11, ink: 'muted' });
    x += width + 6;
  });
  return { shapes, height: bottom - top };
}
