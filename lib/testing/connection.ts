import type { SchedulerLike } from 'rxjs';
import type { Link } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import type { Direction, Side } from './fault.js';
import { type LinkEnd, linkEnd, type Parcel } from './linkEnd.js';
import { type Pipe, pipe } from './pipe.js';
import type { Connection, Site } from './site.js';

/** What a network does with one connection. */
export interface ConnectionConfig {
  readonly site: Site;
  readonly scheduler: SchedulerLike;
  /** Draws the one-way delay of a frame, in ms. */
  readonly latency: () => number;
  readonly note: (side: Side, what: NetworkEventKind, about?: Parcel) => void;
}

/** What can happen to a link and its frames; `ignored`: came after the link had ended there. */
export type NetworkEventKind = 'dialled' | 'opened' | 'sent' | 'delivered' | 'ignored' | 'closed' | 'failed';

const lost = (reason: string) => new LinkError({ code: 1006, reason });

/** A dial under way: needs both directions, and takes one latency. */
export function dialling(
  { site, scheduler, latency, note }: ConnectionConfig,
  { answer, fail }: { readonly answer: () => void; readonly fail: (error: LinkError) => void },
): Connection {
  const handshake = pipe<'dial'>(answer, scheduler);
  const refuse = (reason: string) => {
    const end = lost(reason);
    note('client', 'failed', { end });
    fail(end);
  };
  const connection: Connection = {
    update: (delay) =>
      site.stalled.size + site.frozen.size > 0 || site.dials === 'swallowed'
        ? handshake.hold()
        : handshake.release(delay),
    fail: (side, reason) => side === 'client' && refuse(reason),
    tell: () => undefined,
    hangUp: () => handshake.clear(),
    live: () => false,
  };
  note('client', 'dialled');
  handshake.push('dial', latency());
  connection.update(() => 0);
  return connection;
}

/** An open connection: two ends, and a pipe to each. */
export function established(
  { site, scheduler, latency, note }: ConnectionConfig,
  onEnd: (side: Side, error?: LinkError) => void,
): Connection & { readonly client: Link; readonly hub: Link } {
  const end = (side: Side): LinkEnd =>
    linkEnd({
      side: side === 'client' ? 'client' : 'server',
      send: (parcel) => {
        if ('frame' in parcel) note(side, 'sent', parcel);
        outOf[side].push(parcel, latency());
      },
      withheld: () => outOf[side].withheld(),
      onEnd: (error) => {
        note(side, error ? 'failed' : 'closed', error && { end: error });
        if (!live()) for (const way of [up, down]) way.clear();
        onEnd(side, error);
      },
    });
  const into = (side: Side): Pipe<Parcel> =>
    pipe((parcel) => {
      if (!ends[side].live()) return note(side, 'ignored', parcel);
      if ('frame' in parcel) note(side, 'delivered', parcel);
      ends[side].receive(parcel);
    }, scheduler);
  const up = into('hub');
  const down = into('client');
  const outOf: Record<Side, Pipe<Parcel>> = { client: up, hub: down };
  const ends: Record<Side, LinkEnd> = { client: end('client'), hub: end('hub') };
  const live = () => ends.client.live() || ends.hub.live();
  const directions: [Direction, Pipe<Parcel>][] = [
    ['up', up],
    ['down', down],
  ];

  return {
    client: ends.client.link,
    hub: ends.hub.link,
    update(delay) {
      for (const [direction, way] of directions) {
        if (site.frozen.size > 0 || site.stalled.has(direction)) way.hold();
        else way.release(delay);
      }
    },
    fail: (side, reason) => ends[side].fail(lost(reason)),
    tell: (side, reason) => (side === 'hub' ? up : down).push({ end: lost(reason) }, latency()),
    hangUp: () => ends.client.link.close(1000),
    live,
  };
}
