import type { Entry } from '../entry.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/** A message to a user or a channel. */
interface Message {
  readonly from: string;
  readonly to: string | null;
  readonly channel: string | null;
  outcome: 'open' | 'received' | 'cached' | 'refused' | 'unknown';
  /** Whether an instance of its receiver was told. */
  read: boolean;
}

/** Errors after which nobody knows. */
const unknown = ['timeout', 'ended'];

/**
 * A receipt `received` means that the receiver's application was told; what was refused is told to nobody, and what is told
 * was sent, to whom it is told (RTM-5, RTM-6).
 */
export function delivery({ clients, fault }: Watch): Invariant {
  const messages = new Map<string, Message>();
  /** What was sent, by client and number. */
  const asked = new Map<string, string>();

  const command = ({ client, number, word, argument }: Extract<Entry, { kind: 'command' }>) => {
    const { profile, user } = clients.of(client);
    if (profile !== 'rtm' || word !== 'send') return;
    const { payload, to = null, channel = null } = argument as { payload: string; to?: string; channel?: string };
    messages.set(payload, { from: user, to, channel, outcome: 'open', read: false });
    asked.set(`${client} ${number}`, payload);
  };

  const answer = ({ client, number, told: { value, error } }: Extract<Entry, { kind: 'answer' }>) => {
    const payload = asked.get(`${client} ${number}`);
    const message = messages.get(payload ?? '');
    if (!message) return;
    if (error) message.outcome = unknown.includes(error.reason ?? '') ? 'unknown' : 'refused';
    else message.outcome = (value as { outcome: 'received' | 'cached' }).outcome;
    if (message.outcome === 'received' && message.to !== null && !message.read) {
      fault(`${payload} has a receipt, and ${message.to} was not told`);
    }
    if (message.outcome === 'refused' && message.read) fault(`${payload} was refused (${error?.reason}), and told`);
  };

  const told = (client: string, from: string, payload: string, channel: string | null) => {
    const message = messages.get(payload);
    const { user } = clients.of(client);
    if (message?.from !== from || message.channel !== channel || (channel === null && message.to !== user)) {
      return fault(`${client}: ${payload} of ${from} to ${channel} was not sent`);
    }
    if (message.outcome === 'refused') fault(`${client}: ${payload} was refused, and told`);
    if (channel !== null && from === user) fault(`${client}: ${payload} is its own`);
    message.read = true;
  };

  return {
    see(entry) {
      if (entry.kind === 'command') command(entry);
      if (entry.kind === 'answer') answer(entry);
      if (entry.kind !== 'rtm') return;
      const { client, event } = entry;
      if (event.type === 'message') told(client, event.from, event.payload as string, null);
      if (event.type === 'channelMessage') told(client, event.from, event.payload as string, event.channel);
    },
  };
}
