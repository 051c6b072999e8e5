import { defer, finalize, NEVER, Subject, type Observable } from 'rxjs';
import type { Lane } from './score.js';

/** The given lanes of a scene as streams, and the way to make one of them speak. */
export interface Given {
  readonly streams: ReadonlyMap<string, Observable<string>>;
  say(lane: Lane, value: string): void;
}

/** `log` hears of each subscription to a lane; `step` counts the subscriptions of its name. */
export function giveLanes(
  lanes: readonly Lane[],
  log: (name: string, step: number, mark: '^' | '!') => unknown,
): Given {
  const feeds = new Map(lanes.map((lane) => [lane, new Subject<string>()]));
  const names = new Set(lanes.map((lane) => lane.name));
  const streamOf = (name: string): Observable<string> => {
    const own = lanes.filter((lane) => lane.name === name);
    let subscriptions = 0;
    return defer(() => {
      const step = subscriptions++;
      const lane = own.length === 1 ? own[0] : own[step];
      log(name, step, '^');
      const feed: Observable<string> = (lane && feeds.get(lane)) ?? NEVER;
      return feed.pipe(finalize(() => log(name, step, '!')));
    });
  };
  return {
    streams: new Map([...names].map((name) => [name, streamOf(name)])),
    say(lane, value) {
      const feed = feeds.get(lane);
      if (value === '|') feed?.complete();
      else if (value === '#') feed?.error(new Error(`'#' of the lane '${lane.name}'`));
      else feed?.next(value);
    },
  };
}
