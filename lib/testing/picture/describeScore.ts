import { readDuration } from '../score/duration.js';
import type { Lane, LaneEvent, Scene, Score } from '../score/score.js';
import { writeDuration, writeMs } from './writeDuration.js';

const signs: Readonly<Record<string, string>> = {
  '^': 'subscribed',
  '!': 'left',
  '|': 'complete',
  '#': 'an error',
};

/** A score in words, for those who hear its picture: what is given, what is expected, and at which instants. */
export function describeScore({ preamble, scenes }: Score): string {
  const prose = preamble.prose.join(' ').replaceAll('`', '').trim();
  const told = scenes.map((scene, index) => `Scene ${index + 1} of ${scenes.length}, ${describeScene(scene)}`);
  return [...(prose === '' ? [] : [prose]), ...told].join('\n');
}

function describeScene({ title, ruler, given, word, options, expected }: Scene): string {
  const spans = ruler.spans.map(
    ({ from, to, text }) =>
      `From ${writeMs(ruler.instants[from] ?? 0)} to ${writeMs(ruler.instants[to] ?? 0)}: ${writeDuration(text)}.`,
  );
  const points = ruler.points.map(({ text, at }) => `${text} is at ${writeMs(at)}.`);
  const settings = options.map(
    ({ name, text }) => `${name} ${readDuration(text) === undefined ? text : writeDuration(text)}`,
  );
  return [
    `${title}.`,
    ...points,
    ...spans,
    `Given: ${given.length > 0 ? given.map(describeLane).join('; ') : 'nothing'}.`,
    `Then ${[word, ...(settings.length > 0 ? ['with', settings.join(', ')] : [])].join(' ')}.`,
    `Expected: ${expected.map(describeLane).join('; ')}.`,
  ].join(' ');
}

function describeLane({ name, events }: Lane): string {
  return `${name}: ${events.length > 0 ? events.map(describeEvent).join(', ') : 'nothing'}`;
}

function describeEvent({ at, values }: LaneEvent): string {
  return `${values.map((value) => signs[value] ?? value).join(' then ')} at ${writeMs(at)}`;
}
