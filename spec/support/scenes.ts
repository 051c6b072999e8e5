import { expect } from 'chai';
import { stage, type Stage } from './stage.js';

/** Sets up a stage that is struck when the scene is over. */
export type SetStage = (options?: Parameters<typeof stage>[0]) => Promise<Stage>;

/** Each under its title. */
export type Scenes = Readonly<Record<string, (set: SetStage) => Promise<void>>>;

/**
 * Tests that spend their time waiting, each under its title: all are played at once, before the first is looked at.
 * No scene may leave a hub with a fault or a bad frame.
 *
 * On a machine that is starved for a second, a tenth of the times is no time at all: a scene that failed is played
 * once more, alone, and a line says so.
 */
export function scenes(all: Scenes): void {
  const played = new Map<string, Promise<void>>();

  before(() => {
    for (const [title, scene] of Object.entries(all)) {
      const ending = play(scene);
      ending.catch(() => {}); // its test tells
      played.set(title, ending);
    }
  });
  for (const [title, scene] of Object.entries(all)) {
    it(title, () =>
      played.get(title)?.catch((error: unknown) => {
        console.log(`REPLAYED: ${title}: ${String(error)}`);
        return play(scene);
      }),
    );
  }
}

async function play(scene: (set: SetStage) => Promise<void>): Promise<void> {
  const stages: Stage[] = [];
  try {
    await scene(async (options) => {
      const set = await stage(options);
      stages.push(set);
      return set;
    });
    for (const { hub } of stages) {
      expect(hub.metrics.badFrames).to.deep.equal({});
      expect(hub.metrics.faults).to.equal(0);
    }
  } finally {
    for (const { close } of stages) close();
  }
}
