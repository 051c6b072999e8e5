import { defer, tap } from 'rxjs';
import { userOfKey } from '../authentication.js';
import type { Engine, Published } from '../engine.js';
import { payload, payloadWith, type Payload } from '../payload.js';
import type { Session } from '../sessions.js';
import type { Perform } from './perform.js';
import { reading } from './reading.js';

/** What the members of channels that are on this hub are told. */
export interface Feeds {
  /** From the message after `seq` on, once it is woken; it knows that the channel has `count` members. */
  enter(session: Session, channel: string, at: { readonly seq: number; readonly count: number }): void;
  exit(session: Session, channel: string): void;
  /** Out of all channels. */
  leave(session: Session): void;
  has(session: Session, channel: string): boolean;
  /** Whether anybody on this hub is in it. */
  knows(channel: string): boolean;
  /** There are new messages. */
  wake(channel: string): void;
  /** To all but the user `key`. */
  tell(channel: string, frame: Payload, key?: string): void;
  /** To those who do not know it; whether there was one. */
  tellCount(channel: string, count: number): boolean;
}

interface Seat {
  /** The number of the last message that was said or is its own. */
  seq: number;
  /** The number of members that it was told. */
  count: number;
}
interface Feed {
  readonly seats: Map<Session, Seat>;
  /** How far the channel was read. */
  seq: number;
  readonly wake: () => void;
}

/** Each message is read and encoded once, for however many members. */
export function createFeeds(engine: Pick<Engine, 'published'>, perform: Perform): Feeds {
  const feeds = new Map<string, Feed>();
  const entered = new Map<Session, Set<string>>();

  const spread = ({ seats }: Feed, channel: string, message: Published): void => {
    let frame: Payload | undefined;
    for (const [session, seat] of seats) {
      if (seat.seq >= message.seq) continue;
      seat.seq = message.seq;
      if (session.key !== message.from) session.line?.say((frame ??= channelMessage(channel, message, false)));
    }
  };

  const create = (channel: string, seq: number): Feed => {
    const read = () =>
      defer(() => engine.published(channel, feed.seq)).pipe(
        tap((messages) => {
          for (const message of messages) {
            feed.seq = message.seq;
            spread(feed, channel, message);
          }
        }),
      );
    const feed: Feed = { seats: new Map(), seq, wake: reading(read, perform) };
    feeds.set(channel, feed);
    return feed;
  };

  const exit = (session: Session, channel: string): void => {
    const seats = feeds.get(channel)?.seats;
    seats?.delete(session);
    if (seats?.size === 0) feeds.delete(channel);
    const mine = entered.get(session);
    mine?.delete(channel);
    if (mine?.size === 0) entered.delete(session);
  };

  return {
    enter(session, channel, { seq, count }) {
      const feed = feeds.get(channel) ?? create(channel, seq);
      feed.seats.set(session, { seq, count });
      entered.set(session, (entered.get(session) ?? new Set()).add(channel));
      feed.seq = Math.min(feed.seq, seq);
    },
    exit,
    leave(session) {
      for (const channel of [...(entered.get(session) ?? [])]) exit(session, channel);
    },
    has: (session, channel) => feeds.get(channel)?.seats.has(session) ?? false,
    knows: (channel) => feeds.has(channel),
    wake: (channel) => feeds.get(channel)?.wake(),
    tell(channel, frame, key) {
      for (const session of feeds.get(channel)?.seats.keys() ?? []) if (session.key !== key) session.line?.say(frame);
    },
    tellCount(channel, count) {
      const frame = payload({ t: 'memberCount', channel, count });
      let told = false;
      for (const [session, seat] of feeds.get(channel)?.seats ?? []) {
        if (seat.count === count) continue;
        seat.count = count;
        session.line?.say(frame);
        told = true;
      }
      return told;
    },
  };
}

export const channelMessage = (channel: string, message: Published, backfilled: boolean): Payload => {
  const { seq, message: id, from, payload: json, sentAt } = message;
  return payloadWith(
    { t: 'channelMessage', channel, seq, message: id, from: userOfKey(from), sentAt, backfilled },
    json,
  );
};
