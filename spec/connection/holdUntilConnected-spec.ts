import { expect } from 'chai';
import { BehaviorSubject, Subject, of, range, take } from 'rxjs';
import { holdUntilConnected, type HoldConfig } from '../../lib/connection/holdUntilConnected.js';
import { HoldError, isHoldError } from '../../lib/connection/holdError.js';
import { obeysTheLaws } from '../laws/laws.js';
import { stock } from '../liveness/virtual.js';

describe('holdUntilConnected', () => {
  obeysTheLaws('holdUntilConnected', () => holdUntilConnected(new BehaviorSubject('connected'), { limit: 10 }));
  obeysTheLaws('holdUntilConnected that held', () =>
    holdUntilConnected(of('disconnected', 'connected'), { limit: 10 }),
  );

  const states = { d: 'disconnected', c: 'connected', r: 'reconnecting' };
  const drawn = (values: string, state: string, expected: string, config: HoldConfig, error?: unknown) =>
    stock(({ cold, hot, expectObservable }) => {
      expectObservable(cold(values).pipe(holdUntilConnected(hot(state, states), config))).toBe(
        expected,
        undefined,
        error,
      );
    });

  it('API-3: hands values on while connected, holds them while not, releases them in order', () => {
    drawn('--1-2----3--4-----', 'd----c----r-----c-', '-----(12)3------4', { limit: 5 });
  });

  it('API-3: overflow error: a value that comes when `limit` are held ends it', () => {
    drawn('-1-2-3-', 'd------c', '-----#', { limit: 2 }, new HoldError('overflow', 2));
    drawn('-1-2---', 'd------c', '-------(12)', { limit: 2, overflow: 'error' });
  });

  it('API-3: overflow drop-oldest makes room', () => {
    drawn('-1-2-3-4', 'd--------c', '---------(34)', { limit: 2, overflow: 'drop-oldest' });
  });

  it('API-3: overflow drop-newest lets it go', () => {
    drawn('-1-2-3-4', 'd--------c', '---------(12)', { limit: 2, overflow: 'drop-newest' });
  });

  it('API-3: a source that completes while values are held completes after their release', () => {
    drawn('-1-2|', 'd------c', '-------(12|)', { limit: 2 });
    drawn('-1-2|', 'c------c', '-1-2|', { limit: 2 });
    drawn('----|', 'd------c', '----|', { limit: 2 });
  });

  it('API-3: state$ that completes while values are held: they can never go out', () => {
    drawn('-1-2---', 'd----|', '-----#', { limit: 2 }, new HoldError('over', 2));
    drawn('------1', 'd----|', '------#', { limit: 2 }, new HoldError('over', 1));
    drawn('-------|', 'd----|', '-------|', { limit: 2 });
    drawn('-1----2|', 'c----|', '-1----2|', { limit: 2 });
  });

  it('API-3: errors of either pass at once, what is held is not released', () => {
    drawn('-1-#', 'd------c', '---#', { limit: 2 });
    drawn('-1----', 'd--#', '---#', { limit: 2 });
  });

  it('API-3: a value pushed during a release waits behind those held', () => {
    const [source, state$] = [new Subject<number>(), new BehaviorSubject('disconnected')];
    const seen: number[] = [];
    source.pipe(holdUntilConnected(state$, { limit: 10 })).subscribe((value) => {
      seen.push(value);
      if (value === 1) source.next(3);
    });
    source.next(1);
    source.next(2);
    state$.next('connected');
    source.next(4);
    expect(seen).to.deep.equal([1, 2, 3, 4]);
  });

  it('API-3: a connection that is lost during a release stops it; the rest goes out on the next', () => {
    const [source, state$] = [new Subject<number>(), new BehaviorSubject('disconnected')];
    const seen: string[] = [];
    source.pipe(holdUntilConnected(state$, { limit: 10 })).subscribe((value) => {
      seen.push(`${value} in ${state$.value}`);
      if (value === 1) state$.next('reconnecting');
      if (value === 2) {
        state$.next('reconnecting');
        state$.next('connected');
      }
    });
    for (const value of [1, 2, 3]) source.next(value);
    state$.next('connected');
    expect(seen).to.deep.equal(['1 in connected']);
    state$.next('connected');
    expect(seen).to.deep.equal(['1 in connected', '2 in connected', '3 in connected']);
  });

  it('API-3: a synchronous source without end is left by take', () => {
    const seen: number[] = [];
    range(0, Infinity)
      .pipe(holdUntilConnected(of('connected'), { limit: 1 }), take(2))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([0, 1]);
  });

  it('API-3: a synchronous source without end is left when it overflows', () => {
    let error: unknown;
    range(0, Infinity)
      .pipe(holdUntilConnected(new BehaviorSubject('disconnected'), { limit: 3 }))
      .subscribe({ error: (thrown) => void (error = thrown) });
    expect(isHoldError(error) && [error.reason, error.held]).to.deep.equal(['overflow', 3]);
  });

  for (const limit of [0, -1, NaN, 1.5, '5', undefined]) {
    it(`API-3: RangeError for the limit ${String(limit)}`, () => {
      const call = () => holdUntilConnected(of('connected'), { limit: limit as number });
      expect(call).to.throw(RangeError, 'limit must be a whole number above 0 or Infinity, got');
    });
  }

  it('API-3: TypeError for an overflow that is none of the three; Infinity is a limit', () => {
    const call = () => holdUntilConnected(of('connected'), { limit: Infinity, overflow: 'explode' as never });
    expect(call).to.throw(TypeError, "overflow must be one of error, drop-oldest, drop-newest, got 'explode'");
  });
});
