import { drawLane } from './drawLane.js';
import type { Lane, Preamble, Ruler, Scene, Score } from './score.js';

/** The text of a score in its one layout: a file that was read and drawn is the same file, byte for byte. */
export function drawScore({ title, preamble, scenes }: Score): string {
  const head = [`# ${title}`, ...drawPreamble(preamble)];
  return [head, ...scenes.map(drawScene)].map((lines) => lines.join('\n') + '\n').join('\n');
}

function drawScene(scene: Scene): string[] {
  const preamble = drawPreamble(scene.preamble);
  return [`## ${scene.title}`, ...preamble, ...(preamble.length > 0 ? [''] : []), ...drawStaff(scene)];
}

/** The lanes of a scene, with its ruler and its word: `expected` may be others than the scene's own. */
export function drawStaff(scene: Scene, expected: readonly Lane[] = scene.expected): string[] {
  const ruler = drawRuler(scene.ruler);
  const names = [...scene.given, ...scene.expected].map((lane) => lane.name);
  const margin = Math.max(...names.map((name) => name.length), ruler ? 4 : 0) + 3;
  const draw = (lane: Lane) => lane.name.padEnd(margin) + drawLane(lane);
  const word = ['>', scene.word, ...scene.options.map(({ name, text }) => `${name}=${text}`)].join(' ');
  return [...(ruler ? ['time'.padEnd(margin) + ruler] : []), ...scene.given.map(draw), word, ...expected.map(draw)];
}

function drawPreamble({ prose, proves, where, tempo, tie }: Preamble): string[] {
  return [
    ...prose,
    ...(proves.length > 0 ? [`proves ${proves.join(' ')}`] : []),
    ...where.map(({ mark, values }) => `where ${mark} = ${values.join(', ')}`),
    ...(tempo ? [`tempo ${tempo.text}`] : []),
    ...(tie ? ['tie'] : []),
  ];
}

function drawRuler({ labels, folds }: Ruler): string {
  const tokens = [...labels, ...folds.map((column) => ({ column, text: '~' }))].sort((a, b) => a.column - b.column);
  return tokens.reduce((text, token) => text.padEnd(token.column) + token.text, '');
}
