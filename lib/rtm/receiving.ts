import { set } from './asking.js';
import { filled, received, type Inbox, type Report } from './inbox.js';
import type { ContinuityReport } from './rtmEvent.js';
import type { RtmMachine, RtmTurn } from './rtmMachine.js';

interface MessageFrame {
  readonly seq: number;
  readonly message: string;
  readonly from: string;
  readonly payload: unknown;
  readonly sentAt: number;
  readonly backfilled: boolean;
}

/** A message to this user: told once, acknowledged each time. */
export function hearMessage(turn: RtmTurn, frame: MessageFrame): void {
  turn.frames.push({ t: 'received', seq: frame.seq });
  const before = turn.machine.inbox;
  const inbox = received(before, frame);
  set(turn, { inbox });
  if (inbox.delivered > before.delivered) turn.events.push({ type: 'message', ...messageIn(frame) });
}

/** A message in a channel. */
export function hearChannelMessage(turn: RtmTurn, frame: MessageFrame & { readonly channel: string }): void {
  const { channel } = frame;
  const before = streamOf(turn.machine, channel);
  if (!before) return;
  const inbox = received(before, frame);
  keep(turn, channel, inbox);
  if (inbox.delivered > before.delivered) turn.events.push({ type: 'channelMessage', channel, ...messageIn(frame) });
}

/** The end of a back-fill. It is told after a reconnect, and whenever something is missing (SPEC RTM-12). */
export function hearContinuity(turn: RtmTurn, frame: Report & { readonly channel: string | null }): void {
  const { channel } = frame;
  const before = streamOf(turn.machine, channel);
  if (!before) return;
  const { inbox, replayed, missed } = filled(before, frame);
  keep(turn, channel, inbox);
  if (turn.machine.returned && (missed !== 0 || turn.machine.owed.has(channel))) {
    tell(turn, {
      channel,
      continuity: missed === null ? 'unknown' : missed > 0 ? 'gap' : 'complete',
      replayed,
      missed,
    });
  }
}

/**
 * Connected again. On a new link the hub will report; where the old one goes on, nothing was missed, but for a
 * back-fill that was interrupted and goes on too.
 */
export function oweContinuity(turn: RtmTurn, on: 'new link' | 'old link'): void {
  const streams = [...insideOf(turn.machine), null];
  set(turn, { owed: new Set(streams) });
  if (on === 'new link') return;
  for (const channel of streams) {
    if (streamOf(turn.machine, channel)?.filling) continue;
    tell(turn, { channel, continuity: 'complete', replayed: 0, missed: 0 });
  }
}

/** The channels that this client is in. */
export function insideOf({ channels }: RtmMachine): string[] {
  return [...channels].filter(([, { phase }]) => phase === 'in').map(([channel]) => channel);
}

function tell(turn: RtmTurn, report: Omit<ContinuityReport, 'at'>): void {
  const owed = new Set(turn.machine.owed);
  owed.delete(report.channel);
  set(turn, { owed });
  turn.events.push({ type: 'continuity', ...report, at: turn.moment.at });
}

function streamOf({ inbox, channels }: RtmMachine, channel: string | null): Inbox | undefined {
  if (channel === null) return inbox;
  const membership = channels.get(channel);
  return membership?.phase === 'in' ? membership.inbox : undefined;
}

function keep(turn: RtmTurn, channel: string | null, inbox: Inbox): void {
  if (channel === null) return set(turn, { inbox });
  const membership = turn.machine.channels.get(channel);
  if (membership) set(turn, { channels: new Map(turn.machine.channels).set(channel, { ...membership, inbox }) });
}

const messageIn = ({ from, payload, message: id, sentAt, backfilled }: MessageFrame) => ({
  from,
  payload,
  id,
  sentAt,
  backfilled,
});
