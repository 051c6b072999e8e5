import { drawLane } from './drawLane.js';
import type { Lane, Preamble, Ruler, Scene, Score, Span } from './score.js';

/**
 * The text of a score in its one layout: a file that was read and drawn is the same file, byte for byte.
 *
 * ```ts
 * import { drawScore, readScore } from 'rx-lifeline/testing';
 *
 * const text = drawScore(readScore('# Late\ntempo 1s\n\n## a second later\nsource  a-b\n> delay by=1s\nresult  -a-b\n'));
 * console.log(text); // the lanes in one column
 * ```
 */
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
  const time = drawTime(scene.ruler);
  const names = [...time, ...scene.given, ...scene.expected].map((lane) => lane.name);
  const margin = Math.max(...names.map((name) => name.length)) + 3;
  const draw = (lane: Lane) => lane.name.padEnd(margin) + drawLane(lane);
  const word = ['>', scene.word, ...scene.options.map(({ name, text }) => `${name}=${text}`)].join(' ');
  const ruler = time.map(({ name, text }) => name.padEnd(margin) + text);
  return [...ruler, ...scene.given.map(draw), word, ...expected.map(draw)];
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

interface Token {
  readonly column: number;
  readonly text: string;
}

/** The lines of a ruler that has any: instants and folds, names of instants, spans. */
function drawTime({ labels, folds, points, spans }: Ruler): { name: string; text: string }[] {
  const rows = Array.from({ length: Math.max(0, ...spans.map(({ row }) => row + 1)) }, (_, row) => ({
    name: 'span',
    text: drawTokens(spans.filter((span) => span.row === row).map(drawSpan)),
  }));
  const time = [...labels, ...folds.map((column) => ({ column, text: '~' }))];
  return [
    ...(time.length > 0 ? [{ name: 'time', text: drawTokens(time) }] : []),
    ...(points.length > 0 ? [{ name: 'point', text: drawTokens(points) }] : []),
    ...rows,
  ];
}

function drawSpan({ from, to, text }: Span): Token {
  const dashes = to - from - 1 - text.length;
  const before = Math.floor(dashes / 2);
  return { column: from, text: `[${'-'.repeat(before)}${text}${'-'.repeat(dashes - before)}]` };
}

function drawTokens(tokens: readonly Token[]): string {
  const inOrder = [...tokens].sort((one, other) => one.column - other.column);
  return inOrder.reduce((text, token) => text.padEnd(token.column) + token.text, '');
}
