import { expect } from 'chai';
import { Subject } from 'rxjs';
import { outcome, since, type Outcome } from '../../lib/connection/outcome.js';

describe('outcome', () => {
  const read = (event: string): Outcome<string> | undefined => {
    if (event === 'good') return { value: 'well' };
    return event === 'bad' ? { error: new Error('badly') } : undefined;
  };
  const scene = (act: (events$: Subject<string>) => void = () => {}) => {
    const events$ = new Subject<string>();
    const result$ = outcome(
      events$,
      read,
      () => new Error('never'),
      () => act(events$),
    );
    const heard = () => {
      const log: string[] = [];
      result$.subscribe({
        next: (value) => log.push(value),
        error: ({ message }) => log.push(message),
        complete: () => log.push('|'),
      });
      return log;
    };
    return { events$, heard };
  };

  it('CON-1: acts when called: nobody has to subscribe', () => {
    let acted = 0;
    scene(() => acted++);
    expect(acted).to.equal(1);
  });

  it('CON-1: hears the outcome that comes while it acts', () => {
    const { heard } = scene((events$) => events$.next('good'));
    expect(heard()).to.deep.equal(['well', '|']);
  });

  it('CON-1: replays one outcome, the first, to everybody, whenever they subscribe', () => {
    const { events$, heard } = scene();
    const early = heard();
    for (const event of ['nothing', 'good', 'bad']) events$.next(event);
    expect([early, heard()]).to.deep.equal([
      ['well', '|'],
      ['well', '|'],
    ]);
    expect(events$.observed).to.equal(false);
  });

  it('CON-1: an error is replayed as well, and disturbs nobody who does not ask', () => {
    const { events$, heard } = scene();
    events$.next('bad');
    expect(heard()).to.deep.equal(['badly']);
  });

  it('CON-1: when the events complete first, it was never answered', () => {
    const { events$, heard } = scene();
    events$.complete();
    expect(heard()).to.deep.equal(['never']);
  });

  it('API-9: since: the events from the one on that says what became of this very command', () => {
    const [mine, other] = [{ word: 'open' }, { word: 'open' }];
    const events$ = new Subject<{ type: string; command?: object }>();
    const seen: string[] = [];
    since(events$, mine).subscribe(({ type }) => seen.push(type));
    events$.next({ type: 'before' });
    events$.next({ type: 'command', command: other });
    events$.next({ type: 'command', command: mine });
    events$.next({ type: 'after' });
    expect(seen).to.deep.equal(['command', 'after']);
  });
});
