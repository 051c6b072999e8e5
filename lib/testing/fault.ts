/** Which way frames go: `up` from client to hub, `down` from hub to client. */
export type Direction = 'up' | 'down';
/** An end of a link. */
export type Side = 'client' | 'hub';

/** What can happen to a network; each may be had for one site, or for all sites, those yet to come included. */
export interface Faults {
  /** A hole: frames of a direction (default: both) are withheld until `heal`, and dials wait. */
  stall(direction?: Direction | 'both'): void;
  /** The process of a side is stopped: what it is sent, and what it sends, waits for `thaw`. Its timers run on here. */
  freeze(side: Side): void;
  /** Ends `freeze`: what waited is delivered at once. */
  thaw(): void;
  /** Dials fail with a `LinkError`, reason `refused`. */
  refuse(): void;
  /** Dials get no answer, as behind a firewall that drops; they go on at `heal`. */
  swallow(): void;
  /** Dials open at the client, but the hub never sees the link: accepted, then silent. */
  mute(): void;
  /** Ends every condition above; after a stall, what was withheld takes `retransmission` longer. */
  heal(): void;
  /** The links end at once with an error, on both sides or on one (half-open: the other side is not told). */
  cut(side?: Side | 'both'): void;
  /** Both sides are told that the link is gone, one latency later and behind what is on its way. */
  reset(): void;
  /** The hub dies: its ends fail at once, the clients are told, and dials are refused for `ms`. */
  restart(ms: number): void;
  /** One-way delay from now on; what is on its way stays ahead of what is sent later. */
  latency(ms: number): void;
}

/** A fault by name, for a lane of a score or a stream: `'stall down'`, `'latency 200'`. */
export type Fault =
  | 'stall'
  | `stall ${Direction | 'both'}`
  | `freeze ${Side}`
  | 'thaw'
  | 'refuse'
  | 'swallow'
  | 'mute'
  | 'heal'
  | 'cut'
  | `cut ${Side | 'both'}`
  | 'reset'
  | `restart ${number}`
  | `latency ${number}`;

const names: Record<keyof Faults, readonly string[] | 'ms'> = {
  stall: ['', 'up', 'down', 'both'],
  freeze: ['client', 'hub'],
  thaw: [''],
  refuse: [''],
  swallow: [''],
  mute: [''],
  heal: [''],
  cut: ['', 'client', 'hub', 'both'],
  reset: [''],
  restart: 'ms',
  latency: 'ms',
};

const isName = (name: string): name is keyof Faults => Object.hasOwn(names, name);
const isTime = (text: string) => text !== '' && Number(text) >= 0 && Number(text) < Infinity;

/**
 * Reads a fault; the result lets it happen. A fault that there is not is a `RangeError` that names it.
 *
 * ```ts
 * import { readFault, virtualNetwork } from 'rx-lifeline/testing';
 *
 * const network = virtualNetwork();
 * const happen = readFault('latency 200');
 * happen(network.site('ada')); // as network.site('ada').latency(200)
 * ```
 */
export function readFault(fault: Fault): (faults: Faults) => void {
  const [name = '', argument = ''] = fault.split(' ');
  const known = isName(name) && (names[name] === 'ms' ? isTime(argument) : names[name].includes(argument));
  if (!known) throw new RangeError(`there is no fault '${fault}'`);
  const value = names[name] === 'ms' ? Number(argument) : argument || undefined;
  return (faults) => (faults[name] as (value?: string | number) => void)(value);
}
