import { giveLanes } from './giveLanes.js';
import type { Said } from './hearLane.js';
import { listenerTo } from './listener.js';
import { openStage } from './openStage.js';
import type { Lane, LaneEvent, Scene } from './score.js';
import type { VirtualTime } from './virtualTime.js';
import type { Words } from './word.js';

/** Something that an expected lane said, and when: ms since the scene began. */
export interface Heard extends Said {
  /** The expected lane that said it. */
  readonly lane: string;
  /** Ms since the scene began. */
  readonly at: number;
}

/** How long after it was left a word may still have timers, in ms: a socket is destroyed within 500. */
const farewell = 1_000;

/**
 * Who goes first in an instant. `given first`: the given lanes, from the top, then timers of the code.
 * `given last`: timers of the code that were set before this instant came, then the given lanes, from the bottom.
 * In both, a listener comes before all of them.
 */
export type Order = 'given first' | 'given last';

/**
 * Plays a scene once in virtual time and returns what its expected lanes said, in the order in which they did.
 * The instant of its last column is played, what comes later is not.
 * Throws what `openStage` throws, and an Error when timers are left behind.
 *
 * ```ts
 * import { playScene, readScore, run, type VirtualTime, type Words } from 'rx-lifeline/testing';
 * import { delay } from 'rxjs';
 *
 * const score = readScore(`# Late
 * tempo 1s
 *
 * ## a second later
 * source   a-b
 * > delayed by=1s
 * result   -a-b
 * `);
 * const words: Words = {
 *   delayed: ({ given, durations, scheduler }) => ({
 *     result: given('source').pipe(delay(durations()['by'] ?? 0, scheduler)),
 *   }),
 * };
 * const time: VirtualTime = (body, frames) => run(({ scheduler, pending }) => body(scheduler, pending), { frames });
 * for (const scene of score.scenes) console.log(playScene(scene, words, time)); // a at 1000, b at 3000
 * ```
 */
export function playScene(scene: Scene, words: Words, time: VirtualTime, order: Order = 'given first'): Heard[] {
  const heard: Heard[] = [];
  let left = 0;
  const expected = new Set(scene.expected.map((lane) => lane.name));
  const lanes = scene.given.filter((lane) => !isListener(lane));
  const end = Math.max(...scene.ruler.instants.map((instant) => instant ?? 0));

  time((scheduler, pending) => {
    const origin = scheduler.now();
    const hear = (lane: string, said: Said): void => {
      if (expected.has(lane)) heard.push({ lane, at: scheduler.now() - origin, ...said });
    };
    const given = giveLanes(lanes, (name, step, mark) => made.has(name) || hear(name, { step, value: mark }));
    const made = openStage(scene, words, given.streams, scheduler);
    const listener = listenerTo(new Map([...made].filter(([name]) => expected.has(name))), hear);

    const act = (lane: Lane, { values }: LaneEvent): void => {
      if (isListener(lane)) listener.leave();
      else for (const value of values) given.say(lane, value);
    };
    if (lanes.length === scene.given.length) listener.come();
    for (const { at } of scene.given.flatMap(({ events }) => events.filter(isComing))) {
      scheduler.schedule(listener.come, at);
    }
    for (const lane of order === 'given first' ? scene.given : [...scene.given].reverse()) {
      for (const event of lane.events.filter((each) => !isComing(each))) {
        const cue = (): void => act(lane, event);
        scheduler.schedule(order === 'given first' ? cue : () => void scheduler.schedule(cue), event.at);
      }
    }
    scheduler.schedule(listener.leave, end + 0.5);
    scheduler.schedule(() => (left = pending()), end + farewell);
  }, end + farewell);

  if (left > 0) throw new Error(`'${scene.word}' leaves ${left} timers behind, ${farewell} ms after it was left`);
  return heard.filter(({ at }) => at <= end);
}

function isListener({ name }: Lane): boolean {
  return name === 'listener';
}

function isComing({ mark }: LaneEvent): boolean {
  return mark === '^';
}
