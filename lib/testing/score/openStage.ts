import { defer, type Observable, type SchedulerLike } from 'rxjs';
import { durationForm, readDuration } from './duration.js';
import type { Scene } from './score.js';
import type { Stage, Words } from './word.js';

/**
 * The expected lanes of a scene as the code makes them, by name. Throws an Error when the word is unknown, makes
 * no lane that is expected, or has no use for one that is given; a given one subscribed too early errors.
 */
export function openStage(
  scene: Scene,
  words: Words,
  streams: ReadonlyMap<string, Observable<string>>,
  scheduler: SchedulerLike,
): ReadonlyMap<string, Observable<string | Observable<string>>> {
  const word = Object.hasOwn(words, scene.word) ? words[scene.word] : undefined;
  if (!word) throw new Error(`'${scene.word}' is no word; there are ${list(Object.keys(words))}`);
  const unused = new Set(streams.keys());
  const expected = [...new Set(scene.expected.map((lane) => lane.name))];
  let isOpen = false;
  const stage: Stage = {
    given(name) {
      const stream = streams.get(name);
      if (!stream) throw new Error(`'${scene.word}' needs a lane '${name}'; given: ${list(streams.keys())}`);
      unused.delete(name);
      return defer(() => {
        if (isOpen) return stream;
        throw new Error(`'${scene.word}' subscribes to '${name}' before anybody listens; do that in defer(() => ...)`);
      });
    },
    has: (name) => streams.has(name),
    options: scene.options,
    durations: () => Object.fromEntries(scene.options.map(({ name, text }) => [name, durationOf(name, text)])),
    expected,
    scheduler,
  };
  const made = new Map(Object.entries(word(stage)));
  isOpen = true;
  if (unused.size > 0) throw new Error(`'${scene.word}' has no use for the given lanes: ${list(unused)}`);
  const missing = expected.filter((name) => !made.has(name) && !streams.has(name));
  if (missing.length > 0)
    throw new Error(`'${scene.word}' does not make ${list(missing)}; it makes ${list(made.keys())}`);
  return made;
}

function durationOf(name: string, text: string): number {
  const ms = readDuration(text);
  if (ms === undefined) throw new Error(`'${name}=${text}' is no duration; write ${durationForm}, or never`);
  return ms;
}

function list(names: Iterable<string>): string {
  return [...names].join(', ') || 'none';
}
