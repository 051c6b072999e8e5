import { EMPTY, Subject, filter, map, type Observable } from 'rxjs';
import { checkedNames } from '../liveness/checkedNames.js';
import type { AttemptEvent } from './attemptEvent.js';
import type { Change } from './change.js';
import { clientNames, clientSettings } from './clientSettings.js';
import { ConnectError } from './connectError.js';
import { connection } from './connection.js';
import type { ConnectionConfig } from './connectionConfig.js';
import { connectionProfile } from './connectionProfile.js';
import type { ConnectionReason, ConnectionState, ConnectionWord } from './connectionTable.js';
import { follow } from './follow.js';
import type { Command, ConnectionEvent } from './machine.js';
import { outcome, since, type Outcome } from './outcome.js';
import { sendOn, type Sent } from './sendOn.js';
import { ascending } from './ascending.js';
import { idleAfter } from './idleAfter.js';
import { StateError } from './stateError.js';

/** What happens in the life of a {@link Connection}, in order (SPEC API-2). */
export type ConnectionEvents<F, A> = ConnectionEvent<F, A, ConnectionState, ConnectionReason, ConnectionWord>;
/** A change of a {@link Connection}, with what its handshake answered. */
export type ConnectionChange<A = unknown> = Change<ConnectionState, ConnectionReason, A>;

/** A connection to any server; see {@link createConnection}. */
export interface Connection<F = string, A = unknown> {
  /** Where the connection is, now. */
  readonly state: ConnectionState;
  /** Replays the present state, is distinct, never errors, completes on `dispose()`. */
  readonly state$: Observable<ConnectionState>;
  /** Each change of state, with its reason. */
  readonly changes$: Observable<ConnectionChange<A>>;
  /** Once per outage: nothing was heard for `thresholds.lost`. The state does not change. */
  readonly lost$: Observable<{ readonly silentFor: number; readonly at: number }>;
  /** Every frame of accepted links: one stream across all of them. Hot. */
  readonly frames$: Observable<F>;
  /** What becomes of every attempt to have a link. */
  readonly attempts$: Observable<AttemptEvent>;
  /**
   * Begins to connect. The result is the change to `connected`; or a `ConnectError` when it came to nothing, a
   * `StateError` when not disconnected. Acts when called.
   */
  open(): Observable<ConnectionChange<A>>;
  /** Hangs up and stops dialling. When disconnected, nothing. Acts when called; the result completes. */
  close(): Observable<never>;
  /** Hands a frame to the accepted link, now or not at all. Throws a `TypeError` for what that link can't carry. */
  send(frame: F): Sent;
  /** Dials now instead of waiting, beside the present link if there is one. When not open, nothing. */
  reconnect(): void;
  /** `close()`, then every stream completes. The connection can't be opened again. */
  dispose(): void;
}

/**
 * Keeps a connection over any transport to any server, and says at any moment whether it is one (SPEC CON).
 *
 * The state follows silence, not sockets: a link that breaks and is replaced within `thresholds.interrupted` is never
 * seen. Nothing is dialled before `open()`.
 *
 * A server that says nothing by itself and answers nothing cannot be judged by silence: give it a `heartbeat` that it
 * answers, or switch the thresholds off (`{ interrupted: false, lost: false }`); then only the end of a link is
 * noticed, and it is replaced unseen.
 *
 * ```ts
 * import { createConnection } from 'rx-lifeline';
 * import { webSocketTransport } from 'rx-lifeline/websocket';
 * import { WebSocket } from 'ws';
 *
 * const connection = createConnection({
 *   transport: webSocketTransport({ url: 'ws://127.0.0.1:8080', WebSocket }),
 *   heartbeat: { every: 1_000, frame: 'ping' },
 * });
 * connection.changes$.subscribe(({ state, reason }) => console.log(state, reason));
 * connection.open();
 * setTimeout(() => connection.dispose(), 200); // nothing keeps the process any more
 * ```
 *
 * @throws TypeError, RangeError that names the option and the value.
 */
export function createConnection<F = string, A = unknown>(config: ConnectionConfig<F, A>): Connection<F, A> {
  const commands = new Subject<Command<ConnectionWord>>();
  const { events$, state$, state, link } = follow<ConnectionEvents<F, A>, F, ConnectionState>(
    connectionEvents(config)(commands),
    'disconnected',
  );
  const only = <T extends ConnectionEvents<F, A>['type']>(type: T) =>
    events$.pipe(filter((event): event is Extract<ConnectionEvents<F, A>, { type: T }> => event.type === type));
  const close = () => {
    commands.next({ word: 'close' });
    return EMPTY;
  };
  return {
    get state() {
      return state();
    },
    state$,
    changes$: only('change').pipe(map(({ change }) => change)),
    lost$: only('lost').pipe(map(({ silentFor, at }) => ({ silentFor, at }))),
    frames$: only('frame').pipe(map(({ frame }) => frame)),
    attempts$: only('attempt').pipe(map(({ attempt }) => attempt)),
    open() {
      const command: Command<ConnectionWord> = { word: 'open' };
      return outcome(
        since(events$, command),
        connectedIn<F, A>,
        () => new StateError('open', 'disposed'),
        () => commands.next(command),
      );
    },
    close,
    send: (frame) => sendOn(link(), frame),
    reconnect: () => commands.next({ word: 'dial' }),
    dispose() {
      commands.next({ word: 'close' });
      commands.complete();
    },
  };
}

/**
 * The pure function underneath a {@link Connection}: commands in, events out (SPEC API-2).
 *
 * ```ts
 * import { connectionEvents } from 'rx-lifeline';
 * import { NEVER, of } from 'rxjs';
 *
 * of({ word: 'open' } as const, { word: 'close' } as const)
 *   .pipe(connectionEvents({ transport: NEVER }))
 *   .subscribe((event) => {
 *     if (event.type === 'change') console.log(event.change.state); // 'connecting', 'disconnected'
 *   });
 * ```
 */
export function connectionEvents<F = string, A = unknown>(
  config: ConnectionConfig<F, A>,
): (commands$: Observable<Command<ConnectionWord>>) => Observable<ConnectionEvents<F, A>> {
  checkedNames(config, ['handshake', 'heartbeat', 'thresholds', ...clientNames], 'createConnection: config');
  const { interrupted, lost, giveUp } = ascending(
    config.thresholds,
    { interrupted: 4_000, lost: 10_000, giveUp: 1_200_000 },
    'createConnection',
  );
  return connection(connectionProfile(config), {
    ...clientSettings(config, 'createConnection'),
    silences: { interrupted, lost, idle: idleAfter(interrupted, lost) },
    patience: { connecting: giveUp, reconnecting: giveUp },
  });
}

function connectedIn<F, A>(event: ConnectionEvents<F, A>): Outcome<ConnectionChange<A>> | undefined {
  if (event.type === 'command' && !event.taken) return { error: new StateError('open', event.state) };
  if (event.type !== 'change') return undefined;
  const { state, reason, cause } = event.change;
  if (state === 'connected') return { value: event.change };
  return state === 'connecting' ? undefined : { error: new ConnectError(state, reason, cause) };
}
