import { expect } from 'chai';
import { Subject } from 'rxjs';
import { onceReached } from '../../lib/connection/onceReached.js';
import { machine } from '../liveness/machine.js';

/** What `onceReached` says of the instants that are told it, and when. */
function waiting() {
  const { scheduler, ...m } = machine();
  const due$ = new Subject<number | null>();
  const told: number[] = [];
  const subscription = due$
    .pipe(onceReached(() => scheduler.now(), scheduler))
    .subscribe(() => told.push(scheduler.now()));
  return { ...m, due$, told, subscription };
}

describe('onceReached', () => {
  it('tells an instant when it has come, not a ms before, and once', () => {
    const { run, due$, told, pending } = waiting();
    due$.next(10_000);
    run(9_999);
    expect(told).to.deep.equal([]);
    run(1);
    expect(told).to.deep.equal([10_000]);
    run(60_000);
    expect(told).to.deep.equal([10_000]);
    expect(pending()).to.equal(0);
  });

  it('goes by the latest: an instant put off is told when it is due, one brought forward too', () => {
    const { run, due$, told } = waiting();
    due$.next(10_000);
    run(5_000);
    due$.next(12_000);
    run(6_999);
    expect(told).to.deep.equal([]);
    run(1);
    due$.next(30_000);
    due$.next(13_000);
    run(60_000);
    expect(told).to.deep.equal([12_000, 13_000]);
  });

  it('makes no timer for an instant that is later than the one before', () => {
    const { run, due$, delays } = waiting();
    due$.next(10_000);
    const { length } = delays;
    for (let due = 10_001; due < 10_100; due++) due$.next(due);
    expect(delays).to.have.length(length);
    run(10_000);
    expect(delays.length).to.be.below(length + 10);
  });

  it('tells nothing of an instant that nobody waits for any more, and keeps no timer for null', () => {
    const { run, due$, told, pending } = waiting();
    due$.next(10_000);
    due$.next(Infinity);
    run(20_000);
    due$.next(30_000);
    due$.next(null);
    expect(pending()).to.equal(0);
    run(20_000);
    expect(told).to.deep.equal([]);
    due$.next(41_000);
    run(1_000);
    expect(told).to.deep.equal([41_000]);
  });

  it('tells at once, in a turn of its own, what was due before it was told', () => {
    const { run, due$, told } = waiting();
    run(5_000);
    due$.next(1_000);
    expect(told).to.deep.equal([]);
    run(0);
    expect(told).to.deep.equal([5_000]);
  });

  it('frees its timer when it is left', () => {
    const { due$, pending, subscription } = waiting();
    due$.next(10_000);
    subscription.unsubscribe();
    expect(pending()).to.equal(0);
    expect(due$.observed).to.equal(false);
  });
});
