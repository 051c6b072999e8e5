import { expect } from 'chai';
import { NEVER, Subject } from 'rxjs';
import { rtmEvents } from '../../lib/rtm/rtmEvents.js';
import type { RtmCommand, RtmEvent } from '../../lib/rtm/rtmEvent.js';
import { run } from '../../lib/testing/run.js';

describe('rtmEvents', () => {
  it('API-2: who subscribes again begins afresh, without the messages that waited before', () =>
    run(({ advance }) => {
      const commands$ = new Subject<RtmCommand>();
      const events$ = rtmEvents({ transport: NEVER, userId: 'ada' })(commands$);
      const before = events$.subscribe();
      commands$.next({ word: 'login' });
      commands$.next({ to: { user: 'bob' }, payload: '"for bob"' });
      before.unsubscribe();

      const types: RtmEvent['type'][] = [];
      events$.subscribe(({ type }) => types.push(type));
      commands$.next({ word: 'login' });
      advance(60_000);
      expect(types).to.include('change').and.not.to.include('reply');
    }));
});
