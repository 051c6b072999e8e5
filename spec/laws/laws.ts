import { expect } from 'chai';
import {
  Observable,
  Subject,
  VirtualTimeScheduler,
  type MonoTypeOperatorFunction,
  type OperatorFunction,
  type SchedulerLike,
} from 'rxjs';

/** An operator to be tried, using `scheduler` for every timer that it makes. */
export type Lawful = (scheduler: SchedulerLike) => OperatorFunction<string, unknown>;

/** What every operator of this library keeps, whatever else it does. */
export function obeysTheLaws(name: string, operator: Lawful): void {
  describe(`${name} obeys the laws:`, () => {
    let scheduler: VirtualTimeScheduler;
    let source: Subject<string>;
    let output: Observable<unknown>;
    let notes: string[];

    const subscribe = () =>
      output.subscribe({
        next: () => notes.push('value'),
        error: (error: unknown) => notes.push(String(error)),
        complete: () => notes.push('complete'),
      });
    const pending = () => scheduler.actions.filter((action) => !action.closed && action.delay > scheduler.frame);
    const nothingIsLeft = () => {
      expect(source.observed, 'is still subscribed to its source').to.equal(false);
      expect(pending(), 'has timers').to.have.length(0);
    };

    beforeEach(() => {
      scheduler = new VirtualTimeScheduler();
      source = new Subject();
      output = source.pipe(operator(scheduler));
      notes = [];
    });

    it('does nothing before it is subscribed to', () => {
      nothingIsLeft();
    });

    it('subscribes to its source once', () => {
      let times = 0;
      new Observable<string>(() => void times++).pipe(operator(scheduler)).subscribe();
      expect(times).to.equal(1);
    });

    it('unsubscribed, leaves its source and frees its timers', () => {
      const subscription = subscribe();
      source.next('a');
      subscription.unsubscribe();
      nothingIsLeft();
      const told = notes.length;
      scheduler.flush();
      expect(notes).to.have.length(told);
    });

    it('passes an error on at once, and frees its timers', () => {
      subscribe();
      source.next('a');
      source.error(new Error('broken'));
      expect(notes.at(-1)).to.equal('Error: broken');
      nothingIsLeft();
    });

    it('passes an error on before the first value', () => {
      subscribe();
      source.error(new Error('broken'));
      expect(notes.at(-1)).to.equal('Error: broken');
      nothingIsLeft();
    });

    it('completes when its source does, and frees its timers', () => {
      subscribe();
      source.next('a');
      source.complete();
      scheduler.flush();
      expect(notes.at(-1)).to.equal('complete');
      nothingIsLeft();
    });

    it('can be subscribed again, with the same outcome', () => {
      const once = () => {
        notes = [];
        const subscription = subscribe();
        for (const value of ['a', 'b', 'a']) source.next(value);
        subscription.unsubscribe();
        return notes;
      };
      expect(once()).to.deep.equal(once());
      nothingIsLeft();
    });

    it('serves two subscribers apart: when one leaves, the other goes on', () => {
      const first = subscribe();
      const second = subscribe();
      source.next('a');
      first.unsubscribe();
      source.error(new Error('broken'));
      expect(notes.at(-1)).to.equal('Error: broken');
      second.unsubscribe();
      nothingIsLeft();
    });

    it('leaves a source that errors synchronously', () => {
      const failing: MonoTypeOperatorFunction<string> = () =>
        new Observable((subscriber) => subscriber.error(new Error('at once')));
      output = source.pipe(failing, operator(scheduler));
      subscribe();
      expect(notes).to.deep.equal(['Error: at once']);
      nothingIsLeft();
    });
  });
}
