import type { Observable, Subscription } from 'rxjs';

/** Operations that are done one after the other, each when the one before it has completed. */
export interface InOrder {
  /** How many are not done. */
  waiting(): number;
  /** Begins it when its turn has come. */
  add(operation: Observable<unknown>): void;
}

/** Until `life` is over. An error is told to `failed`, and is the end: nothing is begun any more. */
export function inOrder(life: Subscription, failed: (error: unknown) => void): InOrder {
  const waiting: Observable<unknown>[] = [];

  /** What answers at once, as the memory engine does, is done in this loop: however many wait, none stands on another. */
  const work = (): void => {
    for (let first$ = waiting[0]; first$ && !life.closed; first$ = waiting[0]) {
      let here = true;
      const underWay = first$.subscribe({
        error: failed,
        complete() {
          void waiting.shift();
          if (!here) work();
        },
      });
      here = false;
      if (underWay.closed) continue;
      life.add(underWay);
      return;
    }
  };

  return {
    waiting: () => waiting.length,
    add(operation) {
      if (waiting.push(operation) === 1) work();
    },
  };
}
