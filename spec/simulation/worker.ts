import { play } from './play.js';
import { createStory } from './story.js';

/** What a worker is asked to play: `seeds` seeds from `seed` on, each so many after the one before. */
export interface Task {
  readonly seed: number;
  readonly seeds: number;
  readonly step: number;
  /** Whether it ends at the first seed that fails. */
  readonly untilFault: boolean;
  /** Whether each seed tells its story. */
  readonly story: boolean;
}

/** What it says of each seed. */
export type Report = ReturnType<typeof report>;

const report = (seed: number, story: boolean) => {
  const begun = performance.now();
  const teller = story ? createStory() : undefined;
  const played = play(seed, teller && [teller]);
  return { ...played, ms: performance.now() - begun, ...(teller && { story: teller.tell(played.faults) }) };
};

// Errors are values here, and made by the thousand: nobody reads where.
Error.stackTraceLimit = 0;
process.once('message', (task: Task) => void work(task));

async function work({ seed, seeds, step, untilFault, story }: Task): Promise<void> {
  for (let i = 0; i < seeds; i++) {
    const told = report(seed + i * step, story);
    const lost = await new Promise<Error | null>((sent) => process.send!(told, sent));
    // Whoever asked may have been killed.
    if (lost || (untilFault && told.faults.length > 0)) break;
  }
  process.disconnect();
}
