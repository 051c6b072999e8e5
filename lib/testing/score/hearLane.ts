import { defer, EMPTY, map, materialize, mergeMap, of, type Observable, type ObservableNotification } from 'rxjs';

/** Something that a lane said. */
export interface Said {
  /** Counts the lanes of one name, from 0. */
  readonly step: number;
  /** A value, or `^` `!` `|` `#`. */
  readonly value: string;
  /** The error behind a `#`. */
  readonly cause?: unknown;
}

/**
 * What a lane says, or each lane of a lane of lanes: then the first of them is the step that the lane would have
 * been, and each further one the next step. The end of the lane of lanes itself says nothing.
 */
export function hearLane(lane$: Observable<string | Observable<string>>, nextStep: () => number): Observable<Said> {
  return defer(() => {
    const first = nextStep();
    let inner = 0;
    return lane$.pipe(
      materialize(),
      mergeMap((notification) => {
        if (notification.kind === 'N' && typeof notification.value !== 'string') {
          const step = inner++ === 0 ? first : nextStep();
          return notification.value.pipe(materialize(), map(saidIn(step)));
        }
        const silent = notification.kind === 'C' && inner > 0;
        return silent ? EMPTY : of(saidIn(first)(notification as ObservableNotification<string>));
      }),
    );
  });
}

function saidIn(step: number): (notification: ObservableNotification<string>) => Said {
  return (notification) => {
    if (notification.kind === 'N') return { step, value: notification.value };
    return notification.kind === 'C'
      ? { step, value: '|' }
      : { step, value: '#', cause: notification.error as unknown };
  };
}
