import { expectTypeOf } from 'expect-type';
import type { Observable } from 'rxjs';
import { createRtmClient, type Receipt, type RtmChange, type RtmState, type UserStatus } from '../../lib/rtm/index.js';
import type { Transport } from '../../lib/link/link.js';

type Client = ReturnType<typeof createRtmClient>;

// Checked by the compiler (`npm run typecheck`); running it only shows that what compiles does not throw.
describe('the types of messaging', () => {
  it('API-1: streams are plain Observables of what happens', () => {
    expectTypeOf<Client['state$']>().toEqualTypeOf<Observable<RtmState>>();
    expectTypeOf<Client['state']>().toEqualTypeOf<
      'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'aborted'
    >();
    expectTypeOf<Client['changes$']>().toEqualTypeOf<Observable<RtmChange>>();
    expectTypeOf<RtmChange['reason']>().extract<'LOST'>().toBeNever();
  });

  it('RTM-5: a receipt that is cached has its until, one that is received has none', () => {
    expectTypeOf<ReturnType<Client['send']>>().toEqualTypeOf<Observable<Receipt>>();
    expectTypeOf<Extract<Receipt, { outcome: 'cached' }>['until']>().toEqualTypeOf<number>();
    expectTypeOf<Extract<Receipt, { outcome: 'received' }>>().not.toHaveProperty('until');
  });

  it('RTM-13: a status is one of three', () => {
    expectTypeOf<ReturnType<Client['peerStatus']>>().toEqualTypeOf<Observable<UserStatus>>();
    expectTypeOf<UserStatus['status']>().toEqualTypeOf<'online' | 'unreachable' | 'offline'>();
  });

  it('what makes no sense does not compile', () => {
    const wrong = (transport: Transport, client: Client) => [
      // @ts-expect-error a user id is needed
      createRtmClient({ transport }),
      // @ts-expect-error a transport is needed
      createRtmClient({ userId: 'ada' }),
      // @ts-expect-error messaging has no threshold of that name
      createRtmClient({ transport, userId: 'ada', thresholds: { lost: 10_000 } }),
      // @ts-expect-error ids come as a list
      client.peerStatus('bob'),
      // @ts-expect-error attributes are strings
      client.attributes.set({ level: 7 }),
      // @ts-expect-error a state is read, not set
      (client.state = 'connected'),
    ];
    void wrong;
  });
});
