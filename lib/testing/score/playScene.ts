import { Subscription } from 'rxjs';
import { giveLanes } from './giveLanes.js';
import { hearLane } from './hearLane.js';
import { openStage } from './openStage.js';
import type { Lane, LaneEvent, Scene } from './score.js';
import type { VirtualTime, Words } from './word.js';

/** Something that an expected lane said. */
export interface Heard {
  readonly lane: string;
  /** Counts the lanes of that name, from 0. */
  readonly step: number;
  /** ms since the scene began. */
  readonly at: number;
  /** A value, or `^` `!` `|` `#`. */
  readonly value: string;
  /** The error behind a `#`. */
  readonly cause?: unknown;
}

/**
 * Who goes first in an instant. `given first`: the given lanes, from the top, then timers of the code.
 * `given last`: timers of the code that were set before this instant came, then the given lanes, from the bottom.
 * In both, a listener comes before all of them.
 */
export type Order = 'given first' | 'given last';

/**
 * Plays a scene once in virtual time and returns what its expected lanes said, in the order in which they did.
 * The instant of its last column is played, what comes later is not. Throws what `openStage` throws.
 */
export function playScene(scene: Scene, words: Words, time: VirtualTime, order: Order = 'given first'): Heard[] {
  const heard: Heard[] = [];
  const expected = new Set(scene.expected.map((lane) => lane.name));
  const listeners = scene.given.filter(isListener);
  const end = Math.max(...scene.ruler.instants.map((instant) => instant ?? 0));

  time((scheduler) => {
    const origin = scheduler.now();
    const hear = (lane: string, step: number, value: string, cause?: unknown): void => {
      heard.push({ lane, step, at: scheduler.now() - origin, value, ...(cause === undefined ? {} : { cause }) });
    };
    const given = giveLanes(
      scene.given.filter((lane) => !isListener(lane)),
      (name, step, mark) => made.has(name) || hear(name, step, mark),
    );
    const made = openStage(scene, words, given.streams, scheduler);

    let listening = new Subscription();
    const steps = new Map<string, number>();
    const nextStep = (name: string): number => {
      const step = steps.get(name) ?? 0;
      steps.set(name, step + 1);
      return step;
    };
    const come = (): void => {
      listening = new Subscription();
      for (const [name, lane$] of made) {
        if (!expected.has(name)) continue;
        listening.add(
          hearLane(
            lane$,
            () => nextStep(name),
            (...said) => hear(name, ...said),
          ),
        );
      }
    };
    const act = (lane: Lane, { values }: LaneEvent): void => {
      if (isListener(lane)) listening.unsubscribe();
      else for (const value of values) given.say(lane, value);
    };

    if (listeners.length === 0) come();
    for (const { at } of listeners.flatMap(({ events }) => events.filter(isComing))) scheduler.schedule(come, at);
    for (const lane of order === 'given first' ? scene.given : [...scene.given].reverse()) {
      for (const event of lane.events.filter((each) => !isComing(each))) {
        const cue = (): void => act(lane, event);
        scheduler.schedule(order === 'given first' ? cue : () => void scheduler.schedule(cue), event.at);
      }
    }
    scheduler.schedule(() => listening.unsubscribe(), end + 0.5);
  }, end + 1);
  return heard.filter(({ lane, at }) => at <= end && expected.has(lane));
}

function isListener({ name }: Lane): boolean {
  return name === 'listener';
}

function isComing({ mark }: LaneEvent): boolean {
  return mark === '^';
}
