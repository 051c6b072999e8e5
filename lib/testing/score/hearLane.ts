import { Subscription, type Observable } from 'rxjs';

/** What a lane says: a value, `|` or `#` with its cause. */
export type Hear = (step: number, value: string, cause?: unknown) => void;

/**
 * Hears a lane, or a lane of lanes: then the first of them is the step that the lane would have been, and each
 * further one the next step. The end of the lane of lanes itself is nothing to hear.
 */
export function hearLane(
  lane$: Observable<string | Observable<string>>,
  nextStep: () => number,
  hear: Hear,
): Subscription {
  const subscription = new Subscription();
  const first = nextStep();
  let inner = 0;
  subscription.add(
    lane$.subscribe({
      next: (value) => {
        if (typeof value === 'string') return hear(first, value);
        const step = inner++ === 0 ? first : nextStep();
        subscription.add(
          value.subscribe({
            next: (each) => hear(step, each),
            complete: () => hear(step, '|'),
            error: (cause: unknown) => hear(step, '#', cause),
          }),
        );
      },
      complete: () => {
        if (inner === 0) hear(first, '|');
      },
      error: (cause: unknown) => hear(first, '#', cause),
    }),
  );
  return subscription;
}
