const { createConnection } = require('rx-lifeline');
const { distinctUntilChanged, map } = require('rxjs');

/** The connection of the application. */
const connect = (transport) =>
  createConnection({
    transport,
    heartbeat: { every: 1_000, frame: 'ping' },
    thresholds: { interrupted: 4_000 },
  });

/** What the banner says. */
const banner = (state$) =>
  state$.pipe(
    map((state) => (state === 'reconnecting' ? 'Reconnecting' : 'Hidden')),
    distinctUntilChanged(),
  );

module.exports = { banner, connect };
