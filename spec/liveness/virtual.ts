import { expect } from 'chai';
import { Observable, type SchedulerLike, VirtualTimeScheduler } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

/** RxJS's own test kit, as anybody would use it. */
export function stock(
  body: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0], test: TestScheduler) => void,
) {
  const test = new TestScheduler((actual, expected) => void expect(actual).to.deep.equal(expected));
  test.run((helpers) => body(helpers, test));
}

/** Everything that happens to `source`, with the frame: `[4000, 'interrupted']`, `[5000, '|']`. */
export function noted(source: Observable<unknown>, test: SchedulerLike): [number, unknown][] {
  const notes: [number, unknown][] = [];
  source.subscribe({
    next: (value) => notes.push([test.now(), value]),
    error: (error) => notes.push([test.now(), `# ${error}`]),
    complete: () => notes.push([test.now(), '|']),
  });
  return notes;
}

/** Virtual time that counts what is scheduled, cancelled and pending. */
export function counting(limit = Infinity) {
  const virtual = new VirtualTimeScheduler(undefined, limit);
  const count = { scheduled: 0, cancelled: 0, pending: 0 };
  const scheduler: SchedulerLike = {
    now: () => virtual.now(),
    schedule(work, delay = 0, state?) {
      let done = false;
      count.scheduled++;
      count.pending++;
      const action = virtual.schedule<NonNullable<typeof state> | undefined>(
        function (given) {
          done = true;
          count.pending--;
          work.call(this as never, given as never);
        },
        delay,
        state as never,
      );
      action.add(() => {
        if (done) return;
        count.cancelled++;
        count.pending--;
      });
      return action;
    },
  };
  return { scheduler, virtual, count, flush: () => virtual.flush(), now: () => virtual.now() };
}
