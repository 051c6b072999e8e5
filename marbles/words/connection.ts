import { filter, first, map, NEVER, of, Subscription, type Observable } from 'rxjs';
import { createConnection, type Connection } from '../../lib/connection/createConnection.js';
import type { EnvironmentSignal } from '../../lib/link/environment.js';
import type { Link } from '../../lib/link/link.js';
import type { Word } from '../../lib/testing/score/word.js';
import { lanesOf, stepOf, type Tell } from './lanes.js';
import { laneTransport } from './laneTransport.js';
import { count, defined, duration, readOptions, text } from './options.js';

const readers = {
  ...{ interrupted: duration, lost: duration, giveUp: duration },
  ...{ dial: duration, accept: duration, heartbeat: duration },
  ...{ handshake: text, chance: count },
};

/**
 * `createConnection` on a transport made by hand.
 *
 * Given, by `where o = open`: `do` (`open`, `close`, `reconnect`, `send`), `link` (see {@link laneTransport}),
 * `signals`. Expected: `state` (with its reason), `lost`, `heard`, `sent`, `attempts` (see {@link stepOf}), `dials`
 * (`dial` each).
 *
 * Options: `interrupted`, `lost`, `giveUp` (silences), `dial`, `accept` (deadlines), `heartbeat` (how often it sends
 * `ping`), `handshake` (the frame for which it waits; `open`: every open link is accepted), `chance` (what the jitter
 * draws, 0 unless told; 1 is the edge that a draw never reaches).
 */
export const connection: Word = ({ given, has, options }) => {
  const read = readOptions(options, readers);
  const commands$ = given('do');
  const lane$ = given('link');
  const signals$ = has('signals') ? (given('signals') as Observable<EnvironmentSignal>) : NEVER;

  const play = (tell: Tell): Subscription => {
    const { interrupted, lost, giveUp, dial, accept, heartbeat: every, handshake, chance = 0 } = read;
    const client = createConnection({
      transport: laneTransport(lane$, (frame) => tell('sent', frame)),
      thresholds: defined({ interrupted, lost, giveUp }),
      deadlines: defined({ dial, accept }),
      ...(every !== undefined && { heartbeat: { every, frame: 'ping' } }),
      ...(handshake !== undefined && { handshake: waitFor(handshake) }),
      random: () => chance,
      signals$,
    });
    const playing = new Subscription(() => client.dispose());
    for (const lane of hear(client, tell)) playing.add(lane);
    playing.add(commands$.subscribe((command) => act(client, command)));
    return playing;
  };
  return lanesOf(['state', 'lost', 'heard', 'sent', 'attempts', 'dials'], play);
};

const waitFor =
  (awaited: string) =>
  ({ frames$ }: Link): Observable<string> =>
    awaited === 'open' ? of(awaited) : frames$.pipe(first((frame) => frame === awaited));

function hear({ changes$, lost$, frames$, attempts$ }: Connection, tell: Tell): Subscription[] {
  return [
    changes$.subscribe(({ state, reason }) => tell('state', `${state} ${reason}`)),
    lost$.subscribe(() => tell('lost', 'lost')),
    frames$.subscribe((frame) => tell('heard', frame)),
    attempts$
      .pipe(
        map(stepOf),
        filter((step) => step !== undefined),
      )
      .subscribe((step) => tell('attempts', step)),
    attempts$.pipe(filter(({ type }) => type === 'dialling')).subscribe(() => tell('dials', 'dial')),
  ];
}

function act(client: Connection, command: string): void {
  switch (command) {
    case 'open':
      client.open().subscribe({ error: () => undefined });
      return;
    case 'close':
      client.close();
      return;
    case 'reconnect':
      return client.reconnect();
    case 'send':
      client.send('hello');
      return;
    default:
      throw new Error(`'${command}' is nothing that a connection does: open, close, reconnect, send`);
  }
}
