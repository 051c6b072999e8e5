import type { ChannelArrival } from '../arrival.js';
import type { Line } from '../line.js';
import { payload } from '../payload.js';
import { continuity } from './continuity.js';
import { channelMessage } from './feeds.js';

/** Tells a user that is back what it missed in a channel: the messages, the report, how many are in it (SPEC RTM-16). */
export function sayMissed(line: Line, { channel, seq, count, backfill }: ChannelArrival): void {
  if (backfill) {
    const { messages, missed } = backfill;
    for (const message of messages) line.replay(channelMessage(channel, message, true));
    line.replay(continuity(channel, { replayed: messages.length, missed, seq }));
  }
  line.say(payload({ t: 'memberCount', channel, count }));
}
