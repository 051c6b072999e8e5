import { createConnection } from 'rx-lifeline';
import { distinctUntilChanged, map } from 'rxjs';

/** The connection of the application. */
export const connect = (transport) =>
  createConnection({
    transport,
    heartbeat: { every: 1_000, frame: 'ping' },
    thresholds: { interrupted: 4_000 },
  });

/** What the banner says. */
export const banner = (state$) =>
  state$.pipe(
    map((state) => (state === 'reconnecting' ? 'Reconnecting' : 'Hidden')),
    distinctUntilChanged(),
  );
