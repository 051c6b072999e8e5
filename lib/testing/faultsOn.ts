import { mustBe } from '../link/mustBe.js';
import type { Direction, Faults, Side } from './fault.js';
import type { Connection, Delay, Site } from './site.js';

export interface FaultsOnConfig {
  readonly sites: () => readonly Site[];
  readonly now: () => number;
  /** How much longer than the outage frames are withheld, in ms. */
  readonly retransmission: Delay;
}

const atOnce: Delay = () => 0;
const sides = (side: Side | 'both'): Side[] => (side === 'both' ? ['client', 'hub'] : [side]);
const directions = (direction: Direction | 'both'): Direction[] =>
  direction === 'both' ? ['up', 'down'] : [direction];

/** A `RangeError` that names `what` unless `ms` is a time of 0 or more; a `TypeError` unless it is a number. */
export function checkTime(what: string, ms: number): number {
  mustBe(typeof ms === 'number', what, 'a number of ms', ms);
  if (!(ms >= 0 && ms < Infinity)) throw new RangeError(`${what} must be a time in ms, 0 or more, not ${ms}`);
  return ms;
}

/** The faults of some sites: each sets a condition there, or does something to the connections. */
export function faultsOn({ sites, now, retransmission }: FaultsOnConfig): Faults {
  const onConnections = (act: (connection: Connection) => void) => {
    for (const site of sites()) for (const connection of [...site.connections]) act(connection);
  };
  const change = (set: (site: Site) => void, delayAt: (site: Site) => Delay = () => atOnce) => {
    for (const site of sites()) {
      const delay = delayAt(site);
      set(site);
      for (const connection of site.connections) connection.update(delay);
    }
  };
  /** A network that lost frames sends them again; a process that was stopped has them waiting. */
  const afterLoss = ({ stalled, dials }: Site) => (stalled.size > 0 || dials === 'swallowed' ? retransmission : atOnce);

  return {
    stall: (direction = 'both') => change(({ stalled }) => directions(direction).forEach((way) => stalled.add(way))),
    freeze: (side) => change(({ frozen }) => frozen.add(side)),
    thaw: () => change(({ frozen }) => frozen.clear()),
    refuse: () => change((site) => (site.dials = 'refused')),
    swallow: () => change((site) => (site.dials = 'swallowed')),
    mute: () => change((site) => (site.dials = 'mute')),
    heal: () => change(clear, afterLoss),
    cut: (side = 'both') => onConnections((c) => sides(side).forEach((one) => c.fail(one, 'cut'))),
    reset: () => onConnections((c) => sides('both').forEach((one) => c.tell(one, 'reset'))),
    restart(ms) {
      const until = now() + checkTime('restart', ms);
      change((site) => (site.downUntil = until));
      onConnections((c) => {
        c.tell('client', 'restart');
        c.fail('hub', 'restart');
      });
    },
    latency: (ms) => change((site) => (site.latency = checkTime('latency', ms))),
  };
}

const clear = (site: Site) => {
  site.stalled.clear();
  site.frozen.clear();
  site.dials = 'answered';
};
