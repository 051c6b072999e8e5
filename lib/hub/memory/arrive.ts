import type { Arrival, ChannelArrival, Positions } from '../arrival.js';
import { enterChannel, exitChannel } from './channelOperations.js';
import { createMailbox } from './mailbox.js';
import type { Member, Store } from './store.js';

/** A user logs in: what it missed since the positions that it names (SPEC RTM-9 to RTM-12). */
export function arrive(store: Store, member: Member, { epoch, inbox, channels: named, requests }: Positions): Arrival {
  const { limits, mailboxes, channels, wake, now } = store;
  const { key } = member.fence;
  /** Positions of another memory say nothing: all that is here is new to who names them. */
  const strange = epoch !== undefined && epoch !== store.epoch;

  const inboxArrival = (): Arrival['inbox'] => {
    const mailbox = mailboxes.get(key) ?? createMailbox(limits, now);
    mailboxes.set(key, mailbox);
    const known = epoch === store.epoch;
    if (known) {
      mailbox.acknowledge(inbox);
      mailbox.forget(inbox);
      wake.note({ type: 'acknowledged', key, seq: inbox });
    }
    const { head, acknowledged: after } = mailbox;
    return { after, head, missed: strange ? null : mailbox.expiredAfter(known ? inbox : after) };
  };

  const channelArrival = (name: string, position: number | null): ChannelArrival[] => {
    if (position === null && !member.channels.has(name)) return [];
    enterChannel(store, member, name, requests ?? 0);
    const channel = channels.find(name)!;
    const now = { channel: name, seq: channel.seq, count: channel.members.size };
    if (position === null) return [now];
    const { messages, missed } = channel.backfill(key, strange ? 0 : position);
    return [{ ...now, backfill: { messages, missed: strange ? null : missed } }];
  };

  const isLater = (request = 0) => request > (requests ?? Infinity);
  const wanted = named.filter(([name]) => !isLater(member.left?.get(name)));
  const stay = new Set(wanted.map(([name]) => name));
  if (wanted.length === named.length) member.left = undefined;
  for (const name of channels.of(key)) {
    if (!stay.has(name) && !isLater(member.channels.get(name))) exitChannel(store, member, name);
  }
  return {
    epoch: store.epoch,
    inbox: inboxArrival(),
    channels: wanted.flatMap(([name, position]) => channelArrival(name, position)),
  };
}
