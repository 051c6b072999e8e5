import { Subscription, type Observable } from 'rxjs';
import { hearLane, type Said } from './hearLane.js';

/** Who subscribes to the lanes that a word makes, and leaves them. */
export interface Listener {
  come(): void;
  leave(): void;
}

/** Each coming hears the next step of every lane. */
export function listenerTo(
  lanes: ReadonlyMap<string, Observable<string | Observable<string>>>,
  hear: (lane: string, said: Said) => void,
): Listener {
  const steps = new Map<string, number>();
  let subscription = new Subscription();
  return {
    come() {
      subscription = new Subscription();
      for (const [name, lane$] of lanes) {
        const nextStep = (): number => {
          const step = steps.get(name) ?? 0;
          steps.set(name, step + 1);
          return step;
        };
        // eslint-disable-next-line rxjs-x/no-ignored-error -- an error of the lane is something that it says
        subscription.add(hearLane(lane$, nextStep).subscribe((said) => hear(name, said)));
      }
    },
    leave: () => subscription.unsubscribe(),
  };
}
