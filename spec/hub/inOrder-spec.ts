import { expect } from 'chai';
import { NEVER, Observable, Subject, Subscription, defer, of, throwError } from 'rxjs';
import { inOrder } from '../../lib/hub/inOrder.js';

function atWork() {
  const life = new Subscription();
  const failures: unknown[] = [];
  const log: string[] = [];
  const order = inOrder(life, (error) => failures.push(error));
  const noted = (name: string, operation: Observable<unknown> = of(1)) =>
    defer(() => {
      log.push(name);
      return operation;
    });
  return { life, failures, log, order, noted };
}

describe('inOrder', () => {
  it('an operation begins when the one before it has completed, not when it has a value', () => {
    const { log, order, noted } = atWork();
    const first = new Subject<number>();
    for (const each of [noted('a', first), noted('b'), noted('c')]) order.add(each);
    first.next(1);
    expect(log).to.deep.equal(['a']);
    expect(order.waiting()).to.equal(3);
    first.complete();
    expect(log).to.deep.equal(['a', 'b', 'c']);
    expect(order.waiting()).to.equal(0);
  });

  it('however many wait that answer at once, the stack does not grow', () => {
    const { order } = atWork();
    const first = new Subject<number>();
    order.add(first);
    for (let each = 0; each < 20_000; each++) order.add(of(1));
    first.complete();
    expect(order.waiting()).to.equal(0);
  });

  it('what is asked in the middle of an operation waits until that is done', () => {
    const { log, order, noted } = atWork();
    order.add(
      new Observable((subscriber) => {
        order.add(noted('later'));
        log.push('done');
        subscriber.complete();
      }),
    );
    expect(log).to.deep.equal(['done', 'later']);
  });

  it('an error is told, and the life that it ends begins nothing more', () => {
    const life = new Subscription();
    const order = inOrder(life, () => life.unsubscribe());
    const { log, noted } = atWork();
    const first = new Subject<number>();
    order.add(first);
    order.add(throwError(() => new Error('no')));
    order.add(noted('never'));
    first.complete();
    expect(log).to.deep.equal([]);
    expect(life.closed).to.equal(true);
  });

  it('what is under way at the end of its life is given up', () => {
    const { life, log, order, noted } = atWork();
    order.add(new Observable(() => () => log.push('given up')));
    order.add(noted('never', NEVER));
    life.unsubscribe();
    expect(log).to.deep.equal(['given up']);
  });
});
