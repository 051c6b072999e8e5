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
  ...{ dial: duration, accept: duration, every: duration },
  ...{ yes: text, chance: count },
};

/**
 * `createConnection` on a transport made by hand.
 *
 * Given: `do` (`o` open, `x` close, `r` reconnect, `s` send), `link` (see {@link laneTransport}), `signals`.
 * Expected: `state` (with its reason), `lost`, `heard`, `sent`, `attempts` (see {@link stepOf}), `dials` (`d` each).
 *
 * Options: `interrupted`, `lost`, `giveUp` (silences), `dial`, `accept` (deadlines), `every` (a heartbeat, the frame
 * `p`), `yes` (the frame that a handshake waits for; `o`: every open link is accepted), `chance` (what the jitter
 * draws, 0 unless told; 1 is the edge that a draw never reaches).
 */
export const connection: Word = ({ given, has, options }) => {
  const read = readOptions(options, readers);
  const commands$ = given('do');
  const lane$ = given('link');
  const signals$ = has('signals') ? (given('signals') as Observable<EnvironmentSignal>) : NEVER;

  const play = (tell: Tell): Subscription => {
    const { interrupted, lost, giveUp, dial, accept, every, yes, chance = 0 } = read;
    const client = createConnection({
      transport: laneTransport(lane$, (frame) => tell('sent', frame)),
      thresholds: defined({ interrupted, lost, giveUp }),
      deadlines: defined({ dial, accept }),
      ...(every !== undefined && { heartbeat: { every, frame: 'p' } }),
      ...(yes !== undefined && { handshake: waitFor(yes) }),
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
  (yes: string) =>
  ({ frames$ }: Link): Observable<string> =>
    yes === 'o' ? of(yes) : frames$.pipe(first((frame) => frame === yes));

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
    attempts$.pipe(filter(({ type }) => type === 'dialling')).subscribe(() => tell('dials', 'd')),
  ];
}

function act(client: Connection, command: string): void {
  switch (command) {
    case 'o':
      client.open().subscribe({ error: () => undefined });
      return;
    case 'x':
      client.close();
      return;
    case 'r':
      return client.reconnect();
    case 's':
      client.send('s');
      return;
    default:
      throw new Error(`'${command}' is nothing that a connection does: o open, x close, r reconnect, s send`);
  }
}
