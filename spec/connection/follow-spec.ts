import { expect } from 'chai';
import { Subject } from 'rxjs';
import type { Change } from '../../lib/connection/change.js';
import { follow } from '../../lib/connection/follow.js';
import type { Link } from '../../lib/link/link.js';

interface Event {
  readonly type: string;
  readonly change?: Change<'off' | 'on'>;
  readonly link?: Link | null;
}

describe('follow', () => {
  const changed = (state: 'off' | 'on'): Event => ({
    type: 'change',
    change: { state, previous: 'off', reason: 'X', at: 0, silentFor: 0 },
  });
  const scene = () => {
    const source = new Subject<Event>();
    const followed = follow<Event, string, 'off' | 'on'>(source, 'off');
    const log: string[] = [];
    followed.events$.subscribe({
      next: ({ type }) => log.push(`${type} in ${followed.state()}`),
      error: (error) => log.push(`events# ${error}`),
      complete: () => log.push('events|'),
    });
    followed.state$.subscribe({
      next: (state) => log.push(state),
      error: () => log.push('state#'),
      complete: () => log.push('state|'),
    });
    return { source, log, ...followed };
  };

  it('API-1: state$ begins with the first state, and follows the changes', () => {
    const { source, log } = scene();
    source.next(changed('on'));
    source.next({ type: 'frame' });
    expect(log).to.deep.equal(['off', 'on', 'change in on', 'frame in on']);
  });

  it('API-1: listens at once, so that a state is known that nobody has asked for', () => {
    const source = new Subject<Event>();
    const { state } = follow<Event, string, 'off' | 'on'>(source, 'off');
    source.next(changed('on'));
    expect(state()).to.equal('on');
  });

  it('CON-1: knows the link that was told last', () => {
    const { source, link } = scene();
    const first = { frames$: source, buffered: 0, send() {}, close() {} } as unknown as Link;
    expect(link()).to.equal(null);
    source.next({ type: 'link', link: first });
    source.next({ type: 'frame' });
    expect(link()).to.equal(first);
    source.next({ type: 'link', link: null });
    expect(link()).to.equal(null);
  });

  it('API-1: all complete together', () => {
    const { source, log } = scene();
    source.complete();
    expect(log).to.deep.equal(['off', 'state|', 'events|']);
  });

  it('API-1: state$ never errors', () => {
    const { source, log } = scene();
    source.error(new Error('broken'));
    expect(log).to.deep.equal(['off', 'state|', 'events# Error: broken']);
  });
});
