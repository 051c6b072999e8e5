import { type SchedulerAction, Subscription } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { assertFrames } from './assertFrames.js';
import { type Timer, timerQueue } from './timerQueue.js';

const mostInOneInstant = 200_000;

/**
 * The `TestScheduler` of RxJS on a queue of its own: one that is not sorted anew for every timer, and that the
 * timers of the loop share, so that what was cancelled cannot be missed and what was armed first fires first.
 *
 * As with the stock one, immediates go before timers of the same instant, and keep their place among actions.
 */
export class VirtualScheduler extends TestScheduler {
  /** See `Timekeeper`. */
  readonly ownTime = true;
  /** The last instant that `flush` plays. */
  limit: number;
  private readonly queue = timerQueue();
  private readonly immediates = timerQueue();
  private armed = 0;
  private inOneInstant = 0;
  private playing = false;

  constructor(limit: number) {
    super(assertFrames);
    this.limit = limit;
  }

  /** Arms a timer `delay` ms from now; an earlier `timer` is armed again. */
  arm(delay: number, timer: Pick<Timer, 'kind' | 'fire'>): Timer {
    const armed = Object.assign(timer, { due: this.frame + delay, order: this.armed++, cancelled: false });
    (armed.kind === 'immediate' ? this.immediates : this.queue).push(armed);
    return armed;
  }

  /** How many timers are armed. */
  pending(): number {
    return this.queue.count() + this.immediates.count();
  }

  /** Plays all that is due up to and including the instant `until`; the clock stays at the last one played. */
  play(until: number): void {
    if (this.playing) throw new Error('time is already moving: advance() and flush() are not for use inside a handler');
    this.playing = true;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the stock flush starts them too, and only there
    for (const hot of this.hotObservables.splice(0)) hot.setup();
    try {
      for (let timer = this.next(until); timer; timer = this.next(until)) {
        this.moveTo(timer.due);
        timer.fire();
      }
    } finally {
      this.playing = false;
    }
  }

  override flush(): void {
    this.play(this.limit);
    super.flush();
  }

  override schedule<S>(work: (this: SchedulerAction<S>, state?: S) => void, delay = 0, state?: S): Subscription {
    let timer: Timer | undefined;
    const cancel = () => {
      if (timer) timer.cancelled = true;
    };
    const action: SchedulerAction<S> = Object.assign(new Subscription(cancel), {
      schedule: (next?: S, after = 0): Subscription => {
        cancel();
        const fire = () => work.call(action, next);
        if (!action.closed && Number.isFinite(after)) timer = this.arm(after, { kind: 'action', fire });
        return action;
      },
    });
    return action.schedule(state, delay);
  }

  /** As the stock one, but reads `'20m |'` as 20 minutes. */
  override createTime(marbles: string): number {
    const end = TestScheduler.parseMarbles(marbles, undefined, undefined, false, true).find(
      ({ notification }) => notification.kind === 'C',
    );
    return end?.frame ?? super.createTime(marbles);
  }

  private next(until: number): Timer | undefined {
    const timer = this.queue.peek();
    const immediate = this.immediates.peek();
    const actionFirst =
      immediate && timer?.kind === 'action' && timer.due === immediate.due && timer.order < immediate.order;
    if (immediate && !actionFirst) return this.immediates.pop();
    return timer && timer.due <= until ? this.queue.pop() : undefined;
  }

  private moveTo(instant: number): void {
    this.inOneInstant = instant === this.frame ? this.inOneInstant + 1 : 0;
    // What a hot marble says before its `^` is due before the run begins.
    this.frame = Math.max(this.frame, instant);
    if (this.inOneInstant > mostInOneInstant)
      throw new Error(`time stands still at ${instant} ms: timers of 0 ms without end`);
  }
}
