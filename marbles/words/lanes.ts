import { filter, groupBy, map, Observable, share, type Subscription } from 'rxjs';
import type { AttemptEvent } from '../../lib/connection/attemptEvent.js';

/** Says something in a lane. A lane that nobody expects may be told as well. */
export type Tell = (lane: string, value: string) => void;

/** The lanes of these names, all told by one `play`, which begins with the first listener and ends with the last. */
export function lanesOf(
  names: readonly string[],
  play: (tell: Tell) => Subscription,
): Record<string, Observable<string | Observable<string>>> {
  const told$ = new Observable<readonly [lane: string, value: string]>((subscriber) =>
    play((lane, value) => subscriber.next([lane, value])),
  ).pipe(share());
  const laneOf = (name: string): Observable<string> =>
    told$.pipe(
      filter(([lane]) => lane === name),
      map(([, value]) => value),
    );
  return Object.fromEntries(
    names.map((name) => [name, /(^|\.)attempts$/.test(name) ? staircase(laneOf(name)) : laneOf(name)]),
  );
}

/**
 * An attempt to have a link, as what its step of the staircase `attempts` says, behind its number: `^` dialled,
 * `open`, `accepted`, `!` hung up by this side, `#` failed, or ended by the other side, the network or a deadline.
 */
export function stepOf(event: AttemptEvent): string | undefined {
  switch (event.type) {
    case 'dialling':
      return `${event.attempt} ^`;
    case 'opened':
      return `${event.attempt} open`;
    case 'accepted':
      return `${event.attempt} accepted`;
    case 'closed':
      return `${event.attempt} ${event.reason === 'hung up' ? '!' : '#'}`;
    case 'failed':
      return `${event.attempt} #`;
    case 'waiting':
      return undefined;
  }
}

function staircase(steps$: Observable<string>): Observable<Observable<string>> {
  return steps$.pipe(
    groupBy((step) => step.split(' ')[0]),
    map((attempt$) => attempt$.pipe(map((step) => step.split(' ')[1] ?? ''))),
  );
}
