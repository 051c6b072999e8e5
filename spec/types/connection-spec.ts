import { expectTypeOf } from 'expect-type';
import { NEVER, of, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import type { AttemptEvent } from '../../lib/connection/attemptEvent.js';
import { createConnection, type Connection, type ConnectionChange } from '../../lib/connection/createConnection.js';
import type { ConnectionReason, ConnectionState } from '../../lib/connection/connectionTable.js';
import { holdUntilConnected } from '../../lib/connection/holdUntilConnected.js';
import type { Sent } from '../../lib/connection/sendOn.js';
import { whileConnected } from '../../lib/connection/whileConnected.js';
import type { Link, Transport } from '../../lib/link/link.js';

// Checked by the compiler (`npm run typecheck`); running it only shows that what compiles does not throw.
describe('the types of a connection', () => {
  const transport: Transport = NEVER;
  const binary: Transport<Uint8Array> = NEVER;

  it('CON-1: the states are these, and a switch over them is exhaustive', () => {
    expectTypeOf<ConnectionState>().toEqualTypeOf<
      'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'failed'
    >();
    const complete = (state: ConnectionState): number => {
      switch (state) {
        case 'disconnected':
          return 0;
        case 'connecting':
        case 'reconnecting':
          return 1;
        case 'connected':
          return 2;
        case 'failed':
          return 3;
      }
    };
    // @ts-expect-error 'failed' is missing: the end is reached without a value
    const incomplete = (state: ConnectionState): number => {
      switch (state) {
        case 'disconnected':
          return 0;
        case 'connecting':
        case 'reconnecting':
          return 1;
        case 'connected':
          return 2;
      }
    };
    void [complete, incomplete];
  });

  it('CON-1: a state narrows, and what cannot be is an error', () => {
    const narrowed = ({ state, reason }: ConnectionChange) => {
      if (state === 'failed') expectTypeOf(state).toEqualTypeOf<'failed'>();
      // @ts-expect-error there is no such state
      if (state === 'closed') return;
      // @ts-expect-error there is no such reason
      if (reason === 'BECAUSE') return;
      expectTypeOf(reason).toEqualTypeOf<ConnectionReason>();
    };
    void narrowed;
  });

  it("CON-1: the frames are the transport's", () => {
    const text = createConnection({ transport });
    expectTypeOf(text.frames$).toEqualTypeOf<Observable<string>>();
    expectTypeOf(text.send).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(text.send).returns.toEqualTypeOf<Sent>();
    const bytes = createConnection({ transport: binary, heartbeat: { every: 1_000, frame: new Uint8Array(1) } });
    expectTypeOf(bytes.frames$).toEqualTypeOf<Observable<Uint8Array>>();
    // @ts-expect-error frames are bytes here
    const wrong = () => bytes.send('text');
    void wrong;
    text.dispose();
    bytes.dispose();
  });

  it('CON-2: `accepted` is what the handshake gives', () => {
    const connection = createConnection({
      transport,
      handshake: (link) => {
        expectTypeOf(link).toEqualTypeOf<Link>();
        return of({ user: 'ada' });
      },
    });
    expectTypeOf(connection).toEqualTypeOf<Connection<string, { user: string }>>();
    expectTypeOf(connection.changes$).toEqualTypeOf<Observable<ConnectionChange<{ user: string }>>>();
    expectTypeOf<ConnectionChange<{ user: string }>['accepted']>().toEqualTypeOf<{ user: string } | undefined>();
    connection.dispose();
  });

  it('CON-2: a handshake may give anything that from() takes', () => {
    const connection = createConnection({ transport, handshake: () => Promise.resolve(5) });
    expectTypeOf(connection.changes$).toEqualTypeOf<Observable<ConnectionChange<number>>>();
    connection.dispose();
  });

  it('NET-2: an attempt event narrows by its type', () => {
    const facts = (event: AttemptEvent) => {
      switch (event.type) {
        case 'dialling':
        case 'opened':
        case 'accepted':
          return event.attempt;
        case 'closed':
          return event.code;
        case 'failed':
          return event.cause;
        case 'waiting':
          return event.nextAt;
      }
    };
    const wrong = (event: AttemptEvent): unknown =>
      // @ts-expect-error only a closed link has a code
      event.code;
    void [facts, wrong];
  });

  it('API-3: whileConnected and holdUntilConnected keep the type, and take the state$ of any profile', () => {
    const state$: Observable<ConnectionState> = NEVER;
    expectTypeOf(whileConnected<number>(state$)).toEqualTypeOf<MonoTypeOperatorFunction<number>>();
    expectTypeOf(of(1).pipe(whileConnected(state$))).toEqualTypeOf<Observable<number>>();
    expectTypeOf(of('a').pipe(holdUntilConnected(state$, { limit: 5 }))).toEqualTypeOf<Observable<string>>();
  });

  it('CON-1: what makes no sense does not compile', () => {
    const wrong = () => [
      // @ts-expect-error a transport is needed
      createConnection({}),
      // @ts-expect-error a transport is an Observable of links
      createConnection({ transport: 'ws://localhost' }),
      // @ts-expect-error a heartbeat has a frame
      createConnection({ transport, heartbeat: { every: 1_000 } }),
      // @ts-expect-error the frame is the transport's
      createConnection({ transport: binary, heartbeat: { every: 1_000, frame: 'ping' } }),
      // @ts-expect-error a threshold is ms or false
      createConnection({ transport, thresholds: { lost: true } }),
      // @ts-expect-error there is no such threshold
      createConnection({ transport, thresholds: { away: 1_000 } }),
      // @ts-expect-error there is no such deadline
      createConnection({ transport, deadlines: { join: 1_000 } }),
      // @ts-expect-error a policy returns ms or null
      createConnection({ transport, redial: () => 'soon' }),
      // @ts-expect-error these are no signals of an environment
      createConnection({ transport, signals$: of('rain') }),
      // @ts-expect-error state is not for writing
      (createConnection({ transport }).state = 'connected'),
      // @ts-expect-error a limit is needed
      holdUntilConnected(NEVER, {}),
      // @ts-expect-error there is no such overflow
      holdUntilConnected(NEVER, { limit: 1, overflow: 'block' }),
    ];
    void wrong;
  });
});
