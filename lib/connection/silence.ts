import { Observable, type OperatorFunction, type SchedulerLike } from 'rxjs';
import { clockOf } from '../liveness/clock.js';
import { deadline } from '../liveness/deadline.js';
import { listen } from '../liveness/listen.js';

/** The silences that a connection knows, in ms; `Infinity` switches one off. */
export interface Silences {
  readonly interrupted: number;
  readonly lost: number;
  /** Silence after which the silent link is given up. */
  readonly idle: number;
}

/** A silence that a connection reports. */
export type Silent = 'silent' | 'lost' | 'idle';

/**
 * The silences of a connection, from its opening on: each is told when it has lasted that long (SPEC CON-3).
 *
 * A frame is proof of life. The acceptance of a link alone is not: it starts the watch on that link again, but not
 * the clock of `lost`. Both are under one deadline, so that what it forgives after a sleep it forgives both, and
 * `lost` is never told before the silence that comes first.
 */
export function silence(
  { interrupted, lost, idle }: Silences,
  scheduler: SchedulerLike,
): OperatorFunction<'proof' | 'acceptance', Silent> {
  const silences = [
    { name: 'silent', of: 'link', after: interrupted },
    { name: 'lost', of: 'peer', after: lost },
    { name: 'idle', of: 'link', after: idle },
  ] as const;
  return (life$) =>
    new Observable((subscriber) => {
      const clock = clockOf(scheduler);
      const now = clock();
      const heard = { link: now, peer: now };
      let waiting = [...silences];
      const dueOf = ({ of, after }: (typeof silences)[number], floor: number) => Math.max(heard[of], floor) + after;

      const { start, sooner } = deadline(
        {
          due: (floor) => Math.min(...waiting.map((each) => dueOf(each, floor))),
          threshold: () => Math.min(...waiting.map(({ after }) => after)),
          heard: () => heard.link,
          judge: (found, floor) => {
            const isDue = (each: (typeof silences)[number]) => dueOf(each, floor) <= found;
            for (const each of waiting.filter(isDue).sort((one, other) => dueOf(one, floor) - dueOf(other, floor))) {
              // Telling the one before may have brought life.
              if (!isDue(each)) continue;
              waiting = waiting.filter((other) => other !== each);
              subscriber.next(each.name);
            }
            return false;
          },
        },
        scheduler,
        clock,
        subscriber,
      );
      listen(life$, subscriber, (sign) => {
        heard.link = clock();
        if (sign === 'proof') heard.peer = heard.link;
        if (waiting.length === silences.length) return;
        waiting = silences.filter((each) => each.of === 'link' || sign === 'proof' || waiting.includes(each));
        sooner();
      });
      start();
    });
}
