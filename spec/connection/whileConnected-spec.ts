import { expect } from 'chai';
import { BehaviorSubject, Subject, of } from 'rxjs';
import { whileConnected } from '../../lib/connection/whileConnected.js';
import { obeysTheLaws } from '../laws/laws.js';
import { stock } from '../liveness/virtual.js';

describe('whileConnected', () => {
  obeysTheLaws('whileConnected', () => whileConnected(new BehaviorSubject('connected')));

  const states = { d: 'disconnected', i: 'connecting', c: 'connected', r: 'reconnecting', f: 'failed' };

  it('API-3: subscribes to the source while connected, afresh each time', () => {
    stock(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const source = cold('   -1-2-3-4-5');
      const state$ = hot('    d-i-c---r-----c---f--', states);
      const expected = '      -----1-2-------1-2---';
      const subscriptions = ['----^---!', '--------------^---!'];
      expectObservable(source.pipe(whileConnected(state$))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subscriptions);
    });
  });

  it('API-3: a state that is told twice does not subscribe twice', () => {
    stock(({ cold, hot, expectObservable }) => {
      const source = cold('-1-2-3');
      const state$ = hot(' c-c-d', states);
      expectObservable(source.pipe(whileConnected(state$))).toBe('-1-2---');
    });
  });

  it('API-3: completes when the source does', () => {
    stock(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const source = cold('-1-|');
      const state$ = hot(' c------d', states);
      expectObservable(source.pipe(whileConnected(state$))).toBe('-1-|');
      expectSubscriptions(state$.subscriptions).toBe('^--!');
    });
  });

  it('API-3: completes when state$ does, connected or not', () => {
    stock(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const source = cold('-1-2-3-4');
      expectObservable(source.pipe(whileConnected(hot('c---|', states)))).toBe('-1-2|');
      expectObservable(source.pipe(whileConnected(hot('d---|', states)))).toBe('----|');
      expectSubscriptions(source.subscriptions).toBe('^---!');
    });
  });

  it('API-3: errors of either pass', () => {
    stock(({ cold, hot, expectObservable }) => {
      expectObservable(cold('-1-#').pipe(whileConnected(hot('c------', states)))).toBe('-1-#');
      expectObservable(cold('-1---').pipe(whileConnected(hot('c--#', states)))).toBe('-1-#');
    });
  });

  it('API-3: a source that ends at once does not end before its values', () => {
    const seen: unknown[] = [];
    of(1, 2)
      .pipe(whileConnected(of('connected')))
      .subscribe({ next: (value) => seen.push(value), complete: () => seen.push('|') });
    expect(seen).to.deep.equal([1, 2, '|']);
  });

  it('API-3: a consumer that disconnects inside of its handler gets nothing more', () => {
    const state$ = new BehaviorSubject('connected');
    const source = new Subject<number>();
    const seen: number[] = [];
    source.pipe(whileConnected(state$)).subscribe((value) => {
      seen.push(value);
      state$.next('reconnecting');
    });
    source.next(1);
    source.next(2);
    expect(seen).to.deep.equal([1]);
    expect(source.observed).to.equal(false);
  });
});
