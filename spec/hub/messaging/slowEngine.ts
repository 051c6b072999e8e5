import { Observable, delay, mergeMap, timer } from 'rxjs';
import type { Engine, MakeEngine } from '../../../lib/hub/engine.js';
import { memoryEngine } from '../../../lib/hub/memory.js';

/** The memory engine as if it were far away: `there` ms to it, `back` ms with an answer, `news` ms with an event. */
export const slowEngine =
  (there: number, back: number, news: number): MakeEngine =>
  (settings) => {
    const { scheduler } = settings;
    const engine = memoryEngine(settings);
    const far = (method: unknown) =>
      typeof method === 'function'
        ? (...given: unknown[]): unknown => {
            const result: unknown = (method as (...given: unknown[]) => unknown)(...given);
            if (!(result instanceof Observable)) return result;
            return timer(there, scheduler).pipe(
              mergeMap(() => result),
              delay(back, scheduler),
            );
          }
        : method;
    const entries = Object.entries(engine).map(([name, method]) => [name, far(method)]);
    return { ...(Object.fromEntries(entries) as Engine), events$: engine.events$.pipe(delay(news, scheduler)) };
  };
